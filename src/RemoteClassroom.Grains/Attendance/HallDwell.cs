using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Grains.Hosting;

namespace RemoteClassroom.Grains.Attendance;

/// <summary>
/// How long the screens of this node's halls really played, with picture and sound: one stretch a hall while it goes on, kept every half minute. A node that dies loses half a minute at most;
/// a hall that moves to another node begins another stretch there.
/// </summary>
internal sealed class HallDwell(IAttendanceReading reading, TimeProvider time, ILogger<HallDwell> logger) : SiloLoop(TimeSpan.FromSeconds(30), time, logger)
{
    private const int MaxHalls = 50_000;
    private const int MaxWaiting = 100_000;
    private readonly ConcurrentDictionary<(Guid Session, Guid Branch), Tracked> _halls = [];
    private readonly ConcurrentQueue<HallPlay> _ended = [];

    /// <summary>A heartbeat with what the screen shows. Returns at once.</summary>
    public void Seen(Guid sessionId, Guid branchId, HallPicture picture)
    {
        if (picture == HallPicture.None || (_halls.Count >= MaxHalls && !_halls.ContainsKey((sessionId, branchId))))
        {
            return;
        }

        var hall = _halls.GetOrAdd((sessionId, branchId), static _ => new Tracked());
        var now = Time.GetUtcNow();
        Span? ended;
        lock (hall)
        {
            (ended, hall.SeenAt) = (hall.Tracker.Beat(now, picture), now);
        }

        if (ended is { } span && _ended.Count < MaxWaiting)
        {
            _ended.Enqueue(new HallPlay(sessionId, branchId, span));
        }
    }

    protected override Task TurnAsync(CancellationToken cancellationToken) => KeepAsync(cancellationToken);

    protected override Task FinishAsync(CancellationToken cancellationToken) => KeepAsync(cancellationToken);

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        var plays = new List<HallPlay>();
        while (_ended.TryDequeue(out var play))
        {
            plays.Add(play);
        }

        var forgotten = Time.GetUtcNow() - (4 * PlayTracker.LongestGap);
        foreach (var pair in _halls)
        {
            lock (pair.Value)
            {
                if (pair.Value.Tracker.Current is { } span && span.To > pair.Value.KeptUntil)
                {
                    plays.Add(new HallPlay(pair.Key.Session, pair.Key.Branch, span));
                    pair.Value.KeptUntil = span.To;
                }

                if (pair.Value.SeenAt < forgotten)
                {
                    _halls.TryRemove(pair);
                }
            }
        }

        try
        {
            await reading.KeepAsync(plays, cancellationToken);
        }
        catch
        {
            // Told again at the next turn; what is kept twice changes nothing.
            foreach (var play in plays.Take(MaxWaiting - _ended.Count))
            {
                _ended.Enqueue(play);
            }

            throw;
        }
    }

    private sealed class Tracked
    {
        public PlayTracker Tracker { get; } = new();

        public DateTimeOffset SeenAt { get; set; }

        public DateTimeOffset KeptUntil { get; set; }
    }
}
