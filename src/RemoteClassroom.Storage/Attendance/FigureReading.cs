using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage.Reading;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Attendance;

/// <summary>Reads rosters and check-ins by their homes, and keeps what halls played.</summary>
internal sealed class FigureReading(Dialect dialect, IDbContextFactory<RemoteClassroomDb> contexts) : IAttendanceReading
{
    private const string LineColumns = "l.seq, l.check_in_id, l.trainee_id, l.round_id, l.at, l.late, l.branch_id, COALESCE(l.home_id, l.branch_id), l.way, l.device_mark, l.helper_id, l.after_close";
    private const string RosterIndex = "ix_session_roster_session_id_branch_id";
    private const int RowsAtOnce = 100;

    /// <summary>The people of some homes. Two looks by the roster's index: asked with OR, a planner without statistics walks the whole province for each few halls.</summary>
    public static string RosterOf(Dialect dialect, string homes) =>
        $"SELECT r.trainee_id, r.home_id, r.unit_id, t.category FROM {PeopleOf(dialect, homes)} r {dialect.JoinInOrder} trainees t ON t.id = r.trainee_id";

    /// <summary>Their check-ins, by the persons' key, round by round: an index by hall would cost every check-in a page to write.</summary>
    public static string LinesOf(Dialect dialect, string homes) =>
        $"""
         SELECT {LineColumns} FROM {PeopleOf(dialect, homes)} r
         {dialect.JoinInOrder} rounds o ON o.session_id = @session
         {dialect.JoinInOrder} ledger l ON l.session_id = @session AND l.round_id = o.round_id AND l.trainee_id = r.trainee_id
         """;

    /// <inheritdoc />
    public async Task<IReadOnlyList<RosterPart>> RosterAsync(Guid sessionId, IReadOnlyCollection<Guid> homes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(homes);
        if (homes.Count == 0)
        {
            return [];
        }

        var (list, ids) = Dialect.In(homes);
        return await dialect.ListAsync(
            new Statement(RosterOf(dialect, list), [("session", sessionId), .. ids]), row => new RosterPart(row.Id(0), row.Id(1), row.Id(2), row.Text(3)), cancellationToken);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<LinePart>> LinesAsync(Guid sessionId, IReadOnlyCollection<Guid> homes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(homes);
        if (homes.Count == 0)
        {
            return [];
        }

        var (list, ids) = Dialect.In(homes);
        var lines = await dialect.ListAsync(new Statement(LinesOf(dialect, list), [("session", sessionId), .. ids]), Line, cancellationToken);
        lines.Sort((one, other) => one.Seq.CompareTo(other.Seq));
        return lines;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<LinePart>> VisitorsAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        var lines = await dialect.ListAsync(
            new Statement($"SELECT {LineColumns} FROM ledger l WHERE l.session_id = @session AND l.home_id IS NOT NULL", ("session", sessionId)), Line, cancellationToken);
        lines.Sort((one, other) => one.Seq.CompareTo(other.Seq));
        return lines;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<HallPlay>> PlaysAsync(Guid sessionId, IReadOnlyCollection<Guid> halls, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(halls);
        if (halls.Count == 0)
        {
            return [];
        }

        var (list, ids) = Dialect.In(halls);
        return await dialect.ListAsync(
            new Statement($"SELECT branch_id, from_at, to_at FROM hall_plays WHERE session_id = @session AND branch_id IN ({list})", [("session", sessionId), .. ids]),
            row => new HallPlay(sessionId, row.Id(0), new Span(row.Instant(1), row.Instant(2))),
            cancellationToken);
    }

    /// <inheritdoc />
    public async Task KeepAsync(IReadOnlyCollection<HallPlay> plays, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plays);
        if (plays.Count == 0)
        {
            return;
        }

        // Each once and in the order of the key: one statement cannot touch a row twice, and two nodes wait for each other in one direction only.
        var rows = plays.GroupBy(play => (play.SessionId, play.BranchId, From: Micros.Of(play.Played.From))).Select(same => (same.Key, To: same.Max(play => Micros.Of(play.Played.To))))
            .OrderBy(row => row.Key.SessionId).ThenBy(row => row.Key.BranchId).ThenBy(row => row.Key.From);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        foreach (var part in rows.Chunk(RowsAtOnce))
        {
            var values = string.Join(", ", part.Select((_, i) => $"(@s{i}, @b{i}, @f{i}, @t{i})"));
            await dialect.ExecuteAsync(
                db,
                new Statement(
                    $"""
                     INSERT INTO hall_plays (session_id, branch_id, from_at, to_at) VALUES {values}
                     ON CONFLICT (session_id, branch_id, from_at) DO UPDATE SET to_at = excluded.to_at WHERE hall_plays.to_at < excluded.to_at
                     """,
                    [.. part.SelectMany((row, i) => new (string, object?)[] { ($"s{i}", row.Key.SessionId), ($"b{i}", row.Key.BranchId), ($"f{i}", row.Key.From), ($"t{i}", row.To) })]),
                cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private static string PeopleOf(Dialect dialect, string homes) =>
        $"""
         (SELECT trainee_id, branch_id AS home_id, unit_id FROM session_roster {dialect.By(RosterIndex)} WHERE session_id = @session AND branch_id IN ({homes})
          UNION ALL
          SELECT trainee_id, unit_id, unit_id FROM session_roster {dialect.By(RosterIndex)} WHERE session_id = @session AND branch_id IS NULL AND unit_id IN ({homes}))
         """;

    private static LinePart Line(SqlRow row) => new(
        row.Long(0), row.Id(1), row.Id(2), row.Id(3), row.Instant(4), row.Flag(5), row.Id(6), row.Id(7), (ProofWay)row.Int(8), row.BytesOrEmpty(9), row.IdOrNull(10), row.Flag(11));
}
