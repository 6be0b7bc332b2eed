using Microsoft.EntityFrameworkCore;
using Npgsql;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage.Tests.Stores;
using RemoteClassroom.TestKit.Databases;

namespace RemoteClassroom.Storage.Tests.Startup;

/// <summary>What only a database server can do to its clients.</summary>
public sealed class PostgreSqlStartupTests
{
    [Fact]
    public async Task A_restart_is_seen_by_nobody()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var stores = new PostgreSqlStores();
        await using var store = await stores.OpenAsync(await server.CreateDatabaseAsync());
        var (scene, round) = await Scene.OpenAsync(store);
        // Several pooled connections, so that more than one is stale afterwards.
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => scene.Ledger.CountAsync(scene.SessionId, CancellationToken.None)));
        await scene.RecordAsync(scene.CheckIn(round));
        await server.RestartAsync();

        Assert.IsType<CheckInOutcome.Recorded>(await scene.RecordAsync(scene.CheckIn(round)));
        await scene.AppendAsync(new SessionStarted());
        Assert.Equal(2, (await scene.Ledger.CountAsync(scene.SessionId, CancellationToken.None)).Sum(count => count.Present));
        await server.RestartAsync();
        await using var db = await store.DbAsync();
        Assert.Equal("live", (await db.Sessions.SingleAsync(session => session.Id == scene.SessionId)).Phase);
        await server.RestartAsync();
        Assert.Equal(200, (await store.Get<IEdits>().RunAsync(Scene.NewKey(), (_, _) => Task.FromResult((200, "{}")), CancellationToken.None)).Status);
    }

    [Fact]
    public async Task While_the_server_is_away_nothing_is_acknowledged_and_afterwards_all_goes_on()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var stores = new PostgreSqlStores();
        await using var store = await stores.OpenAsync(await server.CreateDatabaseAsync());
        var (scene, round) = await Scene.OpenAsync(store);
        await server.StopServerAsync();
        var entry = scene.CheckIn(round);
        Assert.False((await Assert.ThrowsAsync<Domain.Log.StorageException>(() => scene.RecordAsync(entry))).OutcomeUnknown);
        Assert.False(await store.Get<IDatabase>().AnswersAsync(CancellationToken.None));
        await server.StartServerAsync();
        Assert.IsType<CheckInOutcome.Recorded>(await scene.RecordAsync(entry));
    }

    [Fact]
    public async Task A_server_that_does_not_wait_for_the_disk_is_refused()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var stores = new PostgreSqlStores();
        var database = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync()) { Options = "-c synchronous_commit=off" }.ToString();
        var refused = await Assert.ThrowsAsync<DatabaseUnfitException>(() => stores.OpenAsync(database));
        Assert.Contains("synchronous_commit", refused.Message, StringComparison.Ordinal);
    }
}
