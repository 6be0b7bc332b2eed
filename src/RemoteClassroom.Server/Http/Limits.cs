using System.Collections.Concurrent;

namespace RemoteClassroom.Server.Http;

/// <summary>
/// How many calls a signed-in caller may make: a bucket for each, refilled steadily. Callers without a credential have none: a hall, even a county,
/// may share one address; only their failures are counted (<see cref="FailureLimiter"/>).
/// </summary>
internal sealed class CallerRates(TimeProvider time, int perSecond = 100, int burst = 1_000, int maxCallers = 100_000)
{
    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);

    /// <summary>Takes one call; null if it may go on, else how many ms to wait.</summary>
    public int? Take(string caller)
    {
        if (_buckets.Count > maxCallers)
        {
            Sweep();
        }

        return _buckets.GetOrAdd(caller, static (_, full) => new Bucket(full), burst).Take(time.GetTimestamp(), time.TimestampFrequency, perSecond, burst);
    }

    // A bucket that had time to fill up again says nothing any more.
    private void Sweep()
    {
        var before = time.GetTimestamp() - (time.TimestampFrequency * burst / perSecond);
        foreach (var (caller, bucket) in _buckets)
        {
            if (bucket.UsedBefore(before))
            {
                _buckets.TryRemove(caller, out _);
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

/// <summary>Counts failures by a key (an address, a hall, a ticket) within a window; bounded in memory. Honest traffic is never counted.</summary>
/// <param name="time">The clock.</param>
/// <param name="failures">How many failures a window may hold.</param>
/// <param name="window">The window's length.</param>
/// <param name="maxKeys">How many keys are remembered; beyond it the windows that are over are forgotten.</param>
public sealed class FailureLimiter(TimeProvider time, int failures, TimeSpan window, int maxKeys = 50_000)
{
    private readonly ConcurrentDictionary<string, (long Since, int Count)> _seen = new(StringComparer.Ordinal);

    /// <summary>How many ms the key has to wait; null if it may try.</summary>
    public int? Wait(string key)
    {
        if (!_seen.TryGetValue(key, out var seen) || seen.Count < failures)
        {
            return null;
        }

        var left = window - time.GetElapsedTime(seen.Since);
        return left > TimeSpan.Zero ? (int)left.TotalMilliseconds + 1 : null;
    }

    /// <summary>Refuses with <c>rate_limited</c> while the key has to wait.</summary>
    /// <exception cref="RefusedException">It has to wait.</exception>
    public void Check(string key)
    {
        if (Wait(key) is { } wait)
        {
            throw new RefusedException(Contracts.Errors.ErrorCodes.RateLimited, "Too many failed tries; wait before the next one.", retryAfterMs: wait);
        }
    }

    /// <summary>Counts a failure.</summary>
    public void Failed(string key)
    {
        if (_seen.Count >= maxKeys)
        {
            foreach (var (old, seen) in _seen)
            {
                if (time.GetElapsedTime(seen.Since) >= window)
                {
                    _seen.TryRemove(old, out _);
                }
            }
        }

        var now = time.GetTimestamp();
        _seen.AddOrUpdate(
            key,
            static (_, a) => (a.now, 1),
            static (_, seen, a) => a.time.GetElapsedTime(seen.Since, a.now) >= a.window ? (a.now, 1) : (seen.Since, seen.Count + 1),
            (now, time, window));
    }
}
