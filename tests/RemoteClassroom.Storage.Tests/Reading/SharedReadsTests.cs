using RemoteClassroom.Storage.Reading;

namespace RemoteClassroom.Storage.Tests.Reading;

public sealed class SharedReadsTests
{
    private readonly List<(IReadOnlyList<int> Keys, TaskCompletionSource<Dictionary<int, string>> Answer)> _queries = [];

    [Fact]
    public async Task What_is_asked_for_during_a_query_goes_together_into_the_next()
    {
        var reads = new SharedReads<int, string>(2, ReadAsync, "none");
        var first = reads.GetAsync(1, CancellationToken.None);
        var (keys, answer) = await QueryAsync(0);
        Assert.Equal([1], keys);

        // Also who asks for the same again: the query under way may have begun before what he wants to see was there.
        Task<string>[] later = [.. new[] { 1, 2, 3, 3 }.Select(key => reads.GetAsync(key, CancellationToken.None))];
        answer.SetResult(new Dictionary<int, string> { [1] = "old" });
        Assert.Equal("old", await first);

        (keys, answer) = await QueryAsync(1);
        Assert.Equal([1, 2], keys);
        answer.SetResult(new Dictionary<int, string> { [1] = "new", [2] = "two" });
        (keys, answer) = await QueryAsync(2);
        Assert.Equal([3], keys);
        answer.SetResult([]);
        Assert.Equal(["new", "two", "none", "none"], await Task.WhenAll(later));
    }

    [Fact]
    public async Task A_query_that_fails_fails_for_those_who_waited_for_it_and_for_nobody_else()
    {
        var reads = new SharedReads<int, string>(8, ReadAsync, "none");
        var failing = reads.GetAsync(1, CancellationToken.None);
        (await QueryAsync(0)).Answer.SetException(new InvalidOperationException("away"));
        Assert.Equal("away", (await Assert.ThrowsAsync<InvalidOperationException>(() => failing)).Message);

        var again = reads.GetAsync(1, CancellationToken.None);
        (await QueryAsync(1)).Answer.SetResult(new Dictionary<int, string> { [1] = "back" });
        Assert.Equal("back", await again);
    }

    [Fact]
    public async Task Who_stops_waiting_leaves_the_query_to_the_others()
    {
        var reads = new SharedReads<int, string>(8, ReadAsync, "none");
        using var leaving = new CancellationTokenSource();
        var left = reads.GetAsync(1, leaving.Token);
        var (_, answer) = await QueryAsync(0);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);

        var staying = reads.GetAsync(2, CancellationToken.None);
        answer.SetResult([]);
        (await QueryAsync(1)).Answer.SetResult(new Dictionary<int, string> { [2] = "two" });
        Assert.Equal("two", await staying);
    }

    private Task<Dictionary<int, string>> ReadAsync(IReadOnlyList<int> keys)
    {
        var answer = new TaskCompletionSource<Dictionary<int, string>>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_queries)
        {
            _queries.Add((keys, answer));
        }

        return answer.Task;
    }

    private async Task<(IReadOnlyList<int> Keys, TaskCompletionSource<Dictionary<int, string>> Answer)> QueryAsync(int number)
    {
        await TestKit.Eventually.True($"query {number} to begin", () =>
        {
            lock (_queries)
            {
                return Task.FromResult(_queries.Count > number);
            }
        });
        return _queries[number];
    }
}
