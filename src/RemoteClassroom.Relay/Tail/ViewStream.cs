using System.Text.Json;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Relay.Frames;
using RemoteClassroom.Relay.Views;

namespace RemoteClassroom.Relay.Tail;

/// <summary>One stream as this node serves it: up to where its followers should be brought, and the bytes for them.</summary>
internal sealed class ViewStream
{
    private const int SharedFrames = 64;
    private readonly FrameCutter _cutter;
    private readonly FrameCache? _frames;
    private readonly SnapshotShelf? _snapshots;
    private long _target;
    private int _followers;
    private TotalsMessage? _totals;

    public ViewStream(StreamName name, SessionFeed feed, int frameBytes)
    {
        Name = name;
        Feed = feed;
        Id = Cursor.IdOf(name);
        _cutter = new FrameCutter(name, Id, frameBytes);
        if (name.Kind is StreamKind.Screen or StreamKind.Staff)
        {
            // A hall's own stream has one follower, and there are ten thousand halls: nothing of theirs is kept.
            _frames = new FrameCache(SharedFrames);
            _snapshots = new SnapshotShelf(name, Id, StateJson);
        }
    }

    public StreamName Name { get; }

    public SessionFeed Feed { get; }

    /// <summary>The name's fingerprint in cursors.</summary>
    public ulong Id { get; }

    /// <summary>False for attendance totals, which have no offsets.</summary>
    public bool HasLog => Name.Kind != StreamKind.Attendance;

    /// <summary>
    /// Up to where followers are to be brought now: the head at the last event that the view shows, or at the last time that all views were
    /// brought to the head. Hidden events alone do not move it.
    /// </summary>
    public long Target => Math.Max(Volatile.Read(ref _target), Name.Kind == StreamKind.Branch ? Feed.HallsTarget : Feed.FloorTarget);

    /// <summary>The latest totals; null before any.</summary>
    public TotalsMessage? Totals => Volatile.Read(ref _totals);

    /// <summary>How many connections and polls follow.</summary>
    public int Followers => Volatile.Read(ref _followers);

    public void Join() => Interlocked.Increment(ref _followers);

    public void Leave() => Interlocked.Decrement(ref _followers);

    /// <summary>Moves the target on, never back.</summary>
    public void Raise(long target)
    {
        var held = Volatile.Read(ref _target);
        while (held < target)
        {
            var found = Interlocked.CompareExchange(ref _target, target, held);
            if (found == held)
            {
                return;
            }

            held = found;
        }
    }

    /// <summary>Replaces the totals, unless newer ones are there.</summary>
    public bool Put(TotalsMessage totals)
    {
        if (Totals is { } held && (held.Epoch, held.Seq).CompareTo((totals.Epoch, totals.Seq)) >= 0)
        {
            return false;
        }

        Volatile.Write(ref _totals, totals);
        return true;
    }

    /// <summary>The next frame for a follower at <paramref name="after"/>; null if the events are no longer held.</summary>
    public FrameMessage? Frame(IEventSource source, long after, long target) =>
        _frames is null ? _cutter.Cut(source, after, target) : _frames.Get(_cutter, source, after, target);

    /// <summary>The state now.</summary>
    public SnapshotMessage Snapshot(SnapshotReason reason)
    {
        if (!HasLog)
        {
            return OfAttendance(reason);
        }

        var position = Feed.Position;
        return _snapshots is null ? SnapshotShelf.Make(Name, Id, position, StateJson(position), reason) : _snapshots.Get(position, reason);
    }

    private SnapshotMessage OfAttendance(SnapshotReason reason)
    {
        var totals = Totals ?? throw new InvalidOperationException("Attendance is joined only once its first figures are there.");
        var cursor = new Cursor(Id, totals.Seq, (ulong)totals.Epoch).Format();
        return new SnapshotMessage(0, cursor, SnapshotShelf.Message(Name, 0, cursor, reason, totals.Data));
    }

    private byte[] StateJson(FeedPosition position) => Name.Kind switch
    {
        StreamKind.Screen => JsonSerializer.SerializeToUtf8Bytes(ScreenView.State(Name.SessionId, position.State), ContractsJson.Options),
        StreamKind.Staff => JsonSerializer.SerializeToUtf8Bytes(StaffView.State(Name.SessionId, position.State), ContractsJson.Options),
        _ => JsonSerializer.SerializeToUtf8Bytes(BranchView.State(Name.SessionId, Name.Target, position.State), ContractsJson.Options),
    };
}
