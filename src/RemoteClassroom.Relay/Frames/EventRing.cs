using System.Numerics;

namespace RemoteClassroom.Relay.Frames;

/// <summary>
/// The newest events of one session, bounded in number and in bytes. One writer; any number of readers without a lock: a slot says by its offset
/// whether it still is what a reader looks for, so a reader that was overtaken sees it and never takes one event for another.
/// </summary>
internal sealed class EventRing : IEventSource
{
    private readonly ProjectedEvent?[] _slots;
    private readonly int _keep;
    private readonly int _maxBytes;
    private long _bytes;
    private Edge _floor = new(0, 0);
    private long _head;

    /// <param name="keep">Events that are held whatever they weigh.</param>
    /// <param name="maxBytes">Bytes above which no more than <paramref name="keep"/> events are held.</param>
    public EventRing(int keep, int maxBytes)
    {
        _keep = keep;
        _maxBytes = maxBytes;
        _slots = new ProjectedEvent?[BitOperations.RoundUpToPowerOf2((uint)keep) * 4];
    }

    /// <summary>The place just before the oldest event held.</summary>
    public Edge Floor => Volatile.Read(ref _floor);

    public ProjectedEvent? At(long offset) =>
        Volatile.Read(ref _slots[offset & (_slots.Length - 1)]) is { } found && found.Offset == offset ? found : null;

    /// <summary>The log's tag at an offset; null if it is no longer held, or not yet.</summary>
    public ulong? TagAt(long offset)
    {
        var floor = Floor;
        return floor.Offset == offset ? floor.Tag : At(offset)?.Tag;
    }

    /// <summary>Adds the next event; the oldest make way.</summary>
    public void Append(ProjectedEvent next)
    {
        while (_head - _floor.Offset >= _slots.Length || (_bytes > _maxBytes && _head - _floor.Offset >= _keep))
        {
            ref var slot = ref _slots[(_floor.Offset + 1) & (_slots.Length - 1)];
            _bytes -= slot!.Bytes;
            Volatile.Write(ref _floor, new Edge(slot.Offset, slot.Tag));
            slot = null;
        }

        _bytes += next.Bytes;
        _head = next.Offset;
        Volatile.Write(ref _slots[next.Offset & (_slots.Length - 1)], next);
    }

    /// <summary>A place between two events.</summary>
    /// <param name="Offset">The event before it.</param>
    /// <param name="Tag">That event's tag.</param>
    internal sealed record Edge(long Offset, ulong Tag);
}
