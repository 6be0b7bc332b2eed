using RemoteClassroom.Contracts.Hub;

namespace RemoteClassroom.Client.Live;

/// <summary>Something that a connection tells, in the order in which it holds.</summary>
public abstract record StreamUpdate
{
    private StreamUpdate()
    {
    }

    /// <summary>The view's whole state; forget what was known of the stream.</summary>
    /// <param name="Snapshot">The state, and why it was sent.</param>
    public sealed record Snapshotted(Snapshot Snapshot) : StreamUpdate;

    /// <summary>A frame that continues exactly where the stream stood.</summary>
    /// <param name="Frame">Its events, possibly none.</param>
    public sealed record Advanced(Frame Frame) : StreamUpdate;

    /// <summary>Figures that are newer than the ones told before.</summary>
    /// <param name="Totals">The figures.</param>
    public sealed record Counted(Totals Totals) : StreamUpdate;

    /// <summary>The link changed.</summary>
    /// <param name="State">What it is now.</param>
    /// <param name="Code">Why, if the server said so.</param>
    public sealed record Linked(LinkState State, string? Code = null) : StreamUpdate;
}

/// <summary>The state of a connection's link.</summary>
public enum LinkState
{
    /// <summary>Trying to reach the server.</summary>
    Connecting,
    /// <summary>Joined to every stream.</summary>
    Up,
    /// <summary>The hub cannot be opened, as behind a proxy that refuses WebSockets; the same frames come by long poll, and the hub is tried again by itself.</summary>
    Polling,
    /// <summary>Lost; it comes back by itself.</summary>
    Down,
    /// <summary>The server refused the streams or the credential; asked again, ever more seldom.</summary>
    Refused,
}
