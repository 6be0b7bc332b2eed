using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.Reports;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Attendance;
using RemoteClassroom.Server.Chasing;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;

namespace RemoteClassroom.Server.Reports;

/// <summary>Sums what <see cref="SessionFigures"/> judges.</summary>
internal sealed class ReportDesk(
    SessionFigures figures, SessionAccess access, ISessionDirectory sessions, ISessionStates states, IAttendanceReading reading, ICorrections corrections, ILedgerAudit audit,
    RemoteClassroomDb db, ReportZone zone, TimeProvider time)
{
    private const int MostSessions = 60;
    private const int MostPoints = 240;

    /// <summary>The session as the caller may see it, at and below a unit (null: all that the caller may see) or in one hall, with the unit's place in the frozen tree.</summary>
    public async Task<(FigureScope Scope, int Unit)> ScopeAsync(Caller caller, Guid sessionId, Guid? unitId, CancellationToken cancellationToken, Guid? hallId = null)
    {
        var path = await access.ToLedgerAsync(caller, sessionId, cancellationToken);
        var state = await states.GetAsync(sessionId, fresh: true, cancellationToken) ?? throw Refused.NotFound("session");
        var tree = await sessions.TreeAsync(sessionId, cancellationToken) ?? throw Refused.NotFound("session");
        if (hallId is not null)
        {
            var hall = tree.Branches.FirstOrDefault(hall => hall.BranchId == hallId && Paths.Contains(path, tree.Units[hall.UnitIndex].Path)) ?? throw Refused.NotFound("hall in this session");
            return (new FigureScope(sessionId, state, tree, tree.Units[hall.UnitIndex].Path, HallId: hallId), hall.UnitIndex);
        }

        var unit = -1;
        for (var i = 0; i < tree.Units.Count && unit < 0; i++)
        {
            // The top of what the caller may see comes first: parents stand before children.
            unit = (unitId is null || tree.Units[i].UnitId == unitId) && Paths.Contains(path, tree.Units[i].Path) ? i : -1;
        }

        return unit < 0 ? throw Refused.NotFound("unit in this session") : (new FigureScope(sessionId, state, tree, tree.Units[unit].Path), unit);
    }

    /// <summary>One session's report.</summary>
    public async Task<SessionReport> SessionAsync(Caller caller, Guid sessionId, Guid? unitId, CancellationToken cancellationToken, Guid? hallId = null)
    {
        var (head, scope, unit) = await StandAsync(caller, sessionId, unitId, cancellationToken, hallId);
        return await ReportOfAsync(head, scope, unit, await SumAsync(scope, unit, cancellationToken), cancellationToken);
    }

    /// <summary>The session as <see cref="ScopeAsync"/> gives it, as its ledger stands now: what comes later is not counted.</summary>
    public async Task<((long Seq, byte[] Link) Head, FigureScope Scope, int Unit)> StandAsync(Caller caller, Guid sessionId, Guid? unitId, CancellationToken cancellationToken, Guid? hallId = null)
    {
        var (scope, unit) = await ScopeAsync(caller, sessionId, unitId, cancellationToken, hallId);
        var head = await audit.HeadAsync(sessionId, cancellationToken);
        return (head, scope with { UpTo = head.Seq }, unit);
    }

    /// <summary>Judges everybody of a scope and adds up.</summary>
    public async Task<SessionSums> SumAsync(FigureScope scope, int unit, CancellationToken cancellationToken)
    {
        var tree = scope.Tree;
        var (units, halls, homeless) = (new StatusSums[tree.Units.Count], new Dictionary<Guid, StatusSums>(), new StatusSums[tree.Units.Count]);
        var categories = new SortedDictionary<string, StatusSums>(StringComparer.Ordinal);
        var seats = new Dictionary<Guid, (int People, int Visitors)>();
        var (times, measured, corrected, late, arrivals) = (0, 0, 0, 0, new SortedDictionary<long, int>());
        var roundsThere = new int[scope.State.Rounds.Count];
        await foreach (var person in figures.ReadAsync(scope, cancellationToken))
        {
            var one = StatusSums.Of(person.Status);
            units[person.HomeUnit] += one;
            if (person.Roster.HomeId == tree.Units[person.HomeUnit].UnitId)
            {
                homeless[person.HomeUnit] += one;
            }
            else
            {
                halls[person.Roster.HomeId] = halls.GetValueOrDefault(person.Roster.HomeId) + one;
            }

            categories[person.Roster.Category] = categories.GetValueOrDefault(person.Roster.Category) + one;
            times += person.Times;
            foreach (var round in person.RoundsThere)
            {
                roundsThere[round]++;
            }

            measured += person.Seen is null ? 0 : 1;
            (corrected, late) = (corrected + person.Corrections, late + person.LateEntries);
            if (person.FirstAt is { } at)
            {
                var minute = at.ToUnixTimeSeconds() / 60;
                arrivals[minute] = arrivals.GetValueOrDefault(minute) + 1;
            }

            if (person.SeatId is { } seat)
            {
                Seat(seats, seat, seat != person.Roster.HomeId);
            }
        }

        await SeatVisitorsAsync(scope, seats, cancellationToken);
        for (var i = units.Length - 1; i > unit; i--)
        {
            if (tree.Units[i].ParentIndex is >= 0 and var parent)
            {
                units[parent] += units[i];
            }
        }

        return new SessionSums(units, halls, homeless, categories, seats, times, measured, corrected, late, roundsThere, arrivals);
    }

    /// <summary>The report that sums make.</summary>
    public async Task<SessionReport> ReportOfAsync((long Seq, byte[] Link) head, FigureScope scope, int unit, SessionSums sums, CancellationToken cancellationToken)
    {
        var opened = await db.Sessions.AsNoTracking().Where(row => row.Id == scope.SessionId).Select(row => row.OpenedAt).FirstOrDefaultAsync(cancellationToken);
        var tree = scope.Tree;
        var within = scope.Halls.Where(hall => sums.Seats.ContainsKey(hall.BranchId))
            .Select(hall => new SeatCounts(hall.BranchId, hall.Name, sums.Seats[hall.BranchId].People, sums.Seats[hall.BranchId].Visitors)).ToList();
        return new SessionReport(
            scope.SessionId, scope.State.Title, Micros.Truncate(time.GetUtcNow()), zone.Name, scope.State.Rules.Version, head.Seq, Convert.ToHexStringLower(head.Link),
            scope.HallId is { } one ? new UnitRef(one, tree.Branches.First(hall => hall.BranchId == one).Name, NodeKind.Venue) : new UnitRef(tree.Units[unit].UnitId, tree.Units[unit].Name, NodeKind.Unit),
            CountsOf(sums.Units[unit]), sums.Times, scope.HallId is null ? ChildrenOf(tree, unit, sums.Units, sums.Halls, sums.Homeless[unit]) : [], [.. sums.Categories.Select(category => new NamedCounts(category.Key, CountsOf(category.Value)))], within,
            within.Sum(seat => seat.People), sums.Measured, sums.Corrections, sums.LateEntries, HallsOutOf(scope), ArrivalsOf(sums.Arrivals), opened is { } at ? Micros.ToInstant(at) : null, RoundsOf(scope, sums.Units[unit].Expected, sums.RoundsThere));
    }

    // Of a sample so many as it asks of the scope's own people.
    private static List<RoundResult> RoundsOf(FigureScope scope, int expected, int[] there) =>
    [
        .. scope.State.Rounds.Select((round, place) =>
        {
            var bits = round.Sample?.Bits();
            var asked = round.Sample is { } sample ? scope.Halls.Select(hall => sample.ExpectedOf(hall, bits)).Where(count => count > 0).ToList() : null;
            return new RoundResult(
                round.RoundId, RoundKinds.Of(round.Purpose), round.OpenedAt, round.ClosedAt, asked?.Sum() ?? expected, there[place],
                asked is null ? null : new Contracts.Sessions.RoundCoverage(round.Sample!.Percent, asked.Count, round.Sample.People is null ? null : asked.Sum()));
        }),
    ];

    /// <summary>Several sessions: those of a course, or all, that were to start in a period.</summary>
    public async Task<PeriodReport> PeriodAsync(AccountCaller caller, DateTimeOffset from, DateTimeOffset to, Guid? courseId, Guid? unitId, CancellationToken cancellationToken)
    {
        var (expected, there, sum, counted) = (new HashSet<Guid>(), new HashSet<Guid>(), default(StatusSums), new List<PeriodSession>());
        await foreach (var (scope, startsAt) in ScopesAsync(caller, from, to, courseId, unitId, MostSessions, cancellationToken))
        {
            var own = default(StatusSums);
            await foreach (var person in figures.ReadAsync(scope, cancellationToken))
            {
                var one = StatusSums.Of(person.Status);
                own += one;
                expected.Add(person.Roster.TraineeId);
                if (one.There > 0)
                {
                    there.Add(person.Roster.TraineeId);
                }
            }

            sum += own;
            counted.Add(new PeriodSession(scope.SessionId, scope.State.Title, startsAt, scope.State.Rules.Version, CountsOf(own)));
        }

        return new PeriodReport(from, to, Micros.Truncate(time.GetUtcNow()), zone.Name, counted, expected.Count, there.Count, CountsOf(sum));
    }

    /// <summary>The sessions of a course, or all, that were to start in a period, one after the other as the caller may see them and as their ledgers stand now; rehearsals are none.</summary>
    /// <exception cref="RefusedException">There are more than <paramref name="most"/>.</exception>
    public async IAsyncEnumerable<(FigureScope Scope, DateTimeOffset StartsAt)> ScopesAsync(
        AccountCaller caller, DateTimeOffset from, DateTimeOffset to, Guid? courseId, Guid? unitId, int most, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (first, last, given) = (Micros.Of(from), Micros.Of(to), 0);
        var rows = await db.Sessions.AsNoTracking().Where(row => row.StartsAt >= first && row.StartsAt < last && !row.Rehearsal && row.OpenedAt != null && (courseId == null || row.CourseId == courseId))
            .OrderBy(row => row.StartsAt).ThenBy(row => row.Id).Select(row => new { row.Id, row.StartsAt }).Take(10 * most).ToListAsync(cancellationToken);
        foreach (var row in rows)
        {
            if (await sessions.FindAsync(row.Id, cancellationToken) is not { } session || SessionRules.LedgerPath(caller, session) is null || await FindAsync(caller, row.Id, unitId, cancellationToken) is not { } scope)
            {
                continue;
            }

            yield return given++ < most
                ? (scope, Micros.ToInstant(row.StartsAt))
                : throw Refused.Validation("to", $"More than {most} sessions lie in this period; take a shorter one, or one course.");
        }
    }

    // Null: the unit had no part in this session.
    private async Task<FigureScope?> FindAsync(AccountCaller caller, Guid sessionId, Guid? unitId, CancellationToken cancellationToken)
    {
        try
        {
            return (await StandAsync(caller, sessionId, unitId, cancellationToken)).Scope;
        }
        catch (RefusedException) when (unitId is not null)
        {
            return null;
        }
    }

    /// <summary>Counts in the contract's words.</summary>
    public static StateCounts CountsOf(StatusSums sums) =>
        new(sums.Expected, sums.Present, sums.Late, sums.LeftEarly, sums.Partial, sums.Excused, sums.Absent, sums.Unknown, sums.MadeUp);

    // People from elsewhere who sit in the scope's halls.
    private async Task SeatVisitorsAsync(FigureScope scope, Dictionary<Guid, (int People, int Visitors)> seats, CancellationToken cancellationToken)
    {
        if (scope.HallId is null && (scope.Path.Length == 0 || scope.Tree.Units.All(unit => Paths.Contains(scope.Path, unit.Path))))
        {
            return;
        }

        var corrected = (await corrections.PeopleAsync(scope.SessionId, null, cancellationToken)).Corrections.Where(correction => correction.Seq <= scope.UpTo).ToLookup(correction => correction.TraineeId!.Value);
        var own = scope.Halls.Select(hall => hall.BranchId)
            .Concat(scope.Tree.Units.Where(unit => scope.HallId is null && Paths.Contains(scope.Path, unit.Path)).Select(unit => unit.UnitId)).ToHashSet();
        var visitors = (await reading.VisitorsAsync(scope.SessionId, cancellationToken)).Where(line => line.Seq <= scope.UpTo && !own.Contains(line.HomeId)).ToList();
        var lines = await reading.LinesAsync(scope.SessionId, [.. visitors.Select(line => line.HomeId).Distinct()], cancellationToken);
        var visiting = visitors.Select(line => line.TraineeId).ToHashSet();
        foreach (var person in lines.Where(line => line.Seq <= scope.UpTo && visiting.Contains(line.TraineeId)).GroupBy(line => line.TraineeId))
        {
            var first = person.Where(line => Standings.Of(line.RoundId, new StandingLine(line.Seq, line.RoundId, line.TraineeId, line.Late, line.CheckInId), corrected[person.Key]) is Standing.Present or Standing.Late)
                .OrderBy(line => scope.State.Rounds.FindIndex(round => round.RoundId == line.RoundId)).FirstOrDefault();
            if (first is not null && own.Contains(first.SeatId))
            {
                Seat(seats, first.SeatId, visits: true);
            }
        }
    }

    // Of the newest sign-in that is closed: whose halls nobody saw then. Null: none is closed.
    private static int? HallsOutOf(FigureScope scope) => scope.State.Rounds.FindLast(round => round is { Purpose: RoundPurpose.SignIn, ClosedAt: not null }) is { } signIn
        ? scope.Halls.Count(hall => hall.Expected > 0 && signIn.Asks(hall.Index) && !ReachBitmap.IsSet(signIn.Reach, hall.Index))
        : null;

    private static List<ArrivalPoint> ArrivalsOf(SortedDictionary<long, int> minutes)
    {
        var (points, sum, every, at) = (new List<ArrivalPoint>(), 0, (minutes.Count / MostPoints) + 1, 0);
        foreach (var (minute, persons) in minutes)
        {
            sum += persons;
            if (++at % every == 0 || at == minutes.Count)
            {
                points.Add(new ArrivalPoint(DateTimeOffset.FromUnixTimeSeconds((minute + 1) * 60), sum));
            }
        }

        return points;
    }

    private static void Seat(Dictionary<Guid, (int People, int Visitors)> seats, Guid hall, bool visits)
    {
        var before = seats.GetValueOrDefault(hall);
        seats[hall] = (before.People + 1, before.Visitors + (visits ? 1 : 0));
    }

    private static List<NamedCounts> ChildrenOf(FrozenTree tree, int unit, StatusSums[] units, Dictionary<Guid, StatusSums> halls, StatusSums homeless)
    {
        var children = new List<NamedCounts>();
        for (var i = unit + 1; i < tree.Units.Count; i++)
        {
            if (tree.Units[i].ParentIndex == unit)
            {
                children.Add(new NamedCounts(tree.Units[i].Name, CountsOf(units[i]), tree.Units[i].UnitId, NodeKind.Unit));
            }
        }

        children.AddRange(tree.Branches.Where(hall => hall.UnitIndex == unit).Select(hall => new NamedCounts(hall.Name, CountsOf(halls.GetValueOrDefault(hall.BranchId)), hall.BranchId, NodeKind.Venue)));
        if (homeless.Expected > 0)
        {
            children.Add(new NamedCounts(tree.Units[unit].Name, CountsOf(homeless), tree.Units[unit].UnitId, NodeKind.Homeless));
        }

        return children;
    }
}
