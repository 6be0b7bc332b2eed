using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.CheckIns;

/// <summary>Who signs in more than fifteen minutes after both the announced start and the round's opening is late. In a spot check or at signing out nobody is.</summary>
public static class Lateness
{
    /// <summary>How long after the start one is still in time.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    /// <summary>Whether a check-in counts as late.</summary>
    /// <param name="purpose">What the round is for.</param>
    /// <param name="startsAt">When the lecture is to start.</param>
    /// <param name="openedAt">When the round opened.</param>
    /// <param name="at">When the person checked in.</param>
    public static bool IsLate(RoundPurpose purpose, DateTimeOffset startsAt, DateTimeOffset openedAt, DateTimeOffset at) =>
        purpose == RoundPurpose.SignIn && at > (startsAt > openedAt ? startsAt : openedAt) + Grace;
}
