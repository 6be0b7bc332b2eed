using RemoteClassroom.Contracts.Sessions;

namespace RemoteClassroom.Contracts.Attendance;

/// <summary>Answer of <c>GET /sessions/{s}/overview</c>: what hangs on the wall of a command centre. Nobody's name or number is in it. All counts are cut from one state: units and rest sum to the whole.</summary>
/// <param name="At">When it was cut.</param>
/// <param name="Whole">The unit asked for.</param>
/// <param name="Units">The counties below it; one level down where there are none.</param>
/// <param name="Halls">Halls, worst first: out of reach, without sound, low attendance; at most twelve.</param>
/// <param name="Questions">How many questions there are.</param>
/// <param name="Rest">People and halls below the unit that are in none of the units listed; absent if there are none.</param>
/// <param name="Counted">The round that is counted: the newest sign-in; absent before any.</param>
/// <param name="Open">The round that is open now, of whatever kind; absent if none is.</param>
public sealed record AttendanceOverview(
    DateTimeOffset At, UnitOverview Whole, IReadOnlyList<UnitOverview> Units, IReadOnlyList<HallOverview> Halls, QuestionCounts Questions,
    UnitOverview? Rest = null, RoundInfo? Counted = null, RoundInfo? Open = null);

/// <summary>A unit's persons and halls.</summary>
/// <param name="Unit">The unit.</param>
/// <param name="Counts">Its persons.</param>
/// <param name="Halls">How many halls it has in the session.</param>
/// <param name="HallsOnline">How many of them are within reach.</param>
public sealed record UnitOverview(UnitRef Unit, Counts Counts, int Halls, int HallsOnline);

/// <summary>A hall, without whom to call.</summary>
/// <param name="Unit">The hall, its reach and its picture.</param>
/// <param name="Counts">Its persons.</param>
/// <param name="Path">The names of the units it stands at, from the top down, joined by <c> / </c>.</param>
public sealed record HallOverview(UnitRef Unit, Counts Counts, string Path);

/// <summary>How many questions a session has, by where they stand.</summary>
/// <param name="Pending">Wait for the staff.</param>
/// <param name="Shown">On the screens.</param>
/// <param name="Answered">Answered.</param>
/// <param name="Lately">Asked within the last ten minutes, whatever became of them.</param>
public sealed record QuestionCounts(int Pending, int Shown, int Answered, int Lately);
