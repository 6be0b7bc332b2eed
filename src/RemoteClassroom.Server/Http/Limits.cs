using System.Collections.Concurrent;

namespace RemoteClassroom.Server.Http;

/// <summary>
/// How many calls a signed-in caller may make: a bucket for each, refilled steadily. Callers without a credential have none: a hall, even a county,
/// may share one address; only their failures are counted (<see cref="Domain.CheckIns.FailureLimiter"/>).
/// </summary>
internal sealed class CallerRates(TimeProvider time, int perSecond = 100, int burst = 1_000, int maxCallers = 100_000)
{
    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);

    // Counted here: the table counts itself by taking its locks, with ten thousand callers a thousand of them, and every call asks.
    private int _count;

    /// <summary>Takes one call; null if it may go on, else how many ms to wait.</summary>
    public int? Take(string caller)
    {
        if (Volatile.Read(ref _count) > maxCallers)
        {
            Sweep();
        }

        if (!_buckets.TryGetValue(caller, out var bucket))
        {
            var mine = new Bucket(burst);
            bucket = _buckets.GetOrAdd(caller, mine);
            if (bucket == mine)
            {
                Interlocked.Increment(ref _count);
            }
        }

        return bucket.Take(time.GetTimestamp(), time.TimestampFrequency, perSecond, burst);
    }

    // A bucket that had time to fill up again says nothing any more.
    private void Sweep()
    {
        var before = time.GetTimestamp() - (time.TimestampFrequency * burst / perSecond);
        foreach (var (caller, bucket) in _buckets)
        {
            if (bucket.UsedBefore(before) && _buckets.TryRemove(caller, out _))
            {
                Interlocked.Decrement(ref _count);
            }
        }
    }

    private sealed class Bucket(int full)
    {
        private readonly Lock _gate = new();
        private double _tokens = full;
        private long _at;

        public int? Take(long now, long frequency, int perSecond, int burst)
        {
            lock (_gate)
            {
                _tokens = _at == 0 ? burst : Math.Min(burst, _tokens + ((double)(now - _at) / frequency * perSecond));
                _at = now;
                if (_tokens >= 1)
                {
                    _tokens--;
                    return null;
                }

                return (int)Math.Ceiling((1 - _tokens) * 1_000 / perSecond) + 1;
            }
        }

        public bool UsedBefore(long instant)
        {
            lock (_gate)
            {
                return _at < instant;
            }
        }
    }
}
