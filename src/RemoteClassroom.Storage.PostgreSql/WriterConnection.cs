using Npgsql;

namespace RemoteClassroom.Storage.PostgreSql;

/// <summary>The writer's own connection: statements stay prepared on it, and no pool hands out a stale one.</summary>
internal sealed class WriterConnection(string connectionString) : IAsyncDisposable
{
    // Lookups are by index even while the tables are so small, or so new to the planner, that it would rather scan them: a plan made then would stay when they are large.
    // A node that freezes in the middle of a group loses its locks after some seconds, so that the others go on.
    private const string Settings =
        "SET enable_seqscan = off; SET enable_bitmapscan = off; SET plan_cache_mode = force_generic_plan; SET jit = off; SET idle_in_transaction_session_timeout = '5s'";

    private readonly string _connectionString = new NpgsqlConnectionStringBuilder(connectionString)
    {
        Pooling = false,
        MaxAutoPrepare = 100,
        AutoPrepareMinUsages = 2,
        // A network that swallows everything is given up after this; the other nodes' locks were waited for by then, too.
        Timeout = 5,
        CommandTimeout = 15,
        ApplicationName = "RemoteClassroom writer",
    }.ConnectionString;

    private NpgsqlConnection? _connection;

    /// <summary>The connection; made when there is none.</summary>
    public async Task<NpgsqlConnection> GetAsync()
    {
        if (_connection is { State: System.Data.ConnectionState.Open })
        {
            return _connection;
        }

        await CloseAsync();
        var connection = new NpgsqlConnection(_connectionString);
        try
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(Settings, connection);
            await command.ExecuteNonQueryAsync();
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        return _connection = connection;
    }

    /// <summary>Closes it; the next use makes another.</summary>
    public async Task CloseAsync()
    {
        if (_connection is { } old)
        {
            _connection = null;
            await old.DisposeAsync();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await CloseAsync();
}
