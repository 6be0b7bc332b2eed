using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Grains.Tests.Support;

namespace RemoteClassroom.Grains.Tests.Sessions;

public sealed class StoreFailureTests : IAsyncLifetime
{
    private Classroom _classroom = null!;

    private TestStore Store => _classroom.World.Store;

    public async ValueTask InitializeAsync() => _classroom = await Classroom.StartAsync();

    public ValueTask DisposeAsync() => _classroom.DisposeAsync();

    [Fact]
    public async Task An_unknown_outcome_that_was_stored_is_answered_from_its_receipt()
    {
        var sessionId = await _classroom.OpenSessionAsync();
        Store.AfterCommit = _ => throw new StorageException("the link broke", outcomeUnknown: true);
        var context = Classroom.Command();
        var answer = await _classroom.Main(sessionId).StartAsync(context);
        Store.AfterCommit = _ => Task.CompletedTask;

        Assert.Equal(3, Classroom.Read<CommandDone>(answer).Offset);
        Assert.Equal(answer, await _classroom.Main(sessionId).StartAsync(context));
        Assert.Equal(4, Classroom.Read<CommandDone>(await _classroom.Main(sessionId).PauseAsync(Classroom.Command())).Offset);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_outcome_that_cannot_be_told_is_said_so_and_the_same_key_finds_out(bool stored)
    {
        var sessionId = await _classroom.OpenSessionAsync();
        Task Break(object what)
        {
            // From here on nothing can be read either.
            Store.BeforeRead = () => throw new StorageException("no link", outcomeUnknown: false);
            throw new StorageException("the link broke", outcomeUnknown: true);
        }

        if (stored)
        {
            Store.AfterCommit = Break;
        }
        else
        {
            Store.BeforeCommit = Break;
        }

        var context = Classroom.Command();
        Classroom.Refused("outcome_unknown", await _classroom.Main(sessionId).StartAsync(context));
        Classroom.Refused("storage_unavailable", await _classroom.Main(sessionId).StartAsync(context));
        (Store.BeforeCommit, Store.AfterCommit, Store.BeforeRead) = (_ => Task.CompletedTask, _ => Task.CompletedTask, () => { });

        Assert.Equal(3, Classroom.Read<CommandDone>(await _classroom.Main(sessionId).StartAsync(context)).Offset);
        Assert.Equal(3, (await Store.LogOfAsync(sessionId)).Count);
    }

    [Fact]
    public async Task A_store_that_is_away_or_full_is_told_and_nothing_happened()
    {
        var sessionId = await _classroom.OpenSessionAsync();
        var context = Classroom.Command();
        Store.BeforeCommit = _ => throw new StorageException("away", outcomeUnknown: false);
        var away = await _classroom.Main(sessionId).StartAsync(context);
        Store.BeforeCommit = _ => throw new StorageOverloadedException();
        var full = await _classroom.Main(sessionId).StartAsync(context);
        Store.BeforeCommit = _ => Task.CompletedTask;

        Classroom.Refused("storage_unavailable", away);
        Classroom.Refused("overloaded", full);
        Assert.NotNull(full.RetryAfterMs);
        Classroom.Done(await _classroom.Main(sessionId).StartAsync(context));
        Assert.Equal(3, (await Store.LogOfAsync(sessionId)).Count);
    }

    [Fact]
    public async Task What_the_server_notices_by_itself_is_tried_again_after_a_failure()
    {
        var sessionId = await _classroom.OpenSessionAsync();
        Store.BeforeCommit = _ => throw new StorageException("away", outcomeUnknown: false);
        var round = Guid.NewGuid();
        Assert.False(await _classroom.Main(sessionId).MediaStartedAsync("/live/1/index.m3u8"));
        Assert.False(await _classroom.Main(sessionId).CloseIfDueAsync(round));
        Store.BeforeCommit = _ => Task.CompletedTask;
        Assert.True(await _classroom.Main(sessionId).MediaStartedAsync("/live/1/index.m3u8"));
        Assert.IsType<MediaStarted>((await Store.LogOfAsync(sessionId))[^1].Event);
    }
}
