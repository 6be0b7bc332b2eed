using System.Globalization;
using Npgsql;

namespace RemoteClassroom.Storage.PostgreSql;

/// <summary>Whose turn it is to change the schema: one node's at a time, while the others wait.</summary>
internal static class MigrationTurn
{
    /// <summary>The advisory lock that stands for it. Any number, as long as every version uses the same.</summary>
    public const long Lock = 0x52_43_6D_69_67_72_61_74;

    /// <summary>Longer than a migration of a province takes, shorter than a supervisor should see a node hang.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Takes the turn. The connection holds it: a node that dies in the middle gives it back.</summary>
    /// <exception cref="DatabaseUnfitException">Another connection held it all that time.</exception>
    public static async Task TakeAsync(NpgsqlConnection connection, TimeSpan patience, CancellationToken cancellationToken)
    {
        await RunAsync(connection, string.Create(CultureInfo.InvariantCulture, $"SET lock_timeout = {(long)patience.TotalMilliseconds}"), cancellationToken);
        try
        {
            await RunAsync(connection, $"SELECT pg_advisory_lock({Lock})", cancellationToken);
        }
        catch (PostgresException waited) when (waited.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new DatabaseUnfitException(
                $"Another node has been changing the database's schema for {patience.TotalMinutes:0.#} minutes. See what it does; if it is gone, end its connection (pg_locks, locktype 'advisory'), and start this node again.", waited);
        }

        await RunAsync(connection, "SET lock_timeout = DEFAULT", cancellationToken);
    }

    /// <summary>Gives it back.</summary>
    public static Task GiveBackAsync(NpgsqlConnection connection, CancellationToken cancellationToken) => RunAsync(connection, $"SELECT pg_advisory_unlock({Lock})", cancellationToken);

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        // The lock's own time-out counts, not the command's.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
