namespace RemoteClassroom.Relay.Frames;

/// <summary>Something that frames can be cut from.</summary>
internal interface IEventSource
{
    /// <summary>The event at an offset; null if it is not held (any more).</summary>
    ProjectedEvent? At(long offset);
}

/// <summary>A part of a log that was read for those who come back from further than the ring reaches; shared by all of them.</summary>
/// <param name="after">Exclusive beginning.</param>
/// <param name="tag">The log's tag there.</param>
/// <param name="events">Without holes.</param>
/// <param name="readAt">Timestamp of the reading.</param>
internal sealed class EventBlock(long after, ulong tag, IReadOnlyList<ProjectedEvent> events, long readAt) : IEventSource
{
    public long After { get; } = after;

    public long UpTo { get; } = after + events.Count;

    public long ReadAt { get; } = readAt;

    public ProjectedEvent? At(long offset) => offset > After && offset <= UpTo ? events[(int)(offset - After - 1)] : null;

    /// <summary>The log's tag at an offset within [After, UpTo].</summary>
    public ulong TagAt(long offset) => offset == After ? tag : At(offset)!.Tag;
}
