using Npgsql;

namespace RemoteClassroom.Cluster.Tests.Truth;

/// <summary>Reads the truth from PostgreSQL, past everything that the product believes.</summary>
/// <param name="connectionString">The nodes' database.</param>
public sealed class PostgresTruth(string connectionString)
{
    private readonly string _connection = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString;

    /// <summary>The whole ledger of a session, by seq.</summary>
    public Task<List<LedgerLine>> LedgerAsync(string session) => QueryAsync(
        "SELECT seq, check_in_id, round_id, trainee_id, branch_id, ordinal FROM ledger WHERE session_id = $1 ORDER BY seq",
        session, row => new LedgerLine(row.GetInt64(0), Id(row, 1), Id(row, 2), Id(row, 3), Id(row, 4), row.GetInt32(5)));

    /// <summary>The log of a session as a screen may see it, each event as <c>offset:type</c>.</summary>
    public async Task<List<(long Offset, string Line)>> ScreenLogAsync(string session)
    {
        var approved = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var seen = new List<(long, string)>();
        foreach (var (offset, type, question) in await QueryAsync(
            """SELECT "offset", type, data::json ->> 'questionId' FROM session_events WHERE session_id = $1 ORDER BY "offset" """,
            session, row => (row.GetInt64(0), row.GetString(1), row.IsDBNull(2) ? "" : row.GetString(2))))
        {
            if (type == "questionApproved")
            {
                approved.Add(question);
            }

            if (type != "questionAsked" && (type != "questionDismissed" || approved.Contains(question)))
            {
                seen.Add((offset, $"{offset}:{type}"));
            }
        }

        return seen;
    }

    /// <summary>The offsets of a session's log.</summary>
    public Task<List<long>> OffsetsAsync(string session) =>
        QueryAsync("""SELECT "offset" FROM session_events WHERE session_id = $1 ORDER BY "offset" """, session, row => row.GetInt64(0));

    /// <summary>The ids of the questions asked, in the log's order.</summary>
    public Task<List<string>> QuestionsAsync(string session) => QueryAsync(
        """SELECT data::json ->> 'questionId' FROM session_events WHERE session_id = $1 AND type = 'questionAsked' ORDER BY "offset" """,
        session, row => row.GetString(0).ToLowerInvariant());

    /// <summary>How many lines stand in the ledger after their round's close, though they are no offline entries.</summary>
    public async Task<long> LinesAfterCloseAsync(string session) => (await QueryAsync(
        """
        SELECT count(*) FROM ledger l JOIN rounds r ON r.session_id = l.session_id AND r.round_id = l.round_id
        WHERE l.session_id = $1 AND r.closed_at IS NOT NULL AND l.recorded_at > r.closed_at AND NOT l.after_close
        """,
        session, row => row.GetInt64(0))).Single();

    /// <summary>The names of the nodes that the membership holds for alive.</summary>
    public Task<List<string>> LivingNodesAsync() => QueryAsync("SELECT silo_name FROM cluster_nodes WHERE status = 3 AND $1::uuid IS NOT NULL", Guid.Empty.ToString(), row => row.GetString(0));

    /// <summary>Says which schema a node must know at least, as a later version would; gives what stood there.</summary>
    public async Task<long> MinCompatibleAsync(long schema)
    {
        await using var connection = new NpgsqlConnection(_connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            "UPDATE numbers SET value = $1 FROM (SELECT value AS old FROM numbers WHERE name = 'schema_min_compatible') before WHERE name = 'schema_min_compatible' RETURNING old", connection)
        {
            Parameters = { new NpgsqlParameter { Value = schema } },
        };
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static string Id(NpgsqlDataReader row, int column) => row.GetGuid(column).ToString("D");

    private async Task<List<T>> QueryAsync<T>(string sql, string session, Func<NpgsqlDataReader, T> map)
    {
        await using var connection = new NpgsqlConnection(_connection);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new NpgsqlParameter { Value = Guid.Parse(session) } } };
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(map(reader));
        }

        return rows;
    }
}
