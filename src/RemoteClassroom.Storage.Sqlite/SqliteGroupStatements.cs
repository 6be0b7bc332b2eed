using Microsoft.Data.Sqlite;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Sqlite;

/// <summary>Writes what a group decided, row by row.</summary>
internal sealed class SqliteGroupStatements(SqliteConnection connection, SqliteDialect dialect) : IDisposable
{
    private readonly SqliteStatement _event = new(connection, "INSERT INTO session_events (session_id, \"offset\", tag, at, type, data) VALUES (?, ?, ?, ?, ?, ?)");
    private readonly SqliteStatement _head = new(connection, "UPDATE session_heads SET \"offset\" = ?, tag = ? WHERE session_id = ?");
    private readonly SqliteStatement _receipt = new(connection, "INSERT INTO receipts (scope, key, body_hash, status, body, at) VALUES (?, ?, ?, ?, ?, ?)");
    private readonly SqliteStatement _cast = new(connection, "INSERT INTO question_votes (question_id, person_id, session_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING");
    private readonly SqliteStatement _takeBack = new(connection, "DELETE FROM question_votes WHERE question_id = ? AND person_id = ?");

    private readonly SqliteStatement _line = new(
        connection,
        """
        INSERT INTO ledger (session_id, seq, check_in_id, round_id, trainee_id, branch_id, unit_id, at, recorded_at, late, way, ordinal, ticket_id, device_hash, key, body_hash, scope, after_close,
            home_id, reason, helper_id, link, device_mark)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """);

    private readonly SqliteStatement _counter = new(
        connection,
        """
        INSERT INTO branch_counters (session_id, round_id, branch_id, present, late) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (session_id, round_id, branch_id) DO UPDATE SET present = excluded.present, late = excluded.late
        """);

    private readonly SqliteStatement _ledger = new(connection, "UPDATE ledger_heads SET seq = ?, link = ?, link_seq = ? WHERE session_id = ?");

    /// <summary>Writes it all.</summary>
    public void Write(GroupWrites writes)
    {
        Run(writes.Creations);
        foreach (var row in writes.Events)
        {
            _event.Bind(1, row.Session).Bind(2, row.Offset).Bind(3, unchecked((long)row.Tag)).Bind(4, row.At).Bind(5, row.Type).Bind(6, row.Data).Run();
        }

        foreach (var (session, head) in writes.Heads)
        {
            _head.Bind(1, head.Offset).Bind(2, unchecked((long)head.Tag)).Bind(3, session).Run();
        }

        Run(writes.Effects);
        foreach (var (id, receipt) in writes.Receipts)
        {
            _receipt.Bind(1, id.Scope).Bind(2, id.Key).Bind(3, receipt.BodyHash).Bind(4, receipt.Status).Bind(5, receipt.Body).Bind(6, writes.Now).Run();
        }

        WriteVotes(writes);
        WriteLedger(writes);
        Run(writes.Notes);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var statement in (SqliteStatement[])[_event, _head, _receipt, _cast, _takeBack, _line, _counter, _ledger])
        {
            statement.Dispose();
        }
    }

    private void WriteVotes(GroupWrites writes)
    {
        foreach (var (vote, session) in writes.Votes)
        {
            if (session is { } cast)
            {
                _cast.Bind(1, vote.Question).Bind(2, vote.Person).Bind(3, cast).Run();
            }
            else
            {
                _takeBack.Bind(1, vote.Question).Bind(2, vote.Person).Run();
            }
        }
    }

    private void WriteLedger(GroupWrites writes)
    {
        foreach (var line in writes.Lines)
        {
            var entry = line.Entry;
            _line.Bind(1, entry.SessionId).Bind(2, entry.Seq).Bind(3, entry.CheckInId).Bind(4, entry.RoundId).Bind(5, entry.TraineeId).Bind(6, entry.BranchId).Bind(7, entry.UnitId)
                .Bind(8, Micros.Of(entry.At)).Bind(9, writes.Now).Bind(10, entry.Late ? 1L : 0L).Bind(11, (long)entry.Way).Bind(12, entry.Ordinal).Bind(13, entry.TicketId)
                .Bind(14, line.DeviceHash).Bind(15, line.Key).Bind(16, line.BodyHash).Bind(17, line.Scope).Bind(18, line.AfterClose ? 1L : 0L)
                .Bind(19, entry.HomeId).Bind(20, (long)entry.Reason).Bind(21, entry.HelperId).Bind(22, line.Link).Bind(23, line.DeviceMark).Run();
        }

        foreach (var (id, count) in writes.Counters)
        {
            _counter.Bind(1, id.Session).Bind(2, id.Round).Bind(3, id.Branch).Bind(4, count.Present).Bind(5, count.Late).Run();
        }

        Run(writes.Corrections);
        foreach (var (session, head) in writes.Ledgers)
        {
            _ledger.Bind(1, head.Seq).Bind(2, head.Link).Bind(3, head.Seq).Bind(4, session).Run();
        }
    }

    private void Run(List<Statement> statements)
    {
        foreach (var statement in statements)
        {
            using var command = connection.CreateCommand();
            dialect.Fill(command, statement);
            command.ExecuteNonQuery();
        }
    }
}
