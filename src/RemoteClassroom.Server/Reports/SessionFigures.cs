using System.Runtime.CompilerServices;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Server.Access;

namespace RemoteClassroom.Server.Reports;

/// <summary>A person of a session as reports see him.</summary>
/// <param name="Roster">His roster line.</param>
/// <param name="HomeUnit">The unit where he counts, as a place in the frozen tree.</param>
/// <param name="Status">How his part is judged.</param>
/// <param name="SeatId">The hall where he sat first; null if he was not there by any check-in that counts.</param>
/// <param name="RoundsThere">The rounds in which he counts as there, each as its place among the session's rounds.</param>
/// <param name="FirstAt">When he checked in first; null if no check-in counts.</param>
/// <param name="Seen">How long he saw the lecture; null where nobody measured it.</param>
/// <param name="Corrections">How many corrections concern him.</param>
/// <param name="LateEntries">How many of his check-ins were entered after their round's close.</param>
internal sealed record PersonFigure(
    RosterPart Roster, int HomeUnit, PersonStatus Status, Guid? SeatId, IReadOnlyList<int> RoundsThere, DateTimeOffset? FirstAt, TimeSpan? Seen, int Corrections, int LateEntries)
{
    /// <summary>In how many rounds he counts as there.</summary>
    public int Times => RoundsThere.Count;
}

/// <summary>A session under one reader's eyes.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="State">What its log says.</param>
/// <param name="Tree">Its frozen tree.</param>
/// <param name="Path">The path below which the reader may read; empty: all.</param>
/// <param name="UpTo">The last entry of the ledger that counts: what is read in several goes agrees with itself, however many people check in meanwhile.</param>
/// <param name="HallId">One hall alone; null: all at and below the path.</param>
internal sealed record FigureScope(Guid SessionId, SessionState State, FrozenTree Tree, string Path, long UpTo = long.MaxValue, Guid? HallId = null)
{
    /// <summary>The halls that the reader may read.</summary>
    public IEnumerable<FrozenBranch> Halls => Tree.Branches.Where(hall => HallId is { } one ? hall.BranchId == one : Paths.Contains(Path, Tree.Units[hall.UnitIndex].Path));
}

/// <summary>Judges the people of a session, some halls at a time: the memory used does not grow with the province.</summary>
internal sealed class SessionFigures(IAttendanceReading reading, ICorrections corrections, TimeProvider time)
{
    private const int HomesAtOnce = 60;

    /// <summary>Everybody whose home stands at or below the scope's path, home by home in the tree's order.</summary>
    public async IAsyncEnumerable<PersonFigure> ReadAsync(FigureScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var corrected = await corrections.PeopleAsync(scope.SessionId, null, cancellationToken);
        var byPerson = corrected.Corrections.Where(correction => correction.Seq <= scope.UpTo).ToLookup(correction => correction.TraineeId!.Value);
        foreach (var part in HomesOf(scope).Chunk(HomesAtOnce))
        {
            var homes = part.ToDictionary(home => home.Id);
            var people = await reading.RosterAsync(scope.SessionId, homes.Keys, cancellationToken);
            var lines = (await reading.LinesAsync(scope.SessionId, homes.Keys, cancellationToken)).Where(line => line.Seq <= scope.UpTo).ToLookup(line => line.TraineeId);
            var seats = lines.SelectMany(own => own).Select(line => line.SeatId).Concat(homes.Keys).ToHashSet();
            var plays = (await reading.PlaysAsync(scope.SessionId, seats, cancellationToken)).ToLookup(play => play.BranchId, play => play.Played);
            foreach (var person in people.OrderBy(person => homes[person.HomeId].Order).ThenBy(person => person.TraineeId))
            {
                yield return Judge(scope, homes[person.HomeId], person, [.. lines[person.TraineeId]], byPerson[person.TraineeId], plays);
            }
        }
    }

    /// <summary>The tree's places for people at and below the path: its halls, and the units that have people without one.</summary>
    private static IEnumerable<Home> HomesOf(FigureScope scope)
    {
        foreach (var hall in scope.Halls)
        {
            yield return new Home(hall.BranchId, hall.UnitIndex, hall.Index, hall.Index);
        }

        for (var i = 0; i < scope.Tree.Units.Count && scope.HallId is null; i++)
        {
            if (scope.Tree.Units[i].Homeless > 0 && Paths.Contains(scope.Path, scope.Tree.Units[i].Path))
            {
                yield return new Home(scope.Tree.Units[i].UnitId, i, -1, scope.Tree.Branches.Count + i);
            }
        }
    }

    private PersonFigure Judge(FigureScope scope, Home home, RosterPart person, LinePart[] lines, IEnumerable<Correction> own, ILookup<Guid, Span> plays)
    {
        var said = own.ToList();
        var rounds = new List<RoundPart>(scope.State.Rounds.Count);
        var roundsThere = new List<int>(scope.State.Rounds.Count);
        LinePart? first = null;
        DateTimeOffset? signedOut = null;
        foreach (var (place, round) in scope.State.Rounds.Index())
        {
            if (!round.Asks(home.Hall, person.TraineeId))
            {
                continue;
            }

            var line = Array.Find(lines, line => line.RoundId == round.RoundId);
            var standing = Standings.Of(round.RoundId, line is null ? null : new StandingLine(line.Seq, line.RoundId, line.TraineeId, line.Late, line.CheckInId), said);
            if (standing is Standing.Present or Standing.Late)
            {
                roundsThere.Add(place);
            }

            var counts = line is not null && standing is Standing.Present or Standing.Late ? line : null;
            first ??= counts;
            signedOut = round.Purpose == RoundPurpose.SignOut && counts is not null ? counts.At : signedOut;
            rounds.Add(new RoundPart(round.Purpose, standing, counts?.At, round.ClosedAt is not null && home.Hall >= 0 && ReachBitmap.IsSet(round.Reach, home.Hall)));
        }

        var lecture = LectureOf(scope.State);
        var seen = first is not null && lecture is { } whole && plays[first.SeatId].Any()
            ? Presence.Within(plays[first.SeatId], new Span(first.At > whole.From ? first.At : whole.From, signedOut is { } until && until < whole.To ? until : whole.To))
            : (TimeSpan?)null;

        // While the lecture goes on nobody is judged by how much of it he saw: who came a minute ago has seen a minute.
        var over = scope.State.Phase == Phase.Ended;
        var part = new PersonPart(
            rounds, over ? scope.State.PhaseSince : null, seen, over && lecture is { } length ? length.To - length.From : TimeSpan.Zero, MadeUp: CorrectionRules.IsMadeUp(said),
            Excused: CorrectionRules.IsExcused(said));
        return new PersonFigure(
            person, home.Unit, PersonStatuses.Of(part, scope.State.Rules), first?.SeatId, roundsThere, first?.At, seen,
            said.Count, lines.Count(line => line.AfterClose));
    }

    // From the first start to the end, or to now. What was played in a pause does not count as more than the lecture.
    private Span? LectureOf(SessionState state) => state.StartedAt is { } from ? new Span(from, state.Phase == Phase.Ended ? state.PhaseSince : time.GetUtcNow()) : null;

    private sealed record Home(Guid Id, int Unit, int Hall, int Order);
}
