using Microsoft.EntityFrameworkCore;
using Npgsql;
using RemoteClassroom.Storage.Accounts;
using RemoteClassroom.Storage.Identities;

namespace RemoteClassroom.Storage.PostgreSql;

/// <summary>A PostgreSQL database that several nodes may share.</summary>
internal sealed class PostgreSqlDatabase(NpgsqlDataSource source, IDbContextFactory<RemoteClassroomDb> contexts, DatabaseWatch watch, PostgreSqlConnectionString connectionString, InstallationSecrets secrets, IdentityKeys keys, TraineeIdentities identities, IScrubbing scrubbing) : IDatabase, IClusterIdentity
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(2);
    private const int OldestServer = 150_000;

    // Of the server's installation and of the database in it: a copy differs in one or the other.
    private const string ClusterIdSql = "SELECT 'rc-' || (SELECT system_identifier FROM pg_control_system()) || '-' || (SELECT oid FROM pg_database WHERE datname = current_database())";

    private string? _clusterId;

    /// <inheritdoc />
    public string ClusterId => _clusterId ?? throw new InvalidOperationException("The cluster's name is read by StartAsync; call it first.");

    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using (var connection = await ConnectAsync(cancellationToken))
        {
            await CheckAsync(connection, cancellationToken);
            _clusterId = await ReadAsync(connection, ClusterIdSql, cancellationToken);
            await MigrationTurn.TakeAsync(connection, MigrationTurn.Patience, cancellationToken);
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

            await MigrationTurn.GiveBackAsync(connection, cancellationToken);
        }

        await watch.LookFirstAsync();
    }

    /// <inheritdoc />
    public async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        if (!watch.Answers)
        {
            return false;
        }

        try
        {
            return await AskAsync(cancellationToken).WaitAsync(AnswerLimit, cancellationToken);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <inheritdoc />
    public async Task<IAsyncDisposable> HoldAsync(string name, CancellationToken cancellationToken)
    {
        // Held by a connection of its own: when the node dies, the database lets go.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString.Value) { Pooling = false, KeepAlive = 10 }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand("SELECT pg_advisory_lock(hashtextextended($1, 0))", connection) { CommandTimeout = 0, Parameters = { new NpgsqlParameter { Value = name } } };
            await command.ExecuteNonQueryAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task<bool> AskAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            await RunAsync(connection, "SELECT 1", cancellationToken);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private async Task<NpgsqlConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await source.OpenConnectionAsync(cancellationToken);
        }
        catch (NpgsqlException error)
        {
            throw new DatabaseUnfitException("PostgreSQL cannot be reached with the connection string of ConnectionStrings__Database. Check address, database, user and password, and that the database exists.", error);
        }
    }

    private static async Task CheckAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (int.Parse(await ReadAsync(connection, "SHOW server_version_num", cancellationToken)) < OldestServer)
        {
            throw new DatabaseUnfitException("PostgreSQL 15 or newer is needed.");
        }

        if (await ReadAsync(connection, "SHOW server_encoding", cancellationToken) != "UTF8")
        {
            throw new DatabaseUnfitException("The database must be encoded in UTF8; make one with ENCODING 'UTF8' TEMPLATE template0.");
        }

        foreach (var setting in (string[])["synchronous_commit", "fsync", "full_page_writes"])
        {
            if (await ReadAsync(connection, $"SHOW {setting}", cancellationToken) is "off" or "local")
            {
                throw new DatabaseUnfitException($"PostgreSQL's {setting} must be on: an acknowledgement here means that it is on disk.");
            }
        }
    }

    private static async Task<string> ReadAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return (string)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
