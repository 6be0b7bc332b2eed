using Npgsql;
using RemoteClassroom.Storage.Identities;

namespace RemoteClassroom.Storage.PostgreSql;

/// <summary>Rows that were deleted or changed leave their old versions in the table until it is vacuumed.</summary>
internal sealed class PostgreSqlScrubbing(NpgsqlDataSource source) : IScrubbing
{
    /// <inheritdoc />
    public async Task ScrubAsync(CancellationToken cancellationToken)
    {
        await RunAsync("VACUUM trainee_keys", cancellationToken);
        await RunAsync("VACUUM trainees", cancellationToken);
    }

    /// <inheritdoc />
    public Task ScrubWholeAsync(CancellationToken cancellationToken) => RunAsync("VACUUM FULL trainees", cancellationToken);

    private async Task RunAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
