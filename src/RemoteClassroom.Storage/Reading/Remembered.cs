using System.Collections.Concurrent;
using System.Diagnostics;

namespace RemoteClassroom.Storage.Reading;

/// <summary>Values that never change, or hardly, remembered up to a bound; past it the oldest is forgotten.</summary>
/// <param name="bound">How many at most.</param>
/// <param name="life">How long a value counts; null: for ever.</param>
internal sealed class Remembered<TKey, TValue>(int bound, TimeSpan? life = null)
    where TKey : notnull
    where TValue : class
{
    private readonly ConcurrentDictionary<TKey, (TValue Value, long At)> _values = new();
    private readonly ConcurrentDictionary<TKey, Reading> _readings = new();
    private readonly ConcurrentQueue<TKey> _order = new();

    /// <summary>The value, if it is remembered.</summary>
    public TValue? Find(TKey key) => _values.TryGetValue(key, out var known) && IsFresh(known.At) ? known.Value : null;

    /// <summary>The value, remembered or read; null is not remembered. Who asks while it is read waits for that reading: a thousand screens that come back at once are one query.</summary>
    /// <param name="key">What is asked for.</param>
    /// <param name="read">Reads it, for everybody who waits.</param>
    /// <param name="cancellationToken">Ends the wait, not the reading that others wait for, too.</param>
    public async ValueTask<TValue?> GetAsync(TKey key, Func<Task<TValue?>> read, CancellationToken cancellationToken) =>
        Find(key) ?? await _readings.GetOrAdd(key, asked => new Reading(reading => ReadAsync(asked, reading, read))).Value.WaitAsync(cancellationToken);

    /// <summary>Forgets it, and what is just being read of it: who asks from now on is answered from a reading that begins now.</summary>
    public void Forget(TKey key)
    {
        _readings.TryRemove(key, out _);
        _values.TryRemove(key, out _);
    }

    /// <summary>Remembers a value that is known already.</summary>
    public void Set(TKey key, TValue value) => Keep(key, value, Stopwatch.GetTimestamp());

    private async Task<TValue?> ReadAsync(TKey key, Reading self, Func<Task<TValue?>> read)
    {
        try
        {
            // What is read late is older than it looks: its age counts from before the reading.
            var at = Stopwatch.GetTimestamp();
            var value = await read();
            if (value is not null && _readings.TryGetValue(key, out var now) && now == self)
            {
                Keep(key, value, at);
            }

            return value;
        }
        finally
        {
            _readings.TryRemove(new KeyValuePair<TKey, Reading>(key, self));
        }
    }

    private void Keep(TKey key, TValue value, long at)
    {
        if (!_values.TryAdd(key, (value, at)))
        {
            _values[key] = (value, at);
            return;
        }

        _order.Enqueue(key);
        while (_values.Count > bound && _order.TryDequeue(out var oldest))
        {
            _values.TryRemove(oldest, out _);
        }
    }

    private bool IsFresh(long at) => life is not { } most || Stopwatch.GetElapsedTime(at) < most;

    /// <summary>A reading that begins when it is first asked for, and knows itself.</summary>
    private sealed class Reading
    {
        private readonly Lazy<Task<TValue?>> _task;

        public Reading(Func<Reading, Task<TValue?>> begin) => _task = new Lazy<Task<TValue?>>(() => begin(this));

        public Task<TValue?> Value => _task.Value;
    }
}
