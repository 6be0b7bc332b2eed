using System.Data.Common;
using System.Net.Sockets;
using Npgsql;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage.Reading;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.PostgreSql;

/// <summary>PostgreSQL's side of hand-written SQL.</summary>
internal sealed class PostgreSqlDialect(NpgsqlDataSource source) : Dialect
{
    /// <inheritdoc />
    public override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) => await source.OpenConnectionAsync(cancellationToken);

    /// <inheritdoc />
    public override object Bind(object? value) => value ?? DBNull.Value;

    /// <inheritdoc />
    public override Guid ReadId(DbDataReader reader, int column) => reader.GetGuid(column);

    /// <inheritdoc />
    public override string JoinInOrder => "JOIN";

    /// <inheritdoc />
    public override string By(string index) => "";

    /// <inheritdoc />
    public override string PassOverLocked => " FOR UPDATE SKIP LOCKED";

    /// <inheritdoc />
    public override Failure Judge(Exception error) => Of(error);

    /// <summary>What a failure calls for.</summary>
    public static Failure Of(Exception error) => error switch
    {
        GroupRacedException => Failure.Raced,
        _ when Behind<PostgresException>(error) is { } said => Of(said.SqlState),
        _ when Behind<NpgsqlException>(error) is not null || Behind<SocketException>(error) is not null || Behind<IOException>(error) is not null => Failure.Connection,
        _ => Failure.Item,
    };

    // The key's hash may stand for another key, too: then two edits that need not wait for each other do.
    /// <inheritdoc />
    public override Task LockKeyAsync(RemoteClassroomDb db, ReceiptKey key, CancellationToken cancellationToken) => ExecuteAsync(
        db, new Statement("SELECT pg_advisory_xact_lock(hashtextextended(@key, 0))", ("key", $"{key.Scope}\n{key.Key}")), cancellationToken);

    private static Failure Of(string state) => state switch
    {
        PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.LockNotAvailable => Failure.Raced,
        // An idle transaction that the server ended: this node was frozen in the middle. Shut down, crashed, starting: the connection is gone as well.
        "25P03" or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow => Failure.Connection,
        _ when state.StartsWith("08", StringComparison.Ordinal) => Failure.Connection,
        // Out of resources, operator's word, system or internal error.
        _ when state[..2] is "53" or "57" or "58" or "XX" or "F0" => Failure.Database,
        _ => Failure.Item,
    };
}
