using System.Collections.Concurrent;

namespace RemoteClassroom.Storage.Reading;

/// <summary>Values that never change, remembered up to a bound; past it the oldest is forgotten.</summary>
/// <param name="bound">How many at most.</param>
internal sealed class Remembered<TKey, TValue>(int bound)
    where TKey : notnull
    where TValue : class
{
    private readonly ConcurrentDictionary<TKey, TValue> _values = new();
    private readonly ConcurrentQueue<TKey> _order = new();

    /// <summary>The value, if it is remembered.</summary>
    public TValue? Find(TKey key) => _values.GetValueOrDefault(key);

    /// <summary>The value, remembered or read; null is not remembered.</summary>
    public async ValueTask<TValue?> GetAsync(TKey key, Func<Task<TValue?>> read)
    {
        if (_values.TryGetValue(key, out var known))
        {
            return known;
        }

        var value = await read();
        if (value is not null && _values.TryAdd(key, value))
        {
            _order.Enqueue(key);
            while (_values.Count > bound && _order.TryDequeue(out var oldest))
            {
                _values.TryRemove(oldest, out _);
            }
        }

        return value;
    }
}
