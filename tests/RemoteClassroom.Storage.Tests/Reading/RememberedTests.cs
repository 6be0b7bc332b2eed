using RemoteClassroom.Storage.Reading;

namespace RemoteClassroom.Storage.Tests.Reading;

public sealed class RememberedTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_thousand_who_ask_at_once_wait_for_one_reading()
    {
        var remembered = new Remembered<int, string>(8);
        var (read, answer) = (0, new TaskCompletionSource<string?>());
        var asked = Enumerable.Range(0, 1_000).Select(_ => remembered.GetAsync(1, ReadAsync, None).AsTask()).ToArray();
        answer.SetResult("one");
        Assert.All(await Task.WhenAll(asked), value => Assert.Equal("one", value));
        Assert.Equal("one", await remembered.GetAsync(1, ReadAsync, None));
        Assert.Equal(1, read);

        Task<string?> ReadAsync()
        {
            Interlocked.Increment(ref read);
            return answer.Task;
        }
    }

    [Fact]
    public async Task Who_gives_up_takes_the_reading_from_nobody()
    {
        var remembered = new Remembered<int, string>(8);
        var answer = new TaskCompletionSource<string?>();
        using var hasty = new CancellationTokenSource();
        var first = remembered.GetAsync(1, () => answer.Task, hasty.Token).AsTask();
        var second = remembered.GetAsync(1, () => answer.Task, None).AsTask();
        await hasty.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        answer.SetResult("one");
        Assert.Equal("one", await second);
    }

    [Fact]
    public async Task A_reading_that_failed_or_found_nothing_is_made_anew()
    {
        var remembered = new Remembered<int, string>(8);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await remembered.GetAsync(1, () => throw new InvalidOperationException(), None));
        Assert.Null(await remembered.GetAsync(1, () => Task.FromResult<string?>(null), None));
        Assert.Equal("one", await remembered.GetAsync(1, () => Task.FromResult<string?>("one"), None));
    }

    [Fact]
    public async Task No_more_than_the_bound_are_kept_and_none_for_longer_than_its_life()
    {
        var few = new Remembered<int, string>(2);
        few.Set(1, "one");
        few.Set(2, "two");
        few.Set(3, "three");
        Assert.Null(few.Find(1));
        Assert.Equal("three", few.Find(3));

        var brief = new Remembered<int, string>(2, TimeSpan.Zero);
        Assert.Equal("one", await brief.GetAsync(1, () => Task.FromResult<string?>("one"), None));
        Assert.Null(brief.Find(1));
    }

    [Fact]
    public async Task What_is_forgotten_while_it_is_read_is_read_anew_and_the_old_is_not_kept()
    {
        var remembered = new Remembered<int, string>(8);
        var old = new TaskCompletionSource<string?>();
        var before = remembered.GetAsync(1, () => old.Task, None).AsTask();
        remembered.Forget(1);
        Assert.Equal("new", await remembered.GetAsync(1, () => Task.FromResult<string?>("new"), None));
        old.SetResult("old");
        Assert.Equal("old", await before);
        Assert.Equal("new", remembered.Find(1));
        remembered.Forget(1);
        Assert.Null(remembered.Find(1));
    }
}
