using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.Sessions;

namespace RemoteClassroom.Contracts.Chasing;

/// <summary>Body of <c>POST /sessions/{s}/branches/{b}/reminders</c>: chase (催办) one hall.</summary>
/// <param name="RoundId">The round; absent: the newest sign-in, which the board counts.</param>
public sealed record ChaseHall(Guid? RoundId = null);

/// <summary>Body of <c>POST /sessions/{s}/reminders</c>: chase every hall of a unit in which somebody is missing.</summary>
/// <param name="UnitId">The unit; absent: all that the caller may see of the session.</param>
/// <param name="RoundId">The round; absent: the newest sign-in, which the board counts.</param>
public sealed record ChaseUnit(Guid? UnitId = null, Guid? RoundId = null);

/// <summary>Answer of chasing one hall: the reminder is on disk and goes out by every channel.</summary>
/// <param name="ReminderId">The reminder.</param>
/// <param name="At">When.</param>
/// <param name="Level">To whom: 0 the hall's operator, 1 the administrators of its unit, 2 those of the unit above, …</param>
/// <param name="To">The hall or unit that is told.</param>
/// <param name="Occasion">The how manieth reminder to that level, from 1.</param>
/// <param name="Text">What it says.</param>
public sealed record HallChased(Guid ReminderId, DateTimeOffset At, int Level, string To, int Occasion, ReminderText Text);

/// <summary>Answer of chasing a unit.</summary>
/// <param name="Reminders">How many reminders go out.</param>
/// <param name="Resting">How many halls were left out, because they were chased within the last minutes.</param>
/// <param name="Left">How many halls with missing people were not looked at: the command takes 2,000 at once. Send another one for these.</param>
/// <param name="At">When.</param>
/// <param name="RoundId">For which round.</param>
public sealed record UnitChased(int Reminders, int Resting, int Left, DateTimeOffset At, Guid RoundId);

/// <summary>What a reminder says, in one sentence with numbers and no person.</summary>
/// <param name="Zh">In Chinese.</param>
/// <param name="En">In English.</param>
public sealed record ReminderText(string Zh, string En);

/// <summary>The last reminder about a hall, as the board and the hall's own page show it.</summary>
/// <param name="At">When.</param>
/// <param name="Level">To whom: 0 the hall's operator, 1 the administrators of its unit, …</param>
/// <param name="To">The hall or unit that was told.</param>
/// <param name="Open">How many had not checked in then, unknown ones included.</param>
/// <param name="RoundId">In which round.</param>
/// <param name="From">The unit that chased; absent for the whole tree's administrators and for the server itself.</param>
/// <param name="By">Who chased, masked; absent for the server itself, and for halls.</param>
public sealed record LastReminder(DateTimeOffset At, int Level, string To, int Open, Guid RoundId, string? From = null, string? By = null);

/// <summary>A reminder with all that became of it; an item of <c>GET /sessions/{s}/reminders</c>.</summary>
/// <param name="ReminderId">The reminder.</param>
/// <param name="RoundId">The round.</param>
/// <param name="RoundKind">What the round is for.</param>
/// <param name="Hall">The hall.</param>
/// <param name="Place">The names of the units it stands at, from the top down, joined by <c> / </c>.</param>
/// <param name="Level">To whom: 0 the hall's operator, 1 the administrators of its unit, …</param>
/// <param name="To">The hall or unit that is told.</param>
/// <param name="Occasion">The how manieth to that level, from 1.</param>
/// <param name="At">When.</param>
/// <param name="Expected">On the roster then.</param>
/// <param name="Arrived">Checked in then.</param>
/// <param name="Missing">Not checked in then.</param>
/// <param name="Unknown">Unknown then, for the hall was out of reach.</param>
/// <param name="Text">What it says.</param>
/// <param name="Deliveries">How it went out, channel by channel.</param>
/// <param name="From">The unit that chased.</param>
/// <param name="By">Who chased, masked; absent: the server itself, because the level below had been told in vain.</param>
public sealed record ReminderInfo(
    Guid ReminderId, Guid RoundId, RoundKind RoundKind, UnitRef Hall, string Place, int Level, string To, int Occasion, DateTimeOffset At, int Expected, int Arrived, int Missing, int Unknown,
    ReminderText Text, IReadOnlyList<ReminderDelivery> Deliveries, string? From = null, string? By = null);

/// <summary>A reminder on its way by one channel.</summary>
/// <param name="DeliveryId">What receivers tell repetitions by.</param>
/// <param name="Channel">The channel's name: log, webhook, or that of a plug-in.</param>
/// <param name="State">Where it stands.</param>
/// <param name="ChangedAt">Since when.</param>
/// <param name="Tries">Every try, in order.</param>
/// <param name="DueAt">When it is tried next; absent once it is sent or given up.</param>
public sealed record ReminderDelivery(Guid DeliveryId, string Channel, ReminderState State, DateTimeOffset ChangedAt, IReadOnlyList<ReminderTry> Tries, DateTimeOffset? DueAt = null);

/// <summary>Where a delivery stands.</summary>
public enum ReminderState
{
    /// <summary>Not tried yet.</summary>
    Waiting,
    /// <summary>Taken by the channel.</summary>
    Sent,
    /// <summary>Tried in vain; it is tried again.</summary>
    Failed,
    /// <summary>Not tried any more: refused for good, tried too often, or an hour old.</summary>
    GivenUp,
}

/// <summary>One try.</summary>
/// <param name="At">When it began.</param>
/// <param name="TookMs">How long it took.</param>
/// <param name="Reason">Why it failed, as a word such as <c>timeout</c> or <c>status_503</c>; absent where it was taken.</param>
public sealed record ReminderTry(DateTimeOffset At, int TookMs, string? Reason = null);
