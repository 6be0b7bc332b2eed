using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.Chasing;

/// <summary>Whom a reminder (催办) goes to. The number of a level is its distance from the hall: 0 the hall's operator, 1 the administrators of the hall's unit, 2 those of the unit above it, and so on.</summary>
/// <param name="Level">The level.</param>
/// <param name="Id">The hall for level 0, else the unit.</param>
/// <param name="Name">Its name.</param>
public sealed record ChaseTarget(int Level, Guid Id, string Name)
{
    /// <summary>The level of the hall's own operator.</summary>
    public const int Hall = 0;
}

/// <summary>What a hall's figures say when it is chased.</summary>
/// <param name="Expected">On the roster.</param>
/// <param name="Arrived">Checked in, in time or late.</param>
/// <param name="Missing">Not checked in, in a hall within reach.</param>
/// <param name="Unknown">Not checked in, in a hall out of reach: nobody knows.</param>
public sealed record ChaseFigures(int Expected, int Arrived, int Missing, int Unknown)
{
    /// <summary>How many have to be asked about.</summary>
    public int Open => Missing + Unknown;
}

/// <summary>A reminder of the past about one hall in one round.</summary>
/// <param name="Level">To which level it went.</param>
/// <param name="At">When.</param>
public sealed record PastReminder(int Level, DateTimeOffset At);

/// <summary>What makes a reminder the one it is: nobody can send the same one twice.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="RoundId">The round.</param>
/// <param name="BranchId">The hall.</param>
/// <param name="Level">The level.</param>
/// <param name="Occasion">The how manieth to this level, from 1.</param>
public readonly record struct ReminderIdentity(Guid SessionId, Guid RoundId, Guid BranchId, int Level, int Occasion);

/// <summary>What a channel is to tell. Of people there are numbers only.</summary>
/// <param name="DeliveryId">Stable: the same at every try, after a crash and on another node. A receiver that has seen it need do nothing.</param>
/// <param name="ReminderId">The reminder; one goes out by every channel.</param>
/// <param name="Identity">Session, round, hall, level, occasion.</param>
/// <param name="Title">The session's title.</param>
/// <param name="Purpose">What the round is for.</param>
/// <param name="HallName">The hall's name.</param>
/// <param name="HallNumber">Its short number.</param>
/// <param name="Place">The names of the units it stands at, from the top down, joined by <c> / </c>.</param>
/// <param name="Target">Whom it goes to.</param>
/// <param name="Figures">The hall's figures when it was chased.</param>
/// <param name="At">When it was chased.</param>
/// <param name="From">The name of the unit that chases; null for the server itself or the whole tree's administrators.</param>
public sealed record ReminderMessage(
    Guid DeliveryId, Guid ReminderId, ReminderIdentity Identity, string Title, RoundPurpose Purpose, string HallName, long HallNumber, string Place, ChaseTarget Target,
    ChaseFigures Figures, DateTimeOffset At, string? From);
