using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.Chasing;

namespace RemoteClassroom.Contracts.Halls;

/// <summary>Answer of <c>GET /sessions/{s}/desk</c>: whether each hall can begin, the worst first.</summary>
/// <param name="At">When it was judged.</param>
/// <param name="Totals">How many halls of the unit are ready, and how many have which fault.</param>
/// <param name="Items">The graver fault first: link, picture, sound, clock, operator, roster; then those that are ready.</param>
/// <param name="Next">The cursor of the next page; absent on the last.</param>
public sealed record DeskBoard(DateTimeOffset At, DeskTotals Totals, IReadOnlyList<DeskHall> Items, string? Next = null);

/// <summary>Halls counted by what is wrong; a hall with two faults counts in both.</summary>
/// <param name="Halls">All halls of the unit.</param>
/// <param name="Ready">Those without any fault, as far as is known.</param>
/// <param name="Link">Whose screen is out of reach.</param>
/// <param name="Picture">Whose picture stands still or does not come.</param>
/// <param name="Sound">With a picture that nobody hears.</param>
/// <param name="Clock">Whose clock is wrong.</param>
/// <param name="Operator">Where no operator's page was heard of within thirty seconds.</param>
/// <param name="Roster">Whose operator's page holds an old roster.</param>
public sealed record DeskTotals(int Halls, int Ready, int Link, int Picture, int Sound, int Clock, int Operator, int Roster);

/// <summary>How one thing of a hall is doing.</summary>
public enum CheckResult
{
    /// <summary>Nothing can be said.</summary>
    Unknown,
    /// <summary>Well.</summary>
    Good,
    /// <summary>Somebody must see to it.</summary>
    Bad,
}

/// <summary>The six checks of a hall.</summary>
/// <param name="Link">Its screen is within reach.</param>
/// <param name="Picture">The picture moves.</param>
/// <param name="Sound">The sound is on.</param>
/// <param name="Clock">The screen's own clock is within five seconds.</param>
/// <param name="Operator">Its operator's page was heard of within thirty seconds.</param>
/// <param name="Roster">That page holds the roster as it stands.</param>
public sealed record HallChecks(CheckResult Link, CheckResult Picture, CheckResult Sound, CheckResult Clock, CheckResult Operator, CheckResult Roster);

/// <summary>A hall on the duty desk.</summary>
/// <param name="Unit">The hall, its reach and its picture.</param>
/// <param name="Path">The names of the units it stands at, from the top down, joined by <c> / </c>.</param>
/// <param name="Checks">How it is doing.</param>
/// <param name="Ready">Whether nothing is wrong, as far as is known.</param>
/// <param name="ClockOffsetMs">The server's clock minus the screen's own, if told.</param>
/// <param name="OperatorSeen">When the operator's page was last heard of, if it ever was.</param>
/// <param name="Contact">Whom to call.</param>
/// <param name="ContactPhone">The number to call.</param>
/// <param name="CalledAt">When somebody last called.</param>
/// <param name="CalledBy">Who, masked.</param>
/// <param name="Reminder">The last reminder about this hall in this session, if somebody chased it.</param>
public sealed record DeskHall(
    UnitRef Unit, string Path, HallChecks Checks, bool Ready, int? ClockOffsetMs = null, DateTimeOffset? OperatorSeen = null,
    string? Contact = null, string? ContactPhone = null, DateTimeOffset? CalledAt = null, string? CalledBy = null, LastReminder? Reminder = null);
