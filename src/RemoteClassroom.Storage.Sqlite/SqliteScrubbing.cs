using Microsoft.Data.Sqlite;
using RemoteClassroom.Storage.Identities;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Sqlite;

/// <summary>
/// Deleted content is overwritten with zeros at once (<c>secure_delete</c>); what is left of it stands in the write-ahead log, until that is copied back and cut off.
/// </summary>
internal sealed class SqliteScrubbing(SqliteFolder folder, WriteGate gate) : IScrubbing
{
    // Readers of older states may stand in the way: the log is copied back again soon enough.
    private const string CutTheLog = "PRAGMA busy_timeout=1000; PRAGMA wal_checkpoint(TRUNCATE)";

    /// <inheritdoc />
    public Task ScrubAsync(CancellationToken cancellationToken) => RunAsync(CutTheLog, cancellationToken);

    /// <inheritdoc />
    public async Task ScrubWholeAsync(CancellationToken cancellationToken)
    {
        // Pages that were freed before deleted content was overwritten go with the old file.
        await RunAsync("VACUUM", cancellationToken);
        await RunAsync(CutTheLog, cancellationToken);
    }

    private async Task RunAsync(string sql, CancellationToken cancellationToken)
    {
        await gate.EnterAsync(cancellationToken);
        try
        {
            await using var connection = new SqliteConnection(folder.ConnectionString);
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await command.ExecuteNonQueryAsync(cancellationToken);
            command.CommandText = "PRAGMA busy_timeout=30000";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        finally
        {
            gate.Exit();
        }
    }
}
