using Microsoft.Data.Sqlite;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage.CheckIns;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Sqlite;

/// <summary>Reads what a group needs, key by key. The transaction has the database to itself: there is nothing to lock.</summary>
internal sealed class SqliteLookups(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStatement _head = new(connection, "SELECT \"offset\", tag FROM session_heads WHERE session_id = ?");
    private readonly SqliteStatement _round = new(connection, "SELECT closed_at IS NULL FROM rounds WHERE session_id = ? AND round_id = ?");
    private readonly SqliteStatement _ledger = new(connection, "SELECT seq, CASE WHEN link_seq = seq THEN link END FROM ledger_heads WHERE session_id = ?");
    private readonly SqliteStatement _receipt = new(connection, "SELECT body_hash, status, body FROM receipts WHERE scope = ? AND key = ?");
    private readonly SqliteStatement _person = new(connection, $"SELECT {Ledger.Columns} FROM ledger l WHERE l.session_id = ? AND l.round_id = ? AND l.trainee_id = ?");
    private readonly SqliteStatement _ticket = new(connection, $"SELECT {Ledger.Columns} FROM ledger l WHERE l.session_id = ? AND l.ticket_id = ?");
    private readonly SqliteStatement _device = new(connection, $"SELECT {Ledger.Columns} FROM ledger l WHERE l.session_id = ? AND l.round_id = ? AND l.device_hash = ?");

    private readonly SqliteStatement _entry = new(
        connection, $"SELECT {Ledger.Columns} FROM ledger l WHERE l.session_id = ? AND l.key = ? AND l.scope = ? AND l.ticket_id IS NULL AND l.key IS NOT NULL");

    private readonly SqliteStatement _counter = new(connection, "SELECT present, late FROM branch_counters WHERE session_id = ? AND round_id = ? AND branch_id = ?");

    /// <summary>Reads it all.</summary>
    public GroupFacts Read(GroupNeeds needs)
    {
        var facts = new GroupFacts();
        Find(needs.Heads, _head, (s, id) => s.Bind(1, id), s => new LogHead(s.Long(0), unchecked((ulong)s.Long(1))), facts.Heads);
        Find(needs.Rounds, _round, (s, id) => s.Bind(1, id.Session).Bind(2, id.Round), s => s.Long(0) != 0, facts.Rounds);
        Find(needs.Ledgers, _ledger, (s, id) => s.Bind(1, id), s => new LedgerHead(s.Long(0), s.Bytes(1) is { Length: > 0 } link ? link : null), facts.Ledgers);
        Find(needs.Receipts, _receipt, (s, id) => s.Bind(1, id.Scope).Bind(2, id.Key), s => new StoredReceipt(s.Bytes(0), s.Int(1), s.Text(2)), facts.Receipts);
        Find(needs.Persons, _person, (s, id) => s.Bind(1, id.Session).Bind(2, id.Round).Bind(3, id.Trainee), Line, facts.Persons);
        Find(needs.Tickets, _ticket, (s, id) => s.Bind(1, id.Session).Bind(2, id.Ticket), Line, facts.Tickets);
        Find(needs.Devices.Keys, _device, (s, id) => s.Bind(1, id.Session).Bind(2, id.Round).Bind(3, needs.Devices[id]), Line, facts.Devices);
        Find(needs.Entries, _entry, (s, id) => s.Bind(1, id.Session).Bind(2, id.Key).Bind(3, id.Scope), Line, facts.Entries);
        Find(
            needs.Counters, _counter, (s, id) => s.Bind(1, id.Session).Bind(2, id.Round).Bind(3, id.Branch), s => new Counter(s.Int(0), s.Int(1)), facts.Counters);
        return facts;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var statement in (SqliteStatement[])[_head, _round, _ledger, _receipt, _person, _ticket, _device, _entry, _counter])
        {
            statement.Dispose();
        }
    }

    private static void Find<TKey, T>(
        IReadOnlyCollection<TKey> keys, SqliteStatement statement, Action<SqliteStatement, TKey> bind, Func<SqliteStatement, T> read, Dictionary<TKey, T> found)
        where TKey : notnull
    {
        foreach (var key in keys)
        {
            bind(statement, key);
            if (statement.Step())
            {
                found[key] = read(statement);
            }

            statement.Reset();
        }
    }

    // In the order of Ledger.Columns.
    private static LedgerEntry Line(SqliteStatement row) => new(
        row.Long(1), row.Id(2), row.Id(0), row.Id(3), row.Id(4), row.Id(5), row.Id(6), Micros.ToInstant(row.Long(7)), row.Long(8) != 0, (ProofWay)row.Int(9), row.Int(10),
        row.IdOrNull(11), row.IdOrNull(12) ?? Guid.Empty, row.Bytes(13), row.IdOrNull(14), (VouchGround)row.Int(15), row.IdOrNull(16));
}
