namespace RemoteClassroom.Server.Cluster;

/// <summary>
/// Whether this node has lost sight of so many others that it is this one that is cut off. Only nodes that were once heard count: rows of nodes that died before this one
/// started say nothing. One silent peer never does, for of two nodes neither can tell which of them is cut off; nor half of them, for then nobody is left to serve better.
/// </summary>
/// <typeparam name="TNode">What names a node.</typeparam>
internal sealed class Isolation<TNode>
    where TNode : notnull
{
    /// <summary>A node is silent when it has not answered for this long – twice the time of one answer, so at least two questions – while it is still a member.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(3);

    private readonly Dictionary<TNode, TimeSpan> _heard = [];

    /// <summary>Notes who answered at a moment, and forgets who is no member any more.</summary>
    /// <param name="now">The moment, by any clock that only goes forward.</param>
    /// <param name="members">The other nodes that are held for alive.</param>
    /// <param name="answered">Those of them that answered.</param>
    /// <returns>Whether this node is cut off.</returns>
    public bool Look(TimeSpan now, IReadOnlyCollection<TNode> members, IEnumerable<TNode> answered)
    {
        foreach (var gone in _heard.Keys.Except(members).ToList())
        {
            _heard.Remove(gone);
        }

        foreach (var node in answered)
        {
            _heard[node] = now;
        }

        var silent = _heard.Values.Count(at => now - at >= Silence);
        return silent >= 2 && silent > _heard.Count - silent + 1;
    }
}
