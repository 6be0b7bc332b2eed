using Npgsql;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage.CheckIns;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.PostgreSql;

/// <summary>Locks and reads what a group needs, in one round trip.</summary>
internal static class GroupLookups
{
    private const string HeadsSql = """SELECT session_id, "offset", tag FROM session_heads WHERE session_id = ANY($1) ORDER BY session_id FOR UPDATE""";

    // FOR SHARE: many nodes may write into an open round at once, and none while somebody closes it.
    private const string RoundsSql =
        """
        SELECT r.session_id, r.round_id, r.closed_at IS NULL FROM rounds r
        WHERE (r.session_id, r.round_id) IN (SELECT * FROM unnest($1, $2)) ORDER BY r.session_id, r.round_id FOR
        """;

    private const string LedgersSql = "SELECT session_id, seq, CASE WHEN link_seq = seq THEN link END FROM ledger_heads WHERE session_id = ANY($1) ORDER BY session_id FOR UPDATE";
    private const string ReceiptsSql = "SELECT r.scope, r.key, r.body_hash, r.status, r.body FROM unnest($1, $2) k (scope, key) JOIN receipts r ON r.scope = k.scope AND r.key = k.key";

    private const string PersonsSql =
        $"SELECT {Ledger.Columns} FROM unnest($1, $2, $3) k (s, r, t) JOIN ledger l ON l.session_id = k.s AND l.round_id = k.r AND l.trainee_id = k.t";

    private const string TicketsSql = $"SELECT {Ledger.Columns} FROM unnest($1, $2) k (s, t) JOIN ledger l ON l.session_id = k.s AND l.ticket_id = k.t AND l.ticket_id IS NOT NULL";

    private const string DevicesSql =
        $"SELECT {Ledger.Columns}, l.device_hash FROM unnest($1, $2, $3) k (s, r, d) JOIN ledger l ON l.session_id = k.s AND l.round_id = k.r AND l.device_hash = k.d AND l.device_hash IS NOT NULL";

    private const string EntriesSql =
        $"""
        SELECT {Ledger.Columns}, l.scope FROM unnest($1, $2, $3) k (s, e, w)
        JOIN ledger l ON l.session_id = k.s AND l.key = k.e AND l.scope = k.w AND l.ticket_id IS NULL AND l.key IS NOT NULL
        """;

    private const string CountersSql =
        """
        SELECT c.session_id, c.round_id, c.branch_id, c.present, c.late FROM unnest($1, $2, $3) k (s, r, b)
        JOIN branch_counters c ON c.session_id = k.s AND c.round_id = k.r AND c.branch_id = k.b
        """;

    /// <summary>Runs the look-ups; the locks last until the transaction ends.</summary>
    public static async Task<GroupFacts> ReadAsync(NpgsqlConnection connection, GroupNeeds needs)
    {
        var facts = new GroupFacts();
        await using var batch = new NpgsqlBatch(connection);
        var readers = new List<Action<NpgsqlDataReader>>();
        void Add(int count, string sql, Action<NpgsqlDataReader> read, params Array[] columns)
        {
            if (count > 0)
            {
                batch.BatchCommands.Add(Columns.Command(sql, columns));
                readers.Add(read);
            }
        }

        Add(needs.Heads.Count, HeadsSql, row => facts.Heads[row.GetGuid(0)] = new LogHead(row.GetInt64(1), unchecked((ulong)row.GetInt64(2))), Columns.Of(needs.Heads, id => id));
        Add(
            needs.Rounds.Count, RoundsSql + (needs.ClosesRounds ? " NO KEY UPDATE" : " SHARE"), row => facts.Rounds[new RoundId(row.GetGuid(0), row.GetGuid(1))] = row.GetBoolean(2),
            Columns.Of(needs.Rounds, id => id.Session), Columns.Of(needs.Rounds, id => id.Round));
        Add(needs.Ledgers.Count, LedgersSql, row => facts.Ledgers[row.GetGuid(0)] = new LedgerHead(row.GetInt64(1), row.IsDBNull(2) ? null : row.GetFieldValue<byte[]>(2)), Columns.Of(needs.Ledgers, id => id));
        Add(
            needs.Receipts.Count, ReceiptsSql,
            row => facts.Receipts[new ReceiptId(row.GetString(0), row.GetGuid(1))] = new StoredReceipt(row.GetFieldValue<byte[]>(2), row.GetInt32(3), row.GetString(4)),
            Columns.Of(needs.Receipts, id => id.Scope), Columns.Of(needs.Receipts, id => id.Key));
        Add(
            needs.Persons.Count, PersonsSql, row => Line(row, entry => facts.Persons[new PersonId(entry.SessionId, entry.RoundId, entry.TraineeId)] = entry),
            Columns.Of(needs.Persons, id => id.Session), Columns.Of(needs.Persons, id => id.Round), Columns.Of(needs.Persons, id => id.Trainee));
        Add(
            needs.Tickets.Count, TicketsSql, row => Line(row, entry => facts.Tickets[new TicketId(entry.SessionId, entry.TicketId!.Value)] = entry),
            Columns.Of(needs.Tickets, id => id.Session), Columns.Of(needs.Tickets, id => id.Ticket));
        Add(
            needs.Devices.Count, DevicesSql, row => Line(row, entry => facts.Devices[DeviceId.Of(entry.SessionId, entry.RoundId, row.GetFieldValue<byte[]>(LineColumns))] = entry),
            Columns.Of(needs.Devices.Keys, id => id.Session), Columns.Of(needs.Devices.Keys, id => id.Round), Columns.Of(needs.Devices.Values, hash => hash));
        Add(
            needs.Entries.Count, EntriesSql, row => Line(row, entry => facts.Entries[new EntryId(entry.SessionId, row.GetString(LineColumns), entry.Key)] = entry),
            Columns.Of(needs.Entries, id => id.Session), Columns.Of(needs.Entries, id => id.Key), Columns.Of(needs.Entries, id => id.Scope));
        Add(
            needs.Counters.Count, CountersSql, row => facts.Counters[new CounterId(row.GetGuid(0), row.GetGuid(1), row.GetGuid(2))] = new Counter(row.GetInt32(3), row.GetInt32(4)),
            Columns.Of(needs.Counters, id => id.Session), Columns.Of(needs.Counters, id => id.Round), Columns.Of(needs.Counters, id => id.Branch));
        if (readers.Count > 0)
        {
            await ReadAllAsync(batch, readers);
        }

        return facts;
    }

    private const int LineColumns = Ledger.ColumnCount;

    private static async Task ReadAllAsync(NpgsqlBatch batch, List<Action<NpgsqlDataReader>> readers)
    {
        await using var reader = await batch.ExecuteReaderAsync();
        foreach (var read in readers)
        {
            while (await reader.ReadAsync())
            {
                read(reader);
            }

            await reader.NextResultAsync();
        }
    }

    // In the order of Ledger.Columns.
    private static void Line(NpgsqlDataReader row, Action<LedgerEntry> found) => found(new LedgerEntry(
        row.GetInt64(1), row.GetGuid(2), row.GetGuid(0), row.GetGuid(3), row.GetGuid(4), row.GetGuid(5), row.GetGuid(6), Micros.ToInstant(row.GetInt64(7)), row.GetBoolean(8),
        (ProofWay)row.GetInt32(9), row.GetInt32(10), row.IsDBNull(11) ? null : row.GetGuid(11), row.IsDBNull(12) ? Guid.Empty : row.GetGuid(12),
        row.IsDBNull(13) ? [] : row.GetFieldValue<byte[]>(13), row.IsDBNull(14) ? null : row.GetGuid(14), (VouchGround)row.GetInt32(15), row.IsDBNull(16) ? null : row.GetGuid(16)));
}
