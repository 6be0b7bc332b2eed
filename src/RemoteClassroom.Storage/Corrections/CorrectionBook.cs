using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage.Organization;
using RemoteClassroom.Storage.Reading;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Corrections;

/// <summary>The corrections: written through the writer, read beside it.</summary>
internal sealed class CorrectionBook(GroupCommitWriter writer, Dialect dialect) : ICorrections
{
    // The roster is the frozen one; before the doors open nobody has a home, and no figure needs one.
    private const string Columns =
        """
        SELECT c.seq, c.entry_id, c.kind, c.round_id, c.trainee_id, c.standing, c.at, c.by_id, c.by_role, c.text, COALESCE(r.branch_id, r.unit_id)
        FROM ledger_corrections c LEFT JOIN session_roster r ON r.session_id = c.session_id AND r.trainee_id = c.trainee_id
        """;

    /// <summary>The check-ins of whom corrections concern: from these few people to their lines, not through all lines.</summary>
    /// <param name="dialect">The database's words.</param>
    /// <param name="of">What else stands in the condition on corrections <c>c</c>.</param>
    public static string LinesOfCorrected(Dialect dialect, string of) =>
        $"""
         SELECT l.seq, l.round_id, l.trainee_id, l.late, l.check_in_id
         FROM (SELECT DISTINCT c.trainee_id FROM ledger_corrections c WHERE c.session_id = @session AND c.trainee_id IS NOT NULL {of}) who
         {dialect.JoinInOrder} rounds r ON r.session_id = @session
         {dialect.JoinInOrder} ledger l ON l.session_id = @session AND l.round_id = r.round_id AND l.trainee_id = who.trainee_id
         """;

    /// <inheritdoc />
    public Task<CorrectionOutcome> WriteAsync(NewCorrection entry, Receipt receipt, Decided? decided, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(receipt);
        return writer.WriteAsync(new CorrectionItem(entry with { At = Micros.Truncate(entry.At) }, receipt, decided), cancellationToken);
    }

    /// <inheritdoc />
    public Task<long> NewestAsync(Guid sessionId, CancellationToken cancellationToken) => dialect.FirstAsync(
        new Statement("SELECT COALESCE(max(seq), 0) FROM ledger_corrections WHERE session_id = @session", ("session", sessionId)), row => row.Long(0), cancellationToken);

    /// <inheritdoc />
    public async Task<CorrectedPeople> PeopleAsync(Guid sessionId, Guid? traineeId, CancellationToken cancellationToken)
    {
        (string, object?)[] of = traineeId is null ? [("session", sessionId)] : [("session", sessionId), ("trainee", traineeId)];
        var one = traineeId is null ? "" : "AND c.trainee_id = @trainee";
        var corrections = await dialect.ListAsync(
            new Statement($"{Columns} WHERE c.session_id = @session AND c.trainee_id IS NOT NULL {one} ORDER BY c.seq", of), Read, cancellationToken);
        if (corrections.Count == 0)
        {
            return CorrectedPeople.Nobody;
        }

        var lines = await dialect.ListAsync(
            new Statement(LinesOfCorrected(dialect, one), of),
            row => new StandingLine(row.Long(0), row.Id(1), row.Id(2), row.Flag(3), row.Id(4)),
            cancellationToken);
        return new CorrectedPeople(corrections, lines);
    }

    /// <inheritdoc />
    public async Task<StandingLine?> LineAsync(Guid sessionId, Guid roundId, Guid traineeId, CancellationToken cancellationToken) => await dialect.FirstAsync<StandingLine?>(
        new Statement(
            "SELECT l.seq, l.round_id, l.trainee_id, l.late, l.check_in_id FROM ledger l WHERE l.session_id = @session AND l.round_id = @round AND l.trainee_id = @trainee",
            ("session", sessionId), ("round", roundId), ("trainee", traineeId)),
        row => new StandingLine(row.Long(0), row.Id(1), row.Id(2), row.Flag(3), row.Id(4)),
        cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<Correction>> ReadAsync(Guid sessionId, string unitPath, long after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unitPath);
        var (from, to) = Subtree.Below(unitPath);
        var within = unitPath.Length == 0
            ? ""
            : """
              AND EXISTS (
                  SELECT 1 FROM session_units u
                  WHERE u.session_id = c.session_id AND (u.path = @path OR (u.path >= @from AND u.path < @to))
                    AND (u.unit_id = r.unit_id AND r.branch_id IS NULL OR u.idx = (SELECT b.unit_idx FROM session_branches b WHERE b.session_id = c.session_id AND b.branch_id = r.branch_id)))
              """;
        return await dialect.ListAsync(
            new Statement(
                $"{Columns} WHERE c.session_id = @session AND c.seq > @after {within} ORDER BY c.seq LIMIT @limit",
                [("session", sessionId), ("after", after), ("limit", (long)limit), .. within.Length == 0 ? [] : new (string, object?)[] { ("path", unitPath), ("from", from), ("to", to) }]),
            Read,
            cancellationToken);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<Guid>> WithoutSnapshotAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken) => await dialect.ListAsync(
        new Statement(
            """
            SELECT s.id FROM sessions s WHERE s.phase = 'ended' AND s.ended_at >= @since
              AND NOT EXISTS (SELECT 1 FROM ledger_corrections c WHERE c.session_id = s.id AND c.kind = 5)
            ORDER BY s.ended_at LIMIT @limit
            """,
            ("since", Micros.Of(since)), ("limit", (long)limit)),
        row => row.Id(0),
        cancellationToken);

    private static Correction Read(SqlRow row) => new(
        row.Long(0), row.Id(1), (CorrectionKind)row.Int(2), row.IdOrNull(3), row.IdOrNull(4), (Standing)row.Int(5), row.Instant(6), row.IdOrNull(7), row.Text(8), row.TextOrNull(9), row.IdOrNull(10));
}
