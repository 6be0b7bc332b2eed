using Microsoft.EntityFrameworkCore;
using Npgsql;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage.PostgreSql;
using RemoteClassroom.Storage.Tests.Stores;
using RemoteClassroom.TestKit;
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
    public async Task One_node_migrates_while_the_others_wait()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var stores = new PostgreSqlStores();
        var database = await server.CreateDatabaseAsync();
        await using var first = new NpgsqlConnection(database);
        await first.OpenAsync();

        // As a node that is in the middle of it.
        await ReadAsync(first, $"SELECT pg_advisory_lock({MigrationTurn.Lock})");
        var others = Enumerable.Range(0, 3).Select(_ => stores.OpenAsync(database)).ToList();
        await Eventually.True("three nodes wait for their turn", async () => (long)(await ReadAsync(first, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"))! == 3, TimeSpan.FromSeconds(60));
        Assert.Equal(0L, await ReadAsync(first, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));
        await ReadAsync(first, $"SELECT pg_advisory_unlock({MigrationTurn.Lock})");
        await Task.WhenAll(others);
        await using var db = await (await others[0]).DbAsync();
        Assert.Equal(db.Database.GetMigrations(), await db.Database.GetAppliedMigrationsAsync());
    }

    [Fact]
    public async Task A_node_does_not_wait_for_ever_for_its_turn_and_says_what_to_do()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = await server.CreateDatabaseAsync();
        await using var first = new NpgsqlConnection(database);
        await using var second = new NpgsqlConnection(database);
        await first.OpenAsync();
        await second.OpenAsync();
        await MigrationTurn.TakeAsync(first, MigrationTurn.Patience, CancellationToken.None);
        var refused = await Assert.ThrowsAsync<DatabaseUnfitException>(() => MigrationTurn.TakeAsync(second, TimeSpan.FromMilliseconds(200), CancellationToken.None));
        Assert.Contains("pg_locks", refused.Message, StringComparison.Ordinal);
        await MigrationTurn.GiveBackAsync(first, CancellationToken.None);
        await MigrationTurn.TakeAsync(second, TimeSpan.FromSeconds(5), CancellationToken.None);
    }

    [Fact]
    public async Task A_node_too_old_for_the_database_is_refused_and_told_what_to_do()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var stores = new PostgreSqlStores();
        var database = await server.CreateDatabaseAsync();
        await stores.OpenAsync(database);
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await ReadAsync(connection, $"UPDATE numbers SET value = {SchemaVersion.Current + 1} WHERE name = 'schema_min_compatible' RETURNING value");
        var refused = await Assert.ThrowsAsync<DatabaseTooNewException>(() => stores.OpenAsync(database));
        Assert.Contains($"needs at least schema {SchemaVersion.Current + 1}; this server knows {SchemaVersion.Current}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Start the newer version", refused.Message, StringComparison.Ordinal);
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

    private static async Task<object?> ReadAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
