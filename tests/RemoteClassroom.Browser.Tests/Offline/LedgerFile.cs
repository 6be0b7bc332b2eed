using Microsoft.Data.Sqlite;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Browser.Tests.Offline;

/// <summary>A line of the ledger as the database's file holds it.</summary>
/// <param name="RoundId">The round.</param>
/// <param name="TraineeId">Who.</param>
/// <param name="BranchId">Where.</param>
/// <param name="At">When, as the ledger has it.</param>
/// <param name="RecordedAt">When it was written.</param>
internal sealed record LedgerRow(string RoundId, string TraineeId, string BranchId, DateTimeOffset At, DateTimeOffset RecordedAt);

/// <summary>Reads the ledger from the database's file, past everything that the product believes.</summary>
/// <param name="file">The file.</param>
internal sealed class LedgerFile(string file)
{
    private readonly string _connection = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString();

    static LedgerFile() => SQLitePCL.Batteries_V2.Init();

    /// <summary>All lines of a session.</summary>
    public IReadOnlyList<LedgerRow> Of(string session)
    {
        using var connection = new SqliteConnection(_connection);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT hex(round_id), hex(trainee_id), hex(branch_id), at, recorded_at FROM ledger WHERE session_id = unhex($s, '-') ORDER BY seq";
        command.Parameters.AddWithValue("$s", session);
        using var reader = command.ExecuteReader();
        var rows = new List<LedgerRow>();
        while (reader.Read())
        {
            rows.Add(new LedgerRow(Id(reader, 0), Id(reader, 1), Id(reader, 2), At(reader, 3), At(reader, 4)));
        }

        return rows;
    }

    private static string Id(SqliteDataReader row, int column) => Guid.ParseExact(row.GetString(column), "N").ToString("D");

    // Instants are kept as microseconds since 1970.
    private static DateTimeOffset At(SqliteDataReader row, int column) => DateTimeOffset.UnixEpoch.AddTicks(row.GetInt64(column) * TimeSpan.TicksPerMicrosecond);
}
