using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Grains.Hosting;

namespace RemoteClassroom.Grains.Attendance;

/// <summary>
/// Merges the counters that come with this node's commits: every 250 ms one message of absolute counters to each session's board.
/// What could not be told waits and merges with what comes; since counters are absolute, telling twice adds nothing. Holds at most one entry a branch and round.
/// </summary>
internal sealed partial class CounterMerger(IGrainFactory grains, TimeProvider time, ILogger<CounterMerger> logger)
    : SiloLoop(TimeSpan.FromMilliseconds(250), time, logger)
{
    private const int LargestMessage = 4_000;
    private readonly ConcurrentDictionary<Guid, Pending> _sessions = [];

    /// <summary>A commit moved a branch's counters. Returns at once.</summary>
    public void Committed(Guid sessionId, BranchCount count)
    {
        while (!_sessions.GetOrAdd(sessionId, static _ => new Pending()).TryAdd(count))
        {
            // That outbox was just retired as empty; the next one takes it.
        }
    }

    protected override Task TurnAsync(CancellationToken cancellationToken) => SendAllAsync();

    protected override Task FinishAsync(CancellationToken cancellationToken) => SendAllAsync();

    private Task SendAllAsync() => Task.WhenAll(_sessions.Select(pair => SendAsync(pair.Key, pair.Value)));

    private async Task SendAsync(Guid sessionId, Pending pending)
    {
        if (!pending.TryTake(out var counts))
        {
            if (pending.TryRetire())
            {
                _sessions.TryRemove(KeyValuePair.Create(sessionId, pending));
            }

            return;
        }

        var board = grains.AttendanceOf(sessionId);
        foreach (var part in counts.Chunk(LargestMessage))
        {
            try
            {
                await board.AdvanceAsync(Array.ConvertAll(part, count => new BranchTotal(count.RoundId, count.BranchId, count.Present, count.Late)));
            }
#pragma warning disable CA1031 // Whatever the reason, the counters are kept for the next turn.
            catch (Exception problem)
#pragma warning restore CA1031
            {
                LogNotTold(problem, sessionId, part.Length);
                foreach (var count in part)
                {
                    Committed(sessionId, count);
                }
            }
        }
    }

    private sealed class Pending
    {
        private readonly Lock _gate = new();
        private readonly Dictionary<(Guid Round, Guid Branch), BranchCount> _counts = [];
        private bool _retired;

        public bool TryAdd(BranchCount count)
        {
            lock (_gate)
            {
                if (_retired)
                {
                    return false;
                }

                var key = (count.RoundId, count.BranchId);
                if (!_counts.TryGetValue(key, out var known) || known.Present + known.Late < count.Present + count.Late)
                {
                    _counts[key] = count;
                }

                return true;
            }
        }

        public bool TryTake(out BranchCount[] counts)
        {
            lock (_gate)
            {
                counts = [.. _counts.Values];
                _counts.Clear();
                return counts.Length > 0;
            }
        }

        public bool TryRetire()
        {
            lock (_gate)
            {
                return _retired = _counts.Count == 0;
            }
        }
    }
}
