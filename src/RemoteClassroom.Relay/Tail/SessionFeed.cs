using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Relay.Connections;
using RemoteClassroom.Relay.Frames;

namespace RemoteClassroom.Relay.Tail;

/// <summary>
/// One session on this node: its log read as far as it goes, the newest events in a ring, the streams cut from it, and who follows them.
/// Only <see cref="LookAsync"/> advances it, one look at a time; everybody else reads without a lock.
/// </summary>
internal sealed partial class SessionFeed
{
    private const int Page = 512;
    private const int Retired = -1;
    private readonly ISessionLog _log;
    private readonly RelayOptions _options;
    private readonly ILogger _logger;
    private readonly CancellationToken _stopping;
    private readonly SharedLook _look;
    private readonly ConcurrentDictionary<StreamName, ViewStream> _streams = new();
    private FeedPosition _position = FeedPosition.Start;
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _hallsTarget;
    private long _floorTarget;
    private long _announced;
    private int _holds;

    public SessionFeed(
        Guid sessionId, ISessionLog log, RelayOptions options, TimeProvider time, SemaphoreSlim resumeReads, ILogger logger, CancellationToken stopping)
    {
        SessionId = sessionId;
        _log = log;
        _options = options;
        _logger = logger;
        _stopping = stopping;
        _look = new SharedLook(ReadOnAsync);
        Ring = new EventRing(options.RingEvents, options.RingBytes);
        Followers = new ConnectionTable();
        Pump = new Pump(Followers);
        History = new SharedHistory(this, log, options, resumeReads, time);
        UsedAt = time.GetTimestamp();
    }

    public Guid SessionId { get; }

    public EventRing Ring { get; }

    public ConnectionTable Followers { get; }

    public Pump Pump { get; }

    /// <summary>What is older than the ring, for those who come back.</summary>
    public SharedHistory History { get; }

    public FeedPosition Position => Volatile.Read(ref _position);

    /// <summary>Whether the log was read to its end once.</summary>
    public bool Loaded { get; private set; }

    /// <summary>True once the store holds another log than the one that was read: an older state was restored. The feed is of no use any more.</summary>
    public bool Forked { get; private set; }

    /// <summary>When somebody last needed it; see <see cref="TimeProvider.GetTimestamp"/>.</summary>
    public long UsedAt { get; set; }

    /// <summary>Up to where all views are to be brought at least.</summary>
    public long FloorTarget => Volatile.Read(ref _floorTarget);

    /// <summary>Up to where all halls' own views are to be brought at least.</summary>
    public long HallsTarget => Math.Max(Volatile.Read(ref _hallsTarget), FloorTarget);

    /// <summary>Done at the next news: a target was raised or totals changed.</summary>
    public Task News => Volatile.Read(ref _news).Task;

    public IEnumerable<ViewStream> Streams => _streams.Values;

    /// <summary>The stream of that name; its first follower finds it brought to the head.</summary>
    public ViewStream Stream(StreamName name)
    {
        if (FindStream(name) is { } known)
        {
            return known;
        }

        // Raised only once it can be found: an event that comes between the two is then either in the position or raises the stream by itself.
        var stream = _streams.GetOrAdd(name, static (key, feed) => new ViewStream(key, feed, feed._options.FrameBytes), this);
        stream.Raise(Position.Offset);
        return stream;
    }

    public ViewStream? FindStream(StreamName name) => _streams.GetValueOrDefault(name);

    /// <summary>A look at the log that begins after this call; false if the store could not be read.</summary>
    public Task<bool> LookAsync() => _look.RequestAsync();

    /// <summary>Whether the log was announced to reach further than it was read: whoever was told of a command's end must not be answered from before it.</summary>
    public bool Behind => Volatile.Read(ref _announced) > Position.Offset;

    /// <summary>Looks unless the log is known to reach that far; nobody waits for it.</summary>
    public void Wake(long head)
    {
        if (head > Position.Offset)
        {
            InterlockedMax(ref _announced, head);
            _ = _look.RequestAsync();
        }
    }

    /// <summary>Keeps the feed from being retired; false if it was.</summary>
    public bool TryHold()
    {
        var holds = Volatile.Read(ref _holds);
        while (holds != Retired)
        {
            var found = Interlocked.CompareExchange(ref _holds, holds + 1, holds);
            if (found == holds)
            {
                return true;
            }

            holds = found;
        }

        return false;
    }

    public void Release() => Interlocked.Decrement(ref _holds);

    /// <summary>Retires it unless somebody holds it.</summary>
    public bool TryRetire() => Interlocked.CompareExchange(ref _holds, Retired, 0) == 0;

    /// <summary>Brings views that nothing happened in to the head as well.</summary>
    public void RaiseFloor()
    {
        var head = Position.Offset;
        if (head > FloorTarget)
        {
            Volatile.Write(ref _floorTarget, head);
            Tell();
        }
    }

    /// <summary>Drives all followers and wakes all polls.</summary>
    public void Tell()
    {
        Pump.Kick();
        Interlocked.Exchange(ref _news, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    private static void InterlockedMax(ref long target, long value)
    {
        var known = Volatile.Read(ref target);
        while (known < value)
        {
            var found = Interlocked.CompareExchange(ref target, value, known);
            if (found == known)
            {
                return;
            }

            known = found;
        }
    }

    private async Task<bool> ReadOnAsync()
    {
        try
        {
            while (!Forked)
            {
                var from = Position;
                // The last event known is read again: it shows whether the log is still the one that was read.
                var events = await _log.ReadAsync(SessionId, Math.Max(0, from.Offset - 1), Page, _stopping);
                var known = from.Offset == 0 ? 0 : 1;
                if (known == 1 && (events.Count == 0 || events[0].Offset != from.Offset || events[0].Tag != from.Tag))
                {
                    LogForked(_logger, SessionId, from.Offset);
                    Forked = true;
                    return false;
                }

                Append(events, known);
                if (events.Count < Page)
                {
                    Loaded = true;
                    return true;
                }
            }

            return false;
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !_stopping.IsCancellationRequested)
        {
            LogCannotRead(_logger, SessionId, failure);
            return false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void Append(IReadOnlyList<LoggedEvent> events, int skip)
    {
        var position = Position;
        var shown = default(Shown);
        for (var i = skip; i < events.Count; i++)
        {
            if (events[i].Offset != position.Offset + 1)
            {
                throw new InvalidDataException($"The log of session {SessionId} goes from offset {position.Offset} to {events[i].Offset}.");
            }

            position = position.Next(events[i]);
            var projected = new ProjectedEvent(events[i], position.State);
            Ring.Append(projected);
            shown.Note(projected);
        }

        Volatile.Write(ref _position, position);
        if (Raise(shown, position.Offset))
        {
            Tell();
        }
    }

    private bool Raise(Shown shown, long head)
    {
        if (shown.OnScreen)
        {
            FindStream(StreamName.Screen(SessionId))?.Raise(head);
        }

        if (shown.ForStaff)
        {
            FindStream(StreamName.Staff(SessionId))?.Raise(head);
        }

        if (shown.ToAllHalls)
        {
            Volatile.Write(ref _hallsTarget, head);
        }

        foreach (var hall in shown.Halls ?? [])
        {
            FindStream(StreamName.Branch(SessionId, hall))?.Raise(head);
        }

        return shown.OnScreen || shown.ForStaff || shown.ToAllHalls;
    }

    /// <summary>Which views saw anything of some events.</summary>
    private struct Shown
    {
        public bool OnScreen;
        public bool ForStaff;
        public bool ToAllHalls;
        public HashSet<Guid>? Halls;

        public void Note(ProjectedEvent next)
        {
            OnScreen |= next.OnScreen;
            ForStaff |= next.ForStaff;
            ToAllHalls |= next.Hall is { Json: not null, Only: null };
            if (next.Hall.Only is { } hall)
            {
                (Halls ??= []).Add(hall);
            }
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The log of session {SessionId} cannot be read; trying again.")]
    private static partial void LogCannotRead(ILogger logger, Guid sessionId, Exception failure);

    [LoggerMessage(2, LogLevel.Error, "The log of session {SessionId} no longer holds the event that was read at offset {Offset}: an older state was restored.")]
    private static partial void LogForked(ILogger logger, Guid sessionId, long offset);
}
