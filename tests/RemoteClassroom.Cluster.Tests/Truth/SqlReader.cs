using Microsoft.Data.Sqlite;

namespace RemoteClassroom.Cluster.Tests.Truth;

/// <summary>A line of the ledger as the database file holds it.</summary>
public sealed record LedgerLine(long Seq, string CheckInId, string RoundId, string TraineeId, string BranchId, long Ordinal);

/// <summary>Reads the truth from the database file, past everything that the product believes.</summary>
public sealed class SqlReader
{
    private readonly string _connection;

    public SqlReader(string dataFolder)
    {
        SQLitePCL.Batteries_V2.Init();
        var file = Directory.GetFiles(dataFolder, "*.db").Single();
        _connection = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString();
    }

    /// <summary>The whole ledger of a session, by seq.</summary>
    public List<LedgerLine> Ledger(string session) => Query(
        "SELECT seq, hex(check_in_id), hex(round_id), hex(trainee_id), hex(branch_id), ordinal FROM ledger WHERE session_id = unhex($s, '-') ORDER BY seq",
        session, row => new LedgerLine(row.GetInt64(0), Id(row, 1), Id(row, 2), Id(row, 3), Id(row, 4), row.GetInt64(5)));

    /// <summary>The log of a session as a screen may see it, each event as <c>offset:type</c>, after an offset.</summary>
    public List<string> ScreenLog(string session, long after)
    {
        var approved = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var seen = new List<string>();
        foreach (var (offset, type, question) in Query(
            "SELECT offset, type, json_extract(data, '$.questionId') FROM session_events WHERE session_id = unhex($s, '-') ORDER BY offset",
            session, row => (row.GetInt64(0), row.GetString(1), row.IsDBNull(2) ? "" : row.GetString(2))))
        {
            if (type == "questionApproved")
            {
                approved.Add(question);
            }

            var hidden = type == "questionAsked" || (type == "questionDismissed" && !approved.Contains(question));
            if (!hidden && offset > after)
            {
                seen.Add($"{offset}:{type}");
            }
        }

        return seen;
    }

    /// <summary>The ids of the questions asked, in the log's order.</summary>
    public List<string> Questions(string session) => Query(
        "SELECT json_extract(data, '$.questionId') FROM session_events WHERE session_id = unhex($s, '-') AND type = 'questionAsked' ORDER BY offset",
        session, row => row.GetString(0).ToLowerInvariant());

    /// <summary>The offsets of a session's log.</summary>
    public List<long> Offsets(string session) => Query("SELECT offset FROM session_events WHERE session_id = unhex($s, '-') ORDER BY offset", session, row => row.GetInt64(0));

    /// <summary>What SQLite itself says of its file.</summary>
    public string IntegrityCheck() => Query("SELECT * FROM pragma_integrity_check WHERE $s = $s", "", row => row.GetString(0)).Single();

    /// <summary>How many rows each table has; without what comes and goes beside the effects: sign-ins, tries of reminders, and the links that are put between the audit's lines afterwards.</summary>
    public Dictionary<string, long> RowCounts() =>
        Query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_\\_%' ESCAPE '\\' AND name NOT IN ('credentials', 'reminder_tries', 'audit_chain') AND $s = $s", "", row => row.GetString(0))
            .ToDictionary(table => table, table => Query($"SELECT count(*) FROM \"{table}\" WHERE $s = $s", "", row => row.GetInt64(0)).Single(), StringComparer.Ordinal);

    private static string Id(SqliteDataReader row, int column) => Guid.ParseExact(row.GetString(column), "N").ToString("D");

    private List<T> Query<T>(string sql, string session, Func<SqliteDataReader, T> map)
    {
        using var connection = new SqliteConnection(_connection);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$s", session);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(map(reader));
        }

        return rows;
    }
}
