using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.CheckIns;

/// <summary>Who signs in more minutes than the session's rules allow after both the announced start and the round's opening is late. In a spot check or at signing out nobody is.</summary>
public static class Lateness
{
    /// <summary>Whether a check-in counts as late.</summary>
    /// <param name="purpose">What the round is for.</param>
    /// <param name="startsAt">When the lecture is to start.</param>
    /// <param name="openedAt">When the round opened.</param>
    /// <param name="at">When the person checked in.</param>
    /// <param name="rules">The session's rules.</param>
    public static bool IsLate(RoundPurpose purpose, DateTimeOffset startsAt, DateTimeOffset openedAt, DateTimeOffset at, AttendanceRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return purpose == RoundPurpose.SignIn && at > (startsAt > openedAt ? startsAt : openedAt) + TimeSpan.FromMinutes(rules.LateAfterMinutes);
    }
}
