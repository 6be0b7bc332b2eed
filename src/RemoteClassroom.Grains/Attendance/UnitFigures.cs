using RemoteClassroom.Domain.Attendance;

namespace RemoteClassroom.Grains.Attendance;

/// <summary>Figures of several units, cut from one state.</summary>
/// <param name="At">When.</param>
/// <param name="RoundId">The round counted; null before any.</param>
/// <param name="Whole">The unit asked for.</param>
/// <param name="Others">The others, in the order asked for; those that take no part are left out.</param>
[GenerateSerializer, Immutable, Alias("rc.UnitsAnswer")]
public sealed record UnitsAnswer([property: Id(0)] DateTimeOffset At, [property: Id(1)] Guid? RoundId, [property: Id(2)] UnitFigures Whole, [property: Id(3)] UnitFigures[] Others);

/// <summary>One unit.</summary>
/// <param name="UnitId">The unit.</param>
/// <param name="Name">Its name.</param>
/// <param name="Expected">How many are expected.</param>
/// <param name="Present">Checked in, in time.</param>
/// <param name="Late">Checked in, late.</param>
/// <param name="Waiting">Not yet.</param>
/// <param name="Absent">Not when the round closed.</param>
/// <param name="Unknown">Not, and the hall is out of reach.</param>
/// <param name="Excused">Excused and not there.</param>
/// <param name="Halls">How many halls it has.</param>
/// <param name="HallsOnline">How many of them are within reach.</param>
[GenerateSerializer, Immutable, Alias("rc.UnitFigures")]
public sealed record UnitFigures(
    [property: Id(0)] Guid UnitId, [property: Id(1)] string Name, [property: Id(2)] int Expected, [property: Id(3)] int Present, [property: Id(4)] int Late,
    [property: Id(5)] int Waiting, [property: Id(6)] int Absent, [property: Id(7)] int Unknown, [property: Id(8)] int Excused, [property: Id(9)] int Halls, [property: Id(10)] int HallsOnline)
{
    internal static UnitFigures Of(AttendanceBoard board, BoardCut cut, int unit)
    {
        var ((counts, halls), own) = (cut.Units[unit], board.Tree.Units[unit]);
        return new UnitFigures(
            own.UnitId, own.Name, counts.Expected, counts.Present, counts.Late, counts.Waiting, counts.Absent, counts.Unknown, counts.Excused, halls.All, halls.Online);
    }
}
