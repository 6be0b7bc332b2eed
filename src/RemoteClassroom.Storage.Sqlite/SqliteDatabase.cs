using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Storage.Accounts;
using RemoteClassroom.Storage.Identities;

namespace RemoteClassroom.Storage.Sqlite;

/// <summary>The database file of a data folder.</summary>
internal sealed class SqliteDatabase(SqliteFolder folder, IDbContextFactory<RemoteClassroomDb> contexts, InstallationSecrets secrets, IdentityKeys keys, TraineeIdentities identities, IScrubbing scrubbing) : IDatabase, IDisposable
{
    private DataFolderLock? _lock;

    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _lock ??= DataFolderLock.Take(folder.Path);
        await using (var connection = new SqliteConnection(folder.ConnectionString))
        {
            await connection.OpenAsync(cancellationToken);
            SqlitePragmas.Apply(connection);
            SqlitePragmas.Check(connection);
            await ClearMigrationLockAsync(connection, cancellationToken);
        }

        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
        {
            await SchemaVersion.MigrateAsync(db, cancellationToken);
        }

        await secrets.LoadAsync(cancellationToken);
        await keys.LoadAsync(secrets, cancellationToken);
        if (await PlainColumns.SealAsync(contexts, identities, cancellationToken) > 0)
        {
            await scrubbing.ScrubWholeAsync(cancellationToken);
        }
    }

    /// <inheritdoc />
    public async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            return await db.Database.CanConnectAsync(cancellationToken);
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public Task<IAsyncDisposable> HoldAsync(string name, CancellationToken cancellationToken) => Task.FromResult<IAsyncDisposable>(new Held());

    /// <inheritdoc />
    public void Dispose() => _lock?.Dispose();

    // Whoever has the folder is the only one.
    private sealed class Held : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    // EF marks a migration under way by a row. A process killed in the middle leaves it, and the next would wait for ever;
    // with the folder's lock in hand there is no other process that the row could speak for.
    private static async Task ClearMigrationLockAsync(SqliteConnection connection, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsLock'";
        if (await command.ExecuteScalarAsync(cancellationToken) is > 0L)
        {
            command.CommandText = "DELETE FROM \"__EFMigrationsLock\"";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}

/// <summary>Where the database is.</summary>
/// <param name="Path">The data folder.</param>
internal sealed record SqliteFolder(string Path)
{
    /// <summary>How it is opened.</summary>
    public string ConnectionString { get; } = SqliteConnectionString.For(Path);
}
