using Microsoft.EntityFrameworkCore;
using Npgsql;
using RemoteClassroom.Storage.Accounts;

namespace RemoteClassroom.Storage.PostgreSql;

/// <summary>A PostgreSQL database that several nodes may share.</summary>
internal sealed class PostgreSqlDatabase(NpgsqlDataSource source, IDbContextFactory<RemoteClassroomDb> contexts, InstallationSecrets secrets) : IDatabase
{
    // Any number, as long as every version uses the same.
    private const long MigrationLock = 0x52_43_6D_69_67_72_61_74;
    private const int OldestServer = 150_000;

    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using (var connection = await ConnectAsync(cancellationToken))
        {
            await CheckAsync(connection, cancellationToken);
            // Held by the connection: a node that dies in the middle gives it back.
            await RunAsync(connection, $"SELECT pg_advisory_lock({MigrationLock})", cancellationToken);
            await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
            {
                await SchemaVersion.MigrateAsync(db, cancellationToken);
            }

            await RunAsync(connection, $"SELECT pg_advisory_unlock({MigrationLock})", cancellationToken);
        }

        await secrets.LoadAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async Task<bool> AnswersAsync(CancellationToken cancellationToken)
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
