using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage.Organization;
using RemoteClassroom.Storage.Reading;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.CheckIns;

/// <summary>The ledger: written through the writer, read beside it.</summary>
internal sealed class Ledger(GroupCommitWriter writer, Dialect dialect) : ILedger
{
    /// <summary>The columns of a line, in the order that <see cref="Line"/> reads.</summary>
    public const string Columns =
        "l.session_id, l.seq, l.check_in_id, l.round_id, l.trainee_id, l.branch_id, l.unit_id, l.at, l.late, l.way, l.ordinal, l.ticket_id, l.key, l.body_hash";

    /// <inheritdoc />
    public Task<CheckInOutcome> RecordAsync(NewCheckIn entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return writer.WriteAsync(new CheckInItem(entry), cancellationToken);
    }

    /// <inheritdoc />
    public Task<StoredAnswer> KeepAsync(Receipt receipt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(receipt);
        return writer.WriteAsync(new KeepItem(receipt), cancellationToken);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<LedgerEntry>> OfBranchAsync(Guid sessionId, Guid roundId, Guid branchId, CancellationToken cancellationToken) =>
        await dialect.ListAsync(
            new Statement(
                $"SELECT {Columns} FROM ledger l WHERE l.session_id = @session AND l.round_id = @round AND l.branch_id = @branch ORDER BY l.seq",
                ("session", sessionId), ("round", roundId), ("branch", branchId)),
            Line,
            cancellationToken);

    /// <inheritdoc />
    public Task<LedgerEntry?> OfTicketAsync(Guid sessionId, Guid ticketId, CancellationToken cancellationToken) =>
        dialect.FirstAsync<LedgerEntry?>(
            new Statement($"SELECT {Columns} FROM ledger l WHERE l.session_id = @session AND l.ticket_id = @ticket", ("session", sessionId), ("ticket", ticketId)),
            Line,
            cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<LedgerEntry>> ReadAsync(Guid sessionId, string unitPath, long after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unitPath);
        var (from, to) = Subtree.Below(unitPath);
        var within = unitPath.Length == 0
            ? ""
            : """
              AND EXISTS (
                  SELECT 1 FROM session_branches b JOIN session_units u ON u.session_id = b.session_id AND u.idx = b.unit_idx
                  WHERE b.session_id = l.session_id AND b.branch_id = l.branch_id AND (u.path = @path OR (u.path >= @from AND u.path < @to)))
              """;
        return await dialect.ListAsync(
            new Statement(
                $"SELECT {Columns} FROM ledger l WHERE l.session_id = @session AND l.seq > @after {within} ORDER BY l.seq LIMIT @limit",
                [("session", sessionId), ("after", after), ("limit", (long)limit), .. within.Length == 0 ? [] : new (string, object?)[] { ("path", unitPath), ("from", from), ("to", to) }]),
            Line,
            cancellationToken);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<BranchCount>> CountAsync(Guid sessionId, CancellationToken cancellationToken) =>
        await dialect.ListAsync(
            new Statement(
                """
                SELECT round_id, branch_id, sum(CASE WHEN late THEN 0 ELSE 1 END), sum(CASE WHEN late THEN 1 ELSE 0 END)
                FROM ledger WHERE session_id = @session GROUP BY round_id, branch_id ORDER BY round_id, branch_id
                """,
                ("session", sessionId)),
            row => new BranchCount(row.Id(0), row.Id(1), row.Int(2), row.Int(3)),
            cancellationToken);

    /// <summary>Reads a line.</summary>
    public static LedgerEntry Line(SqlRow row) => new(
        row.Long(1), row.Id(2), row.Id(0), row.Id(3), row.Id(4), row.Id(5), row.Id(6), row.Instant(7), row.Flag(8), (ProofWay)row.Int(9), row.Int(10),
        row.IdOrNull(11), row.IdOrNull(12) ?? Guid.Empty, row.BytesOrEmpty(13));
}
