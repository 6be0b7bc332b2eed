namespace RemoteClassroom.Domain.Corrections;

/// <summary>What a correction must say. Pure.</summary>
public static class CorrectionRules
{
    /// <summary>Fewest characters of a reason: one word says something, a dot does not.</summary>
    public const int ShortestReason = 2;

    /// <summary>Most characters of a reason, and of what is given as evidence.</summary>
    public const int LongestText = 300;

    /// <summary>Why a reason is not enough; null if it is.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="evidence">What shows it, such as the number of a paper; may be null.</param>
    public static Refusal? MayGive(string? reason, string? evidence = null)
    {
        if (reason?.Trim().Length is not (>= ShortestReason and <= LongestText))
        {
            return new Refusal(RefusalCodes.Validation, $"Say why with {ShortestReason} to {LongestText} characters; it stands in the ledger.", "reason");
        }

        return evidence?.Length > LongestText
            ? new Refusal(RefusalCodes.Validation, $"Name the evidence with at most {LongestText} characters.", "evidence")
            : null;
    }

    /// <summary>Why a standing cannot be changed so; null if it can.</summary>
    /// <param name="kind">What is wanted.</param>
    /// <param name="to">The standing of a mark.</param>
    /// <param name="counts">What counts now for the person in the round; without a round, what counts as to the excuse.</param>
    public static Refusal? MayCorrect(CorrectionKind kind, Standing to, Standing counts) => kind switch
    {
        CorrectionKind.Reversal when counts is not (Standing.Present or Standing.Late) =>
            new Refusal(RefusalCodes.IllegalTransition, "No check-in of this person counts in the round; there is nothing to take back."),
        CorrectionKind.Mark when to is not (Standing.Present or Standing.Late or Standing.Absent) =>
            new Refusal(RefusalCodes.Validation, "Mark a person as present, late or absent.", "kind"),
        CorrectionKind.Mark when to == counts => new Refusal(RefusalCodes.Conflict, "This is what counts already; perhaps a colleague was quicker."),
        CorrectionKind.Excuse when counts == Standing.Excused => new Refusal(RefusalCodes.Conflict, "The person is excused already."),
        CorrectionKind.ExcuseWithdrawn when counts != Standing.Excused => new Refusal(RefusalCodes.IllegalTransition, "The person is not excused; there is nothing to take back."),
        _ => null,
    };

    /// <summary>Why a person cannot be said to have made a session up, or that cannot be taken back; null if it can.</summary>
    /// <param name="kind">What is wanted.</param>
    /// <param name="ended">Whether the session is over: before, nobody has missed it.</param>
    /// <param name="there">Whether the person was there, by what counts.</param>
    /// <param name="madeUp">Whether he has made it up, by what was decided last.</param>
    /// <param name="evidence">What shows it; may be null.</param>
    public static Refusal? MayMakeUp(CorrectionKind kind, bool ended, bool there, bool madeUp, string? evidence) => kind switch
    {
        CorrectionKind.MadeUpWithdrawn when !madeUp => new Refusal(RefusalCodes.IllegalTransition, "The person has not made it up, by the ledger; there is nothing to take back."),
        CorrectionKind.MadeUpWithdrawn => null,
        _ when string.IsNullOrWhiteSpace(evidence) => new Refusal(RefusalCodes.Validation, "Say what shows it, such as a later session that the person attended, or a record of what he watched.", "evidence"),
        _ when !ended => new Refusal(RefusalCodes.IllegalTransition, "The session is not over; nobody has missed it yet."),
        _ when there => new Refusal(RefusalCodes.IllegalTransition, "The person was there, by what counts; there is nothing to make up."),
        _ when madeUp => new Refusal(RefusalCodes.Conflict, "The person has made it up already."),
        _ => null,
    };

    /// <summary>Whether the person has made the session up, by what was decided last.</summary>
    /// <param name="corrections">The person's corrections, in the order of seq.</param>
    public static bool IsMadeUp(IEnumerable<Correction> corrections) =>
        corrections.LastOrDefault(correction => correction.Kind is CorrectionKind.MadeUp or CorrectionKind.MadeUpWithdrawn)?.Kind == CorrectionKind.MadeUp;

    /// <summary>Whether the person is excused, by what was decided last.</summary>
    /// <param name="corrections">The person's corrections, in the order of seq.</param>
    public static bool IsExcused(IEnumerable<Correction> corrections) =>
        corrections.LastOrDefault(correction => correction.Kind is CorrectionKind.Excuse or CorrectionKind.ExcuseWithdrawn)?.Kind == CorrectionKind.Excuse;
}
