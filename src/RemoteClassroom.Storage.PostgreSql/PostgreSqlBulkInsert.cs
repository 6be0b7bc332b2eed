using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using RemoteClassroom.Storage.Edits;

namespace RemoteClassroom.Storage.PostgreSql;

/// <summary>Binary COPY; after many rows the planner's figures are brought up to date at once, because what follows an import (the doors open) reads them all.</summary>
internal sealed class PostgreSqlBulkInsert : BulkInsert
{
    private const long Many = 5_000;

    /// <inheritdoc />
    protected override async Task<long> WriteAsync(RemoteClassroomDb db, string table, BulkColumn[] columns, IEnumerable<object> rows, CancellationToken cancellationToken)
    {
        var written = await CopyAsync(db, table, columns, rows, cancellationToken);
        if (written >= Many)
        {
            await using var analyze = new NpgsqlCommand($"ANALYZE {table}", (NpgsqlConnection)db.Database.GetDbConnection());
            await analyze.ExecuteNonQueryAsync(cancellationToken);
        }

        return written;
    }

    private static async Task<long> CopyAsync(RemoteClassroomDb db, string table, BulkColumn[] columns, IEnumerable<object> rows, CancellationToken cancellationToken)
    {
        var connection = (NpgsqlConnection)db.Database.GetDbConnection();
        var types = Array.ConvertAll(columns, column => TypeOf(column.Type));
        await using var import = await connection.BeginBinaryImportAsync($"COPY {table} ({string.Join(", ", columns.Select(column => column.Name))}) FROM STDIN (FORMAT BINARY)", cancellationToken);
        foreach (var row in rows)
        {
            await import.StartRowAsync(cancellationToken);
            for (var i = 0; i < columns.Length; i++)
            {
                if (columns[i].Of(row) is { } value)
                {
                    await import.WriteAsync(value, types[i], cancellationToken);
                }
                else
                {
                    await import.WriteNullAsync(cancellationToken);
                }
            }
        }

        return (long)await import.CompleteAsync(cancellationToken);
    }

    private static NpgsqlDbType TypeOf(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.String => NpgsqlDbType.Text,
        TypeCode.Int64 => NpgsqlDbType.Bigint,
        TypeCode.Int32 => NpgsqlDbType.Integer,
        TypeCode.Boolean => NpgsqlDbType.Boolean,
        _ when type == typeof(Guid) => NpgsqlDbType.Uuid,
        _ when type == typeof(byte[]) => NpgsqlDbType.Bytea,
        _ => throw new NotSupportedException($"A column of {type.Name} is not written in bulk."),
    };
}
