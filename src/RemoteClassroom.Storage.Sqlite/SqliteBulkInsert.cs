using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Storage.Edits;

namespace RemoteClassroom.Storage.Sqlite;

/// <summary>One prepared statement, run once a row on the native library: no allocation and no look-up of names in between.</summary>
internal sealed class SqliteBulkInsert : BulkInsert
{
    private const int CheckEvery = 1_024;

    /// <inheritdoc />
    protected override Task<long> WriteAsync(RemoteClassroomDb db, string table, BulkColumn[] columns, IEnumerable<object> rows, CancellationToken cancellationToken)
    {
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        var places = string.Join(", ", Enumerable.Repeat("?", columns.Length));
        using var insert = new SqliteStatement(connection, $"INSERT INTO {table} ({string.Join(", ", columns.Select(column => column.Name))}) VALUES ({places})");
        var written = 0L;
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Length; i++)
            {
                insert.BindObject(i + 1, columns[i].Of(row));
            }

            insert.Run();
            if (++written % CheckEvery == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        return Task.FromResult(written);
    }
}
