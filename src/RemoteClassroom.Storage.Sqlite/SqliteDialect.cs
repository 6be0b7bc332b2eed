using System.Data.Common;
using Microsoft.Data.Sqlite;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage.Reading;
using RemoteClassroom.Storage.Writing;
using SQLitePCL;

namespace RemoteClassroom.Storage.Sqlite;

/// <summary>SQLite's side of hand-written SQL. Reads see the last commit and wait for nobody.</summary>
internal sealed class SqliteDialect(SqliteFolder folder) : Dialect
{
    /// <inheritdoc />
    public override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(folder.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }

    /// <inheritdoc />
    public override object Bind(object? value) => value switch
    {
        null => DBNull.Value,
        Guid id => id.ToByteArray(bigEndian: true),
        _ => value,
    };

    // Off the library's own row: ADO.NET would make an array of each.
    /// <inheritdoc />
    public override Guid ReadId(DbDataReader reader, int column) => new(Blob(reader, column), bigEndian: true);

    /// <inheritdoc />
    public override byte[] ReadBytes(DbDataReader reader, int column) => Blob(reader, column).ToArray();

    /// <inheritdoc />
    public override string JoinInOrder => "CROSS JOIN";

    /// <inheritdoc />
    public override string By(string index) => "INDEXED BY " + index;

    /// <inheritdoc />
    public override string PassOverLocked => "";

    /// <inheritdoc />
    public override Failure Judge(Exception error) => error is GroupRacedException ? Failure.Raced : Behind<SqliteException>(error)?.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => Failure.Raced,
        raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_NOMEM or raw.SQLITE_PERM
            or raw.SQLITE_PROTOCOL => Failure.Database,
        _ => Failure.Item,
    };

    private static ReadOnlySpan<byte> Blob(DbDataReader reader, int column) => raw.sqlite3_column_blob(((SqliteDataReader)reader).Handle, column);

    // An edit's transaction holds the write gate: there is no other.
    /// <inheritdoc />
    public override Task LockKeyAsync(RemoteClassroomDb db, ReceiptKey key, CancellationToken cancellationToken) => Task.CompletedTask;
}
