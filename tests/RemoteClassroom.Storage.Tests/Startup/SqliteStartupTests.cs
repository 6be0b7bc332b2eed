using Microsoft.Data.Sqlite;
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

        var refused = await Assert.ThrowsAsync<DatabaseUnfitException>(() => SqliteStores.OpenAsync(folder.Path));
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
