using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Storage.Sqlite;
using RemoteClassroom.Storage.Tests.Stores;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Storage.Tests.Startup;

/// <summary>What only a database file can suffer from.</summary>
public sealed class SqliteStartupTests
{
    [Fact]
    public async Task A_migration_that_was_killed_does_not_hang_the_next_start()
    {
        using var folder = new TempFolder();
        await using (await SqliteStores.OpenAsync(folder.Path))
        {
        }

        await using (var connection = await OpenAsync(folder))
        {
            await RunAsync(
                connection,
                """
                CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" ("Id", "Timestamp") VALUES (1, '2027-01-01 00:00:00');
                """);
        }

        await using var store = await Eventually.Done("the start after a killed migration", SqliteStores.OpenAsync(folder.Path));
        Assert.True(await store.Get<IDatabase>().AnswersAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_folder_serves_one_server()
    {
        using var folder = new TempFolder();
        await using (await SqliteStores.OpenAsync(folder.Path))
        {
            var refused = await Assert.ThrowsAsync<DatabaseUnfitException>(() => SqliteStores.OpenAsync(folder.Path));
            Assert.Contains("another server is using it", refused.Message, StringComparison.Ordinal);
        }

        await using var next = await SqliteStores.OpenAsync(folder.Path);
    }

    [Fact]
    public async Task The_library_and_the_pragmas_are_checked()
    {
        using var folder = new TempFolder();
        await using var connection = await OpenAsync(folder);
        await RunAsync(connection, "PRAGMA synchronous=NORMAL");
        Assert.Contains("synchronous", Assert.Throws<DatabaseUnfitException>(() => SqlitePragmas.Check(connection)).Message, StringComparison.Ordinal);
        SqlitePragmas.ApplyWriter(connection);
        SqlitePragmas.Check(connection);
        Assert.Equal("wal", await ReadAsync(connection, "PRAGMA journal_mode"));
        Assert.True(Version.Parse((string)(await ReadAsync(connection, "SELECT sqlite_version()"))!) >= SqlitePragmas.Oldest);
    }

    [Fact]
    public async Task EFs_connections_wait_for_the_disk_too()
    {
        using var folder = new TempFolder();
        await using var store = await SqliteStores.OpenAsync(folder.Path);
        await using var db = await store.DbAsync();
        await Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.OpenConnectionAsync(db.Database);
        var connection = (SqliteConnection)Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.GetDbConnection(db.Database);
        Assert.Equal(2L, await ReadAsync(connection, "PRAGMA synchronous"));
        Assert.Equal(1L, await ReadAsync(connection, "PRAGMA foreign_keys"));
        Assert.Equal("wal", await ReadAsync(connection, "PRAGMA journal_mode"));
    }

    [Fact]
    public async Task The_data_folder_is_its_owners_alone()
    {
        using var parent = new TempFolder();
        await using var store = await SqliteStores.OpenAsync(parent.Of("data"));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(parent.Of("data")));
        }
    }

    [Fact]
    public async Task What_an_older_version_wrote_to_the_ledger_stays()
    {
        using var folder = new TempFolder();
        var options = new DbContextOptionsBuilder<RemoteClassroomDb>();
        SqliteOptions.Apply(options, SqliteConnectionString.For(folder.Path));
        await using (var db = new RemoteClassroomDb(options.Options))
        {
            await db.GetService<IMigrator>().MigrateAsync("Initial");
        }

        const string lines =
            """
            INSERT INTO ledger (session_id, seq, check_in_id, round_id, trainee_id, branch_id, unit_id, at, recorded_at, late, way, ordinal, ticket_id, key, body_hash, after_close)
            SELECT zeroblob(16), n, randomblob(16), zeroblob(16), randomblob(16), zeroblob(16), zeroblob(16), n, n, 0, 0, n, randomblob(16), randomblob(16), randomblob(32), 0
            FROM (WITH RECURSIVE some(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM some WHERE n < 3) SELECT n FROM some);
            INSERT INTO branch_counters VALUES (zeroblob(16), zeroblob(16), zeroblob(16), 3, 0);
            """;
        await using (var connection = await OpenAsync(folder))
        {
            await RunAsync(connection, lines);
        }

        await using var store = await SqliteStores.OpenAsync(folder.Path);
        var read = await store.Get<ILedger>().OfBranchAsync(Guid.Empty, Guid.Empty, Guid.Empty, CancellationToken.None);
        Assert.Equal([1, 2, 3], read.Select(line => line.Ordinal));
        await using var after = await OpenAsync(folder);
        Assert.Contains("UNIQUE", (await Assert.ThrowsAsync<SqliteException>(() => RunAsync(after, "INSERT INTO ledger (session_id, seq, check_in_id, round_id, trainee_id, branch_id, unit_id, at, recorded_at, late, way, ordinal, ticket_id, device_hash, key, body_hash, scope, after_close) SELECT session_id, seq + 9, check_in_id, round_id, trainee_id, branch_id, unit_id, at, recorded_at, late, way, ordinal, randomblob(16), NULL, key, body_hash, scope, after_close FROM ledger"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused()
    {
        using var folder = new TempFolder();
        await using (await SqliteStores.OpenAsync(folder.Path))
        {
        }

        await using (var connection = await OpenAsync(folder))
        {
            await RunAsync(connection, $"UPDATE numbers SET value = {SchemaVersion.Current + 1} WHERE name = 'schema_min_compatible'");
        }

        var refused = await Assert.ThrowsAsync<DatabaseTooNewException>(() => SqliteStores.OpenAsync(folder.Path));
        Assert.Contains("newer version", refused.Message, StringComparison.Ordinal);
    }

    private static async Task<SqliteConnection> OpenAsync(TempFolder folder)
    {
        var connection = new SqliteConnection($"Data Source={folder.Of(SqliteConnectionString.FileName)};Pooling=False");
        await connection.OpenAsync();
        return connection;
    }

    private static async Task RunAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<object?> ReadAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
