using Npgsql;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.PostgreSql;

/// <summary>Writes what a group decided, in one round trip unless rare events need statements of their own.</summary>
internal sealed class GroupStatements(PostgreSqlDialect dialect)
{
    private const string EventsSql = """INSERT INTO session_events (session_id, "offset", tag, at, type, data) SELECT * FROM unnest($1, $2, $3, $4, $5, $6)""";

    private const string HeadsSql =
        """UPDATE session_heads h SET "offset" = k.o, tag = k.t FROM unnest($1, $2, $3) k (s, o, t) WHERE h.session_id = k.s""";

    private const string ReceiptsSql =
        "INSERT INTO receipts (scope, key, body_hash, status, body, at) SELECT * FROM unnest($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING";

    private const string CastSql = "INSERT INTO question_votes (question_id, person_id, session_id) SELECT * FROM unnest($1, $2, $3) ON CONFLICT DO NOTHING";
    private const string TakeBackSql = "DELETE FROM question_votes v USING unnest($1, $2) k (q, p) WHERE v.question_id = k.q AND v.person_id = k.p";

    private const string LinesSql =
        """
        INSERT INTO ledger (session_id, seq, check_in_id, round_id, trainee_id, branch_id, unit_id, at, recorded_at, late, way, ordinal, ticket_id, device_hash, key, body_hash, scope, after_close,
            home_id, reason, helper_id, link, device_mark)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
        """;

    private const string CountersSql =
        """
        INSERT INTO branch_counters (session_id, round_id, branch_id, present, late) SELECT * FROM unnest($1, $2, $3, $4, $5)
        ON CONFLICT (session_id, round_id, branch_id) DO UPDATE SET present = excluded.present, late = excluded.late
        """;

    private const string LedgersSql = "UPDATE ledger_heads h SET seq = k.n, link = k.l, link_seq = k.n FROM unnest($1, $2, $3) k (s, n, l) WHERE h.session_id = k.s";

    /// <summary>Writes it all.</summary>
    /// <exception cref="GroupRacedException">Another node stored one of the receipts meanwhile.</exception>
    public async Task WriteAsync(NpgsqlConnection connection, GroupWrites writes)
    {
        await RunAsync(connection, writes.Creations);
        if (writes.Events.Count > 0)
        {
            await using var log = new NpgsqlBatch(connection);
            log.BatchCommands.Add(Events(writes));
            log.BatchCommands.Add(Heads(writes));
            await log.ExecuteNonQueryAsync();
            await RunAsync(connection, writes.Effects);
        }

        await RunAsync(connection, writes.Corrections);
        await WriteRestAsync(connection, writes);
    }

    private async Task WriteRestAsync(NpgsqlConnection connection, GroupWrites writes)
    {
        await using var batch = new NpgsqlBatch(connection);
        var receipts = writes.Receipts.Count > 0 ? Receipts(writes) : null;
        if (receipts is not null)
        {
            batch.BatchCommands.Add(receipts);
        }

        AddVotes(batch, writes);
        if (writes.Lines.Count > 0)
        {
            batch.BatchCommands.Add(Lines(writes));
            batch.BatchCommands.Add(Counters(writes));
        }

        if (writes.Ledgers.Count > 0)
        {
            batch.BatchCommands.Add(Columns.Command(
                LedgersSql, Columns.Of(writes.Ledgers.Keys, id => id), Columns.Of(writes.Ledgers.Values, head => head.Seq), Columns.Of(writes.Ledgers.Values, head => head.Link)));
        }

        foreach (var note in writes.Notes)
        {
            batch.BatchCommands.Add(Note(note));
        }

        if (batch.BatchCommands.Count > 0)
        {
            await batch.ExecuteNonQueryAsync();
        }

        if (receipts is not null && receipts.RecordsAffected != writes.Receipts.Count)
        {
            throw new GroupRacedException();
        }
    }

    private async Task RunAsync(NpgsqlConnection connection, List<Statement> statements)
    {
        var scans = statements.Exists(statement => statement.WholeTables);
        if (scans)
        {
            await SetScansAsync(connection, "on");
        }

        foreach (var statement in statements)
        {
            await using var command = connection.CreateCommand();
            // Freezing a province takes seconds; a network that swallows everything must not hold the writer for ever.
            command.CommandTimeout = 120;
            dialect.Fill(command, statement);
            await command.ExecuteNonQueryAsync();
        }

        if (scans)
        {
            await SetScansAsync(connection, "off");
        }
    }

    private NpgsqlBatchCommand Note(Statement statement)
    {
        var command = new NpgsqlBatchCommand(statement.Sql);
        foreach (var (name, value) in statement.Parameters)
        {
            command.Parameters.Add(new NpgsqlParameter(name, dialect.Bind(value)));
        }

        return command;
    }

    // The writer's connection prefers indexes; see WriterConnection.
    private static async Task SetScansAsync(NpgsqlConnection connection, string value)
    {
        await using var command = new NpgsqlCommand($"SET LOCAL enable_seqscan = {value}; SET LOCAL enable_bitmapscan = {value}", connection);
        await command.ExecuteNonQueryAsync();
    }

    private static NpgsqlBatchCommand Events(GroupWrites writes) => Columns.Command(
        EventsSql,
        Columns.Of(writes.Events, row => row.Session), Columns.Of(writes.Events, row => row.Offset), Columns.Of(writes.Events, row => unchecked((long)row.Tag)),
        Columns.Of(writes.Events, row => row.At), Columns.Of(writes.Events, row => row.Type), Columns.Of(writes.Events, row => row.Data));

    private static NpgsqlBatchCommand Heads(GroupWrites writes) => Columns.Command(
        HeadsSql, Columns.Of(writes.Heads.Keys, id => id), Columns.Of(writes.Heads.Values, head => head.Offset), Columns.Of(writes.Heads.Values, head => unchecked((long)head.Tag)));

    private static NpgsqlBatchCommand Receipts(GroupWrites writes)
    {
        var sorted = writes.Receipts.OrderBy(pair => pair.Key.Scope, StringComparer.Ordinal).ThenBy(pair => pair.Key.Key).ToList();
        return Columns.Command(
            ReceiptsSql,
            Columns.Of(sorted, pair => pair.Key.Scope), Columns.Of(sorted, pair => pair.Key.Key), Columns.Of(sorted, pair => pair.Value.BodyHash),
            Columns.Of(sorted, pair => pair.Value.Status), Columns.Of(sorted, pair => pair.Value.Body), Columns.Of(sorted, _ => writes.Now));
    }

    private static void AddVotes(NpgsqlBatch batch, GroupWrites writes)
    {
        var sorted = writes.Votes.OrderBy(pair => pair.Key.Question).ThenBy(pair => pair.Key.Person).ToList();
        var cast = sorted.FindAll(pair => pair.Value is not null);
        var back = sorted.FindAll(pair => pair.Value is null);
        if (cast.Count > 0)
        {
            batch.BatchCommands.Add(Columns.Command(
                CastSql, Columns.Of(cast, pair => pair.Key.Question), Columns.Of(cast, pair => pair.Key.Person), Columns.Of(cast, pair => pair.Value!.Value)));
        }

        if (back.Count > 0)
        {
            batch.BatchCommands.Add(Columns.Command(TakeBackSql, Columns.Of(back, pair => pair.Key.Question), Columns.Of(back, pair => pair.Key.Person)));
        }
    }

    private static NpgsqlBatchCommand Lines(GroupWrites writes) => Columns.Command(
        LinesSql,
        Columns.Of(writes.Lines, line => line.Entry.SessionId), Columns.Of(writes.Lines, line => line.Entry.Seq), Columns.Of(writes.Lines, line => line.Entry.CheckInId),
        Columns.Of(writes.Lines, line => line.Entry.RoundId), Columns.Of(writes.Lines, line => line.Entry.TraineeId), Columns.Of(writes.Lines, line => line.Entry.BranchId),
        Columns.Of(writes.Lines, line => line.Entry.UnitId), Columns.Of(writes.Lines, line => Domain.Log.Micros.Of(line.Entry.At)), Columns.Of(writes.Lines, _ => writes.Now),
        Columns.Of(writes.Lines, line => line.Entry.Late), Columns.Of(writes.Lines, line => (int)line.Entry.Way), Columns.Of(writes.Lines, line => line.Entry.Ordinal),
        Columns.Of(writes.Lines, line => line.Entry.TicketId), Columns.Of(writes.Lines, line => line.DeviceHash), Columns.Of(writes.Lines, line => line.Key),
        Columns.Of(writes.Lines, line => line.BodyHash), Columns.Of(writes.Lines, line => line.Scope), Columns.Of(writes.Lines, line => line.AfterClose),
        Columns.Of(writes.Lines, line => line.Entry.HomeId), Columns.Of(writes.Lines, line => (int)line.Entry.Reason), Columns.Of(writes.Lines, line => line.Entry.HelperId),
        Columns.Of(writes.Lines, line => line.Link), Columns.Of(writes.Lines, line => line.DeviceMark));

    private static NpgsqlBatchCommand Counters(GroupWrites writes) => Columns.Command(
        CountersSql,
        Columns.Of(writes.Counters.Keys, id => id.Session), Columns.Of(writes.Counters.Keys, id => id.Round), Columns.Of(writes.Counters.Keys, id => id.Branch),
        Columns.Of(writes.Counters.Values, count => count.Present), Columns.Of(writes.Counters.Values, count => count.Late));
}
