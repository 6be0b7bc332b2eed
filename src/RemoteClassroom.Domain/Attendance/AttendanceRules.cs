using System.Globalization;
using System.Text.Json.Serialization;

namespace RemoteClassroom.Domain.Attendance;

/// <summary>
/// By which rules a session's attendance is judged. Announced with the session and never changed afterwards, so that everybody knew them; every report names them by their <see cref="Version"/>.
/// </summary>
/// <param name="LateAfterMinutes">Who signs in later than this after the start (and after the round's opening) is late; 0 to 240.</param>
/// <param name="LeaveBeforeMinutes">Who signs out earlier than this before the end left early; 0 to 240.</param>
/// <param name="PartialBelowPercent">Who was there for less than this share of what was measured or asked was there in part; 0 to 100, 0 for nobody.</param>
public sealed record AttendanceRules(int LateAfterMinutes = 15, int LeaveBeforeMinutes = 15, int PartialBelowPercent = 60)
{
    private const int LongestMinutes = 240;

    /// <summary>What holds where nobody said otherwise, and in logs from before rules were announced.</summary>
    public static AttendanceRules Default { get; } = new();

    /// <summary>The set of rules in short: how they are read (1), then late-after, leave-before, partial-below. Two sessions with the same version were judged alike.</summary>
    [JsonIgnore]
    public string Version => string.Create(CultureInfo.InvariantCulture, $"1-{LateAfterMinutes}-{LeaveBeforeMinutes}-{PartialBelowPercent}");

    /// <summary>Why these cannot be rules; null if they can.</summary>
    public Refusal? Fault() =>
        LateAfterMinutes is < 0 or > LongestMinutes ? new Refusal(RefusalCodes.Validation, $"Late after 0 to {LongestMinutes} minutes.", "lateAfterMinutes")
        : LeaveBeforeMinutes is < 0 or > LongestMinutes ? new Refusal(RefusalCodes.Validation, $"Early leave before 0 to {LongestMinutes} minutes from the end.", "leaveBeforeMinutes")
        : PartialBelowPercent is < 0 or > 100 ? new Refusal(RefusalCodes.Validation, "Partial below 0 to 100 percent.", "partialBelowPercent")
        : null;
}
