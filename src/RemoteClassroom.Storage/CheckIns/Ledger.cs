using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage.Identities;
using RemoteClassroom.Storage.Organization;
using RemoteClassroom.Storage.Reading;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.CheckIns;

/// <summary>The ledger: written through the writer, read beside it.</summary>
internal sealed class Ledger(GroupCommitWriter writer, Dialect dialect, ICorrections corrections, IdentityKeys identities) : ILedger
{
    /// <summary>The columns of a line, in the order that <see cref="Line"/> reads.</summary>
    public const string Columns =
        "l.session_id, l.seq, l.check_in_id, l.round_id, l.trainee_id, l.branch_id, l.unit_id, l.at, l.late, l.way, l.ordinal, l.ticket_id, l.key, l.body_hash, l.home_id, l.reason, l.helper_id";

    /// <summary>How many columns a line has.</summary>
    public const int ColumnCount = 17;

    private const int HallsAtOnce = 64;

    private const string BranchLines = $"SELECT {Columns} FROM ledger l WHERE l.session_id = @session AND l.round_id = @round AND l.branch_id = @branch";

    private const string VisitorsIndex = "ix_ledger_session_id_round_id_branch_id";

    private readonly SharedReads<(Guid Session, Guid Round, Guid Branch), Counted> _counted = new(HallsAtOnce, keys => ReadCountedAsync(dialect, keys), none: default);

    /// <summary>The lines of a hall's own people, wherever they sat, and of whom it counts.</summary>
    public static string RosterLines(Dialect dialect) =>
        $"""
         SELECT {Columns} FROM session_roster r {dialect.JoinInOrder} ledger l ON l.session_id = r.session_id AND l.round_id = @round AND l.trainee_id = r.trainee_id
         WHERE r.session_id = @session AND r.branch_id = @branch AND (l.branch_id = @branch OR l.home_id = @branch)
         """;

    /// <summary>The lines of those who sat in a hall and count elsewhere.</summary>
    public static string VisitorLines(Dialect dialect) =>
        $"SELECT {Columns} FROM ledger l {dialect.By(VisitorsIndex)} WHERE l.session_id = @session AND l.round_id = @round AND l.branch_id = @branch AND l.home_id IS NOT NULL";

    /// <summary>How many of them some halls have.</summary>
    public static string VisitorCounts(Dialect dialect, string halls) =>
        $"""
         SELECT branch_id, count(*) FROM ledger {dialect.By(VisitorsIndex)}
         WHERE session_id = @session AND round_id = @round AND home_id IS NOT NULL AND branch_id IN ({halls}) GROUP BY branch_id
         """;

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
    public async Task<IReadOnlyList<LedgerEntry>> OfBranchAsync(Guid sessionId, Guid roundId, Guid branchId, CancellationToken cancellationToken)
    {
        // An index by branch would cost every check-in a page to write. The counters tell whether there is anything; the roster leads to each person's line.
        (string, object?)[] of = [("session", sessionId), ("round", roundId), ("branch", branchId)];
        var counted = await _counted.GetAsync((sessionId, roundId, branchId), cancellationToken);
        var lines = counted.Own == 0 ? [] : await dialect.ListAsync(new Statement(RosterLines(dialect), of), Line, cancellationToken);
        if (lines.Count < counted.Own)
        {
            // Somebody checked in who is not on this roster.
            lines = await dialect.ListAsync(new Statement(BranchLines, of), Line, cancellationToken);
        }
        else if (counted.Visitors > 0)
        {
            lines.AddRange(await dialect.ListAsync(new Statement(VisitorLines(dialect), of), Line, cancellationToken));
        }

        // Sorted here: asked for the order, a planner without statistics would walk the whole session's ledger by its key.
        lines.Sort((one, other) => one.Seq.CompareTo(other.Seq));
        return lines;
    }

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
                  WHERE b.session_id = l.session_id AND (b.branch_id = l.branch_id OR b.branch_id = l.home_id) AND (u.path = @path OR (u.path >= @from AND u.path < @to)))
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
                SELECT round_id, COALESCE(home_id, branch_id), sum(CASE WHEN late THEN 0 ELSE 1 END), sum(CASE WHEN late THEN 1 ELSE 0 END)
                FROM ledger WHERE session_id = @session GROUP BY 1, 2 ORDER BY 1, 2
                """,
                ("session", sessionId)),
            row => new BranchCount(row.Id(0), row.Id(1), row.Int(2), row.Int(3)),
            cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<MissingLine>> MissingAsync(Guid sessionId, Guid roundId, IReadOnlyCollection<Guid> branches, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(branches);
        if (branches.Count == 0)
        {
            return [];
        }

        // Most sessions have few corrections, many none: then the lines alone decide.
        var (there, missing) = await CorrectedAsync(sessionId, roundId, branches, cancellationToken);
        var (list, ids) = Dialect.In(branches);
        const string from =
            """
            SELECT r.trainee_id, r.branch_id, t.sealed, k.wrapped
            FROM session_roster r JOIN trainees t ON t.id = r.trainee_id LEFT JOIN trainee_keys k ON k.trainee_id = r.trainee_id WHERE r.session_id = @session
            """;
        using var seal = identities.Begin();
        MissingLine Read(SqlRow row) => seal.Open(row.Id(0), row.BytesOrEmpty(2), row.BytesOrEmpty(3)) is { } person
            ? new MissingLine(row.Id(0), row.Id(1), person.Name, person.RosterNo)
            : new MissingLine(row.Id(0), row.Id(1), "", "");
        var lines = await dialect.ListAsync(
            new Statement(
                $"""
                 {from} AND r.branch_id IN ({list})
                   AND NOT EXISTS (SELECT 1 FROM ledger l WHERE l.session_id = @session AND l.round_id = @round AND l.trainee_id = r.trainee_id)
                 """,
                [("session", sessionId), ("round", roundId), .. ids]),
            Read,
            cancellationToken);
        lines.RemoveAll(line => there.Contains(line.TraineeId));
        missing.ExceptWith(lines.Select(line => line.TraineeId));
        if (missing.Count > 0)
        {
            var (people, persons) = Dialect.In(missing);
            lines.AddRange(await dialect.ListAsync(new Statement($"{from} AND r.trainee_id IN ({people})", [("session", sessionId), .. persons]), Read, cancellationToken));
        }

        return lines;
    }

    /// <summary>Of the people at these branches: whom corrections settle (there, or excused), and whom they make missing.</summary>
    private async Task<(HashSet<Guid> Settled, HashSet<Guid> Missing)> CorrectedAsync(Guid sessionId, Guid roundId, IReadOnlyCollection<Guid> branches, CancellationToken cancellationToken)
    {
        if (await corrections.NewestAsync(sessionId, cancellationToken) == 0)
        {
            return ([], []);
        }

        var people = await corrections.PeopleAsync(sessionId, null, cancellationToken);
        var wanted = branches.ToHashSet();
        var lines = people.Lines.Where(line => line.RoundId == roundId).ToDictionary(line => line.TraineeId);
        var standings = people.Corrections.Where(correction => correction.HomeId is { } home && wanted.Contains(home)).GroupBy(correction => correction.TraineeId!.Value)
            .Select(person => (Trainee: person.Key, Counts: Standings.Of(roundId, lines.GetValueOrDefault(person.Key), person))).ToList();
        return (
            [.. standings.Where(each => each.Counts is Standing.Present or Standing.Late or Standing.Excused).Select(each => each.Trainee)],
            [.. standings.Where(each => each.Counts is Standing.Missing or Standing.Absent).Select(each => each.Trainee)]);
    }

    private static async Task<Dictionary<(Guid Session, Guid Round, Guid Branch), Counted>> ReadCountedAsync(Dialect dialect, IReadOnlyList<(Guid Session, Guid Round, Guid Branch)> keys)
    {
        var counted = new Dictionary<(Guid Session, Guid Round, Guid Branch), Counted>();
        foreach (var round in keys.GroupBy(key => (key.Session, key.Round), key => key.Branch))
        {
            var (session, id) = round.Key;
            var (list, ids) = Dialect.In([.. round]);
            var rows = await dialect.ListAsync(
                new Statement(
                    $"SELECT branch_id, present + late FROM branch_counters WHERE session_id = @session AND round_id = @round AND branch_id IN ({list})", [("session", session), ("round", id), .. ids]),
                row => (Branch: row.Id(0), Count: row.Int(1)),
                CancellationToken.None);
            foreach (var (branch, count) in rows)
            {
                counted[(session, id, branch)] = new Counted(count, 0);
            }

            var visitors = await dialect.ListAsync(
                new Statement(
                    VisitorCounts(dialect, list),
                    [("session", session), ("round", id), .. ids]),
                row => (Branch: row.Id(0), Count: row.Int(1)),
                CancellationToken.None);
            foreach (var (branch, count) in visitors)
            {
                counted[(session, id, branch)] = counted.GetValueOrDefault((session, id, branch)) with { Visitors = count };
            }
        }

        return counted;
    }

    /// <summary>What a hall has in a round.</summary>
    /// <param name="Own">How many count there.</param>
    /// <param name="Visitors">How many sit there and count elsewhere.</param>
    private readonly record struct Counted(int Own, int Visitors);

    /// <summary>Reads a line.</summary>
    public static LedgerEntry Line(SqlRow row) => new(
        row.Long(1), row.Id(2), row.Id(0), row.Id(3), row.Id(4), row.Id(5), row.Id(6), row.Instant(7), row.Flag(8), (ProofWay)row.Int(9), row.Int(10),
        row.IdOrNull(11), row.IdOrNull(12) ?? Guid.Empty, row.BytesOrEmpty(13), row.IdOrNull(14), (VouchGround)row.Int(15), row.IdOrNull(16));
}
