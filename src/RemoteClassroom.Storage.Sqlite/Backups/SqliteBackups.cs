using Microsoft.Data.Sqlite;
using RemoteClassroom.Storage.Backups;

namespace RemoteClassroom.Storage.Sqlite.Backups;

/// <summary>Backups of a data folder's database by SQLite's online backup: one consistent copy, while the server may go on writing.</summary>
internal sealed class SqliteBackups(SqliteFolder folder, TimeProvider time) : IBackups
{
    private static readonly string[] OwnTables = ["sessions", "session_events", "ledger", "numbers"];

    private string Database => Path.Combine(folder.Path, SqliteConnectionString.FileName);

    /// <inheritdoc />
    public Task<string> BackupAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(Database))
        {
            throw new DatabaseUnfitException($"There is no database in '{folder.Path}'; name its folder with --data.");
        }

        return BackupFile.WriteAsync(file, async partial =>
        {
            await using var source = await OpenAsync(Database, SqliteOpenMode.ReadOnly, cancellationToken);
            await using var copy = await OpenAsync(partial, SqliteOpenMode.ReadWrite, cancellationToken);
            source.BackupDatabase(copy);

            // One file, with nothing beside it that could be forgotten.
            await ReadAsync(copy, "PRAGMA journal_mode = DELETE", cancellationToken);
            await CheckAsync(copy, partial, cancellationToken);
            return $"{new FileInfo(partial).Length:N0} bytes of SQLite from {folder.Path}";
        });
    }

    /// <inheritdoc />
    public async Task<string> RestoreAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            throw new DatabaseUnfitException($"There is no file '{file}'.");
        }

        // While a server runs it has the lock, and this is refused.
        using var held = DataFolderLock.Take(folder.Path);
        await using (var backup = await OpenAsync(file, SqliteOpenMode.ReadOnly, cancellationToken))
        {
            await CheckAsync(backup, file, cancellationToken);
        }

        await BackupFile.WriteAsync(Database + ".restored", async partial =>
        {
            await using var source = await OpenAsync(file, SqliteOpenMode.ReadOnly, cancellationToken);
            await using var copy = await OpenAsync(partial, SqliteOpenMode.ReadWrite, cancellationToken);
            source.BackupDatabase(copy);
            return true;
        });
        var aside = await SetAsideAsync(cancellationToken);
        File.Move(Database + ".restored", Database);
        return aside is null ? $"'{file}' into {folder.Path}" : $"'{file}' into {folder.Path}; what was there is kept as {aside}";
    }

    /// <summary>Moves the present database out of the way, whole.</summary>
    private async Task<string?> SetAsideAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(Database))
        {
            return null;
        }

        await using (var present = await OpenAsync(Database, SqliteOpenMode.ReadWrite, cancellationToken))
        {
            // What stands only in the write-ahead log belongs to it.
            await ReadAsync(present, "PRAGMA journal_mode = DELETE", cancellationToken);
        }

        var aside = $"{Database}.before-{time.GetUtcNow():yyyyMMdd'T'HHmmss'Z'}";
        File.Move(Database, aside);
        File.Delete(Database + "-wal");
        File.Delete(Database + "-shm");
        return Path.GetFileName(aside);
    }

    private static async Task<SqliteConnection> OpenAsync(string file, SqliteOpenMode mode, CancellationToken cancellationToken)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    private static async Task CheckAsync(SqliteConnection connection, string file, CancellationToken cancellationToken)
    {
        try
        {
            var tables = await ReadAsync(connection, $"SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('{string.Join("', '", OwnTables)}')", cancellationToken);
            if (tables != OwnTables.Length.ToString() || await ReadAsync(connection, "PRAGMA integrity_check", cancellationToken) != "ok")
            {
                throw new DatabaseUnfitException($"'{file}' is not a whole backup of this server's embedded database.");
            }
        }
        catch (SqliteException error)
        {
            throw new DatabaseUnfitException($"'{file}' is not a backup of this server's embedded database.", error);
        }
    }

    private static async Task<string> ReadAsync(SqliteConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(await command.ExecuteScalarAsync(cancellationToken)) ?? "";
    }
}
