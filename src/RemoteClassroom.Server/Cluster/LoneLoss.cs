namespace RemoteClassroom.Server.Cluster;

/// <summary>
/// Whether the database is lost to this node alone, for so long that it is better off ended. What counts is how long others have had it while this node had not: after a crash of
/// the database all have lost it, one finds it again first, and the others follow a moment later – none of them may take that for a loss of its own.
/// </summary>
internal sealed class LoneLoss
{
    /// <summary>Longer than a restart of the database's proxy or a lost packet, shorter than halls should wait.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private TimeSpan? _alone;

    /// <summary>Notes what is seen at a moment.</summary>
    /// <param name="now">The moment, by any clock that only goes forward.</param>
    /// <param name="lostHere">Whether this node does not reach the database.</param>
    /// <param name="othersSee">Whether any other node says that it does.</param>
    /// <returns>Whether that has been so, without a break, for longer than <see cref="Patience"/>.</returns>
    public bool Look(TimeSpan now, bool lostHere, bool othersSee)
    {
        _alone = lostHere && othersSee ? _alone ?? now : null;
        return now - _alone > Patience;
    }
}
