using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.Attendance;

/// <summary>How a person's part in a whole session is judged: exactly one of these.</summary>
public enum PersonStatus
{
    /// <summary>There, from in time to the end (到课).</summary>
    Present,
    /// <summary>There, but late (迟到).</summary>
    Late,
    /// <summary>There, but gone before the end (早退).</summary>
    LeftEarly,
    /// <summary>There for a part of it only (部分参加).</summary>
    Partial,
    /// <summary>Not there, and excused (请假).</summary>
    Excused,
    /// <summary>Not there (缺勤).</summary>
    Absent,
    /// <summary>Nothing says that the person was there, and the hall was out of reach (未知).</summary>
    Unknown,
    /// <summary>Not there, and made it up since (已补训).</summary>
    MadeUp,
}

/// <summary>What is known of a person in one round in which he was asked.</summary>
/// <param name="Purpose">What the round was for.</param>
/// <param name="Standing">What counts, corrections included.</param>
/// <param name="At">When he checked in; null where he did not, or where a correction alone says that he was there.</param>
/// <param name="WithinReach">Whether his hall was within reach when the round closed (while it is open: counts as not).</param>
public readonly record struct RoundPart(RoundPurpose Purpose, Standing Standing, DateTimeOffset? At, bool WithinReach);

/// <summary>Everything by which a person's part in a session is judged.</summary>
/// <param name="Rounds">The rounds in which he was asked, in their order.</param>
/// <param name="EndedAt">When the session ended; null while it has not.</param>
/// <param name="Seen">How long he saw the lecture; null where nobody measured it, such as in a hall with a picture of its own.</param>
/// <param name="Played">How long the lecture was; zero while it is not over: until then nobody is judged by how much of it he saw.</param>
/// <param name="MadeUp">Whether he made it up.</param>
/// <param name="Excused">Whether he is excused from the session.</param>
public sealed record PersonPart(IReadOnlyList<RoundPart> Rounds, DateTimeOffset? EndedAt, TimeSpan? Seen, TimeSpan Played, bool MadeUp, bool Excused);

/// <summary>(ledger, presence, rules) → status. Pure and total.</summary>
public static class PersonStatuses
{
    /// <summary>Judges a person's part in a session.</summary>
    public static PersonStatus Of(PersonPart part, AttendanceRules rules)
    {
        ArgumentNullException.ThrowIfNull(part);
        ArgumentNullException.ThrowIfNull(rules);
        if (!part.Rounds.Any(round => IsThere(round)))
        {
            return part.MadeUp ? PersonStatus.MadeUp
                : part.Excused || part.Rounds.Any(round => round.Standing == Standing.Excused) ? PersonStatus.Excused
                : part.Rounds.Any(round => IsKnownMissing(round)) ? PersonStatus.Absent
                : PersonStatus.Unknown;
        }

        return IsPartial(part, rules) ? PersonStatus.Partial
            : LeftEarly(part, rules) ? PersonStatus.LeftEarly
            : part.Rounds.FirstOrDefault(round => round.Purpose == RoundPurpose.SignIn && IsThere(round)).Standing == Standing.Late ? PersonStatus.Late
            : PersonStatus.Present;
    }

    private static bool IsThere(RoundPart round) => round.Standing is Standing.Present or Standing.Late;

    /// <summary>Not there, as far as anybody can know.</summary>
    private static bool IsKnownMissing(RoundPart round) => round.Standing == Standing.Absent || (round.Standing == Standing.Missing && round.WithinReach);

    /// <summary>By what was measured, or by the spot checks: of those whose outcome is known, too few found him there.</summary>
    private static bool IsPartial(PersonPart part, AttendanceRules rules)
    {
        if (part.Seen is { } seen && part.Played > TimeSpan.Zero && seen.Ticks * 100 < part.Played.Ticks * rules.PartialBelowPercent)
        {
            return true;
        }

        var checks = part.Rounds.Where(round => round.Purpose == RoundPurpose.SpotCheck && (IsThere(round) || IsKnownMissing(round))).ToList();
        return checks.Count > 0 && checks.Count(IsThere) * 100 < checks.Count * rules.PartialBelowPercent;
    }

    /// <summary>The last sign-out decides: he did not sign out although he could, or he did too early.</summary>
    private static bool LeftEarly(PersonPart part, AttendanceRules rules)
    {
        if (part.Rounds.LastOrDefault(round => round.Purpose == RoundPurpose.SignOut) is not { Purpose: RoundPurpose.SignOut } signOut)
        {
            return false;
        }

        return IsThere(signOut)
            ? signOut.At is { } at && part.EndedAt is { } end && at < end - TimeSpan.FromMinutes(rules.LeaveBeforeMinutes)
            : IsKnownMissing(signOut);
    }
}

/// <summary>How many people stand how; expected is the sum of all others.</summary>
/// <param name="Expected">On the roster.</param>
/// <param name="Present">Present.</param>
/// <param name="Late">Late.</param>
/// <param name="LeftEarly">Left early.</param>
/// <param name="Partial">There in part.</param>
/// <param name="Excused">Excused.</param>
/// <param name="Absent">Absent.</param>
/// <param name="Unknown">Unknown.</param>
/// <param name="MadeUp">Made up.</param>
public readonly record struct StatusSums(int Expected, int Present, int Late, int LeftEarly, int Partial, int Excused, int Absent, int Unknown, int MadeUp)
{
    /// <summary>How many were there at all.</summary>
    public int There => Present + Late + LeftEarly + Partial;

    /// <summary>One person.</summary>
    public static StatusSums Of(PersonStatus status) => new(
        1, Is(status, PersonStatus.Present), Is(status, PersonStatus.Late), Is(status, PersonStatus.LeftEarly), Is(status, PersonStatus.Partial), Is(status, PersonStatus.Excused),
        Is(status, PersonStatus.Absent), Is(status, PersonStatus.Unknown), Is(status, PersonStatus.MadeUp));

    /// <summary>Adds up.</summary>
    public static StatusSums operator +(StatusSums left, StatusSums right) => new(
        left.Expected + right.Expected, left.Present + right.Present, left.Late + right.Late, left.LeftEarly + right.LeftEarly, left.Partial + right.Partial, left.Excused + right.Excused,
        left.Absent + right.Absent, left.Unknown + right.Unknown, left.MadeUp + right.MadeUp);

    /// <summary>The same as the operator.</summary>
    public static StatusSums Add(StatusSums left, StatusSums right) => left + right;

    private static int Is(PersonStatus one, PersonStatus other) => one == other ? 1 : 0;
}
