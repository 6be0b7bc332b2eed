namespace RemoteClassroom.Storage.Reading;

/// <summary>
/// Reads by key that share their queries: what is asked for while one query is under way goes together into the next, as check-ins go together into a commit.
/// When a round opens or a link comes back, thousands of halls read the same few things within seconds; a query for each would cost the node more than what they came for.
/// Nothing is remembered: whoever asks gets what a query found that began after he asked. A statement that changes something and may be done twice can be shared the same way.
/// </summary>
/// <typeparam name="TKey">What is looked for.</typeparam>
/// <typeparam name="TValue">What is found.</typeparam>
/// <param name="most">How many keys one query takes.</param>
/// <param name="read">Reads the values of some keys; what it leaves out is given as <paramref name="none"/>.</param>
/// <param name="none">What is given where nothing was found.</param>
public sealed class SharedReads<TKey, TValue>(int most, Func<IReadOnlyList<TKey>, Task<Dictionary<TKey, TValue>>> read, TValue none)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private Dictionary<TKey, TaskCompletionSource<TValue>> _waiting = [];
    private bool _reading;

    /// <summary>The key's value. Cancelling ends the wait, not the query that others wait for, too.</summary>
    public Task<TValue> GetAsync(TKey key, CancellationToken cancellationToken)
    {
        TaskCompletionSource<TValue>? answer;
        lock (_gate)
        {
            if (!_waiting.TryGetValue(key, out answer))
            {
                _waiting.Add(key, answer = new TaskCompletionSource<TValue>(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            if (!_reading)
            {
                _reading = true;
                _ = Task.Run(LoopAsync, CancellationToken.None);
            }
        }

        return answer.Task.WaitAsync(cancellationToken);
    }

    private async Task LoopAsync()
    {
        while (Take() is { Count: > 0 } all)
        {
            foreach (var part in all.Chunk(most))
            {
                await AnswerAsync(part);
            }
        }
    }

    private Dictionary<TKey, TaskCompletionSource<TValue>> Take()
    {
        lock (_gate)
        {
            var taken = _waiting;
            _waiting = [];
            _reading = taken.Count > 0;
            return taken;
        }
    }

    private async Task AnswerAsync(KeyValuePair<TKey, TaskCompletionSource<TValue>>[] part)
    {
        try
        {
            var found = await read([.. part.Select(pair => pair.Key)]);
            foreach (var (key, answer) in part)
            {
                answer.SetResult(found.GetValueOrDefault(key, none));
            }
        }
#pragma warning disable CA1031 // Whatever it is, it is told to everybody who waits for this query; the next one is another try.
        catch (Exception error)
#pragma warning restore CA1031
        {
            foreach (var (_, answer) in part)
            {
                answer.TrySetException(error);
            }
        }
    }
}
