using Microsoft.Extensions.Logging.Abstractions;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Tests.Writing;

/// <summary>The writer's bounds, on a store that stands still.</summary>
public sealed class OverloadTests
{
    [Fact]
    public async Task What_does_not_fit_is_refused_at_once_and_what_fits_is_written()
    {
        var store = new StandingStore();
        await using var writer = new GroupCommitWriter(store, TimeProvider.System, NullLogger<GroupCommitWriter>.Instance, Meters.Make());
        var first = writer.WriteAsync(Item(), CancellationToken.None);
        await store.Standing.Task;

        var waiting = Enumerable.Range(0, GroupCommitWriter.QueueLimit).Select(_ => writer.WriteAsync(Item(), CancellationToken.None)).ToList();
        await Assert.ThrowsAsync<StorageOverloadedException>(() => writer.WriteAsync(Item(), CancellationToken.None));
        store.Go.SetResult();

        await first;
        await Task.WhenAll(waiting);
        Assert.All(store.Groups, size => Assert.InRange(size, 1, GroupCommitWriter.GroupLimit));
        Assert.Equal(GroupCommitWriter.QueueLimit + 1, store.Groups.Sum());
    }

    [Fact]
    public async Task Cancelling_ends_the_wait_and_not_the_writing()
    {
        var store = new StandingStore();
        await using var writer = new GroupCommitWriter(store, TimeProvider.System, NullLogger<GroupCommitWriter>.Instance, Meters.Make());
        using var patience = new CancellationTokenSource();
        var first = writer.WriteAsync(Item(), patience.Token);
        await store.Standing.Task;
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        store.Go.SetResult();
        await writer.WriteAsync(Item(), CancellationToken.None);
        Assert.Equal(2, store.Groups.Sum());
    }

    [Fact]
    public async Task A_closed_writer_wrote_everything_and_takes_nothing()
    {
        var store = new StandingStore();
        store.Go.SetResult();
        var writer = new GroupCommitWriter(store, TimeProvider.System, NullLogger<GroupCommitWriter>.Instance, Meters.Make());
        var waiting = Enumerable.Range(0, 3_000).Select(_ => writer.WriteAsync(Item(), CancellationToken.None)).ToList();
        await writer.DisposeAsync();
        await Task.WhenAll(waiting);
        Assert.False((await Assert.ThrowsAsync<StorageException>(() => writer.WriteAsync(Item(), CancellationToken.None))).OutcomeUnknown);
    }

    private static KeepItem Item() => new(new Receipt(new ReceiptKey("account:1", Guid.NewGuid(), [1]), 200, "{}"));

    private sealed class StandingStore : IGroupStore
    {
        public bool IsAlone => true;

        public TaskCompletionSource Standing { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<int> Groups { get; } = [];

        public async Task RunAsync(GroupNeeds needs, Func<GroupFacts, GroupWrites> decide)
        {
            Standing.TrySetResult();
            await Go.Task;
            Groups.Add(decide(new GroupFacts()).Receipts.Count);
        }

        public Failure Judge(Exception error) => Failure.Item;

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
