using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Relay.Frames;
using RemoteClassroom.Relay.Tail;

namespace RemoteClassroom.Relay.Connections;

/// <summary>
/// One follower's place in one stream: a cursor, not a queue. What comes next is worked out when it can be sent, so a follower that lags
/// costs nothing but its place. <see cref="TryNext"/> belongs to whoever drives the follower; the rest may be read by anybody.
/// </summary>
internal sealed class Subscription
{
    private long _offset;
    private SnapshotReason? _pending;
    private EventBlock? _history;
    private TotalsMessage? _told;

    private Subscription(ViewStream stream) => Stream = stream;

    public ViewStream Stream { get; }

    /// <summary>True exactly when no snapshot comes first.</summary>
    public bool Recovered { get; private init; }

    /// <summary>The cursor of the last frame or snapshot; null before any.</summary>
    public string? Cursor { get; private set; }

    /// <summary>Whether there is anything to send.</summary>
    public bool HasNext =>
        _pending is not null || (Stream.HasLog && Volatile.Read(ref _offset) < Stream.Target) || (Stream.Totals is { } totals && totals != _told);

    /// <summary>How many offsets it is behind of where its view is to be brought.</summary>
    public long Lag => Stream.HasLog && _pending is null ? Math.Max(0, Stream.Target - Volatile.Read(ref _offset)) : 0;

    /// <summary>Whether the ring has gone past the follower, so that what comes next for it is no longer held.</summary>
    public bool FellOff => Stream.HasLog && _pending is null && Volatile.Read(ref _history) is null && Volatile.Read(ref _offset) < Stream.Feed.Ring.Floor.Offset;

    /// <summary>The block that it is still working through; null once it lives from the ring.</summary>
    public EventBlock? History => Volatile.Read(ref _history);

    /// <summary>Begins with a snapshot.</summary>
    public static Subscription AtSnapshot(ViewStream stream, SnapshotReason reason) => new(stream) { _pending = reason };

    /// <summary>Goes on after an offset whose following events are held by the ring or, up to its end, by a block.</summary>
    public static Subscription AtOffset(ViewStream stream, long offset, EventBlock? history = null) =>
        new(stream) { _offset = offset, _history = history, Recovered = true };

    /// <summary>The next message; false if there is none, or none any more: see <see cref="FellOff"/>.</summary>
    public bool TryNext(out HubBytes next) => TrySnapshot(out next) || TryFrame(out next) || TryTotals(out next);

    /// <summary>As <see cref="TryNext"/>, but without totals, and says which it is.</summary>
    public bool TryNextOfLog(out HubBytes next, out bool isSnapshot)
    {
        isSnapshot = TrySnapshot(out next);
        return isSnapshot || TryFrame(out next);
    }

    private bool TrySnapshot(out HubBytes next)
    {
        next = null!;
        if (_pending is not { } reason)
        {
            return false;
        }

        var snapshot = Stream.Snapshot(reason);
        if (!Stream.HasLog)
        {
            _told = Stream.Totals;
        }

        _pending = null;
        Volatile.Write(ref _offset, snapshot.UpTo);
        Cursor = snapshot.Cursor;
        next = snapshot.Bytes;
        return true;
    }

    private bool TryFrame(out HubBytes next)
    {
        next = null!;
        var target = Stream.Target;
        if (!Stream.HasLog || _offset >= target)
        {
            return false;
        }

        if (_history is { } block && _offset >= block.UpTo)
        {
            Volatile.Write(ref _history, null);
        }

        var frame = _history is { } held
            ? Stream.Frame(held, _offset, Math.Min(target, held.UpTo))
            : Stream.Frame(Stream.Feed.Ring, _offset, target);
        if (frame is null)
        {
            return false;
        }

        Volatile.Write(ref _offset, frame.UpTo);
        Cursor = frame.Cursor;
        next = frame.Bytes;
        return true;
    }

    private bool TryTotals(out HubBytes next)
    {
        next = null!;
        if (Stream.Totals is not { } totals || totals == _told)
        {
            return false;
        }

        _told = totals;
        next = totals.Bytes;
        return true;
    }
}
