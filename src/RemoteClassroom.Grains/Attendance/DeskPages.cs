using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Halls;

namespace RemoteClassroom.Grains.Attendance;

/// <summary>Asks for halls by their readiness.</summary>
/// <param name="UnitId">The unit; null: all.</param>
/// <param name="Skip">How many to leave out.</param>
/// <param name="Take">How many to give.</param>
/// <param name="Fault">Only halls with this fault: 0 to 5 for link, picture, sound, clock, operator, roster; null: all halls.</param>
[GenerateSerializer, Immutable, Alias("rc.DeskRequest")]
public sealed record DeskRequest([property: Id(0)] Guid? UnitId, [property: Id(1)] int Skip, [property: Id(2)] int Take, [property: Id(3)] int? Fault = null);

/// <summary>A hall with its six checks.</summary>
/// <param name="Figures">The hall.</param>
/// <param name="Link">See <see cref="HallReadiness"/>.</param>
/// <param name="Picture">See <see cref="HallReadiness"/>.</param>
/// <param name="Sound">See <see cref="HallReadiness"/>.</param>
/// <param name="Clock">See <see cref="HallReadiness"/>.</param>
/// <param name="Operator">See <see cref="HallReadiness"/>.</param>
/// <param name="Roster">See <see cref="HallReadiness"/>.</param>
/// <param name="ClockOffsetMs">The server's clock minus the screen's own, if told.</param>
/// <param name="OperatorSeen">When the operator's page was last heard of.</param>
[GenerateSerializer, Immutable, Alias("rc.DeskLine")]
public sealed record DeskLine(
    [property: Id(0)] HallFigures Figures, [property: Id(1)] HallCheck Link, [property: Id(2)] HallCheck Picture, [property: Id(3)] HallCheck Sound,
    [property: Id(4)] HallCheck Clock, [property: Id(5)] HallCheck Operator, [property: Id(6)] HallCheck Roster, [property: Id(7)] int? ClockOffsetMs,
    [property: Id(8)] DateTimeOffset? OperatorSeen);

/// <summary>Halls by readiness, judged at one moment.</summary>
/// <param name="At">When.</param>
/// <param name="Lines">The worst first.</param>
/// <param name="All">How many halls the unit has.</param>
/// <param name="Ready">How many have no fault.</param>
/// <param name="Faults">How many have a bad link, picture, sound, clock, operator, roster: in this order.</param>
/// <param name="More">Whether others follow.</param>
[GenerateSerializer, Immutable, Alias("rc.DeskAnswer")]
public sealed record DeskAnswer(
    [property: Id(0)] DateTimeOffset At, [property: Id(1)] DeskLine[] Lines, [property: Id(2)] int All, [property: Id(3)] int Ready, [property: Id(4)] int[] Faults, [property: Id(5)] bool More);

/// <summary>How a round filled.</summary>
/// <param name="UnitId">The unit.</param>
/// <param name="Expected">How many are expected there.</param>
/// <param name="RoundId">The round; null before any.</param>
/// <param name="From">When it opened.</param>
/// <param name="StepSeconds">How long a step is.</param>
/// <param name="Counts">How many had arrived by the end of each step.</param>
[GenerateSerializer, Immutable, Alias("rc.ArrivalsAnswer")]
public sealed record ArrivalsAnswer(
    [property: Id(0)] Guid UnitId, [property: Id(1)] int Expected, [property: Id(2)] Guid? RoundId, [property: Id(3)] DateTimeOffset? From, [property: Id(4)] int StepSeconds, [property: Id(5)] int[] Counts);

/// <summary>Pages of the duty desk, made from one cut of the board.</summary>
internal static class DeskPages
{
    /// <summary>One page.</summary>
    /// <param name="board">The board.</param>
    /// <param name="cut">Its figures at one moment.</param>
    /// <param name="unit">The unit's place in the tree; -1 for all.</param>
    /// <param name="programme">Whether there is anything to play.</param>
    /// <param name="rosters">The rosters' versions by branch, if they are known.</param>
    /// <param name="request">What is wanted.</param>
    /// <param name="now">The moment.</param>
    public static DeskAnswer Make(
        AttendanceBoard board, BoardCut cut, int unit, bool programme, IReadOnlyDictionary<Guid, string>? rosters, DeskRequest request, DateTimeOffset now)
    {
        var none = default(RosterVersion).ToString();
        var halls = new List<(int Hall, HallReadiness Ready)>();
        var faults = new int[6];
        for (var hall = 0; hall < board.Tree.Branches.Count; hall++)
        {
            var branch = board.Tree.Branches[hall];
            if (unit < 0 || board.IsBelow(branch.UnitIndex, unit))
            {
                var ready = Readiness.Of(board.Signs.Of(
                    hall, ReachBitmap.IsSet(cut.Online, hall), cut.Pictures[hall], programme, rosters is null ? null : rosters.GetValueOrDefault(branch.BranchId, none), now));
                halls.Add((hall, ready));
                Count(faults, ready);
            }
        }

        // The totals stay those of all halls: a filter must not make the others look well.
        var wanted = request.Fault is { } fault ? halls.FindAll(hall => Checks(hall.Ready)[fault] == HallCheck.Bad) : halls;
        var page = wanted.OrderByDescending(hall => hall.Ready.Weight).ThenByDescending(hall => cut.Branches[hall.Hall].Expected).ThenBy(hall => hall.Hall)
            .Skip(request.Skip).Take(request.Take).Select(hall => LineOf(board, cut, hall.Hall, hall.Ready)).ToArray();
        return new DeskAnswer(now, page, halls.Count, halls.Count(hall => hall.Ready.Ready), faults, wanted.Count - request.Skip > request.Take);
    }

    private static void Count(int[] faults, HallReadiness ready)
    {
        var checks = Checks(ready);
        for (var i = 0; i < checks.Length; i++)
        {
            faults[i] += checks[i] == HallCheck.Bad ? 1 : 0;
        }
    }

    private static HallCheck[] Checks(HallReadiness ready) => [ready.Link, ready.Picture, ready.Sound, ready.Clock, ready.Operator, ready.Roster];

    private static DeskLine LineOf(AttendanceBoard board, BoardCut cut, int hall, HallReadiness ready) => new(
        HallPages.Of(board, cut, hall), ready.Link, ready.Picture, ready.Sound, ready.Clock, ready.Operator, ready.Roster,
        board.Signs.ClockOffsetMs(hall), board.Signs.OperatorSeen(hall));
}
