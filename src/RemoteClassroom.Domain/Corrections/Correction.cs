namespace RemoteClassroom.Domain.Corrections;

/// <summary>What an entry of the ledger that is no check-in says. The numbers are stored and chained: they are for ever.</summary>
public enum CorrectionKind
{
    /// <summary>A check-in of the round does not count (撤销): ticked by mistake.</summary>
    Reversal = 1,
    /// <summary>The person's standing in the round is <see cref="NewCorrection.To"/>, whatever the check-ins say (更正).</summary>
    Mark = 2,
    /// <summary>The person is excused from the whole session (准假).</summary>
    Excuse = 3,
    /// <summary>The excuse is taken back.</summary>
    ExcuseWithdrawn = 4,
    /// <summary>What stood when the session closed (快照); its text is the snapshot.</summary>
    Snapshot = 5,
    /// <summary>The person was not there and has made it up since (补训), by what the text says.</summary>
    MadeUp = 6,
    /// <summary>That is taken back.</summary>
    MadeUpWithdrawn = 7,
}

/// <summary>What counts for a person in one round.</summary>
public enum Standing
{
    /// <summary>Nothing says that the person was there.</summary>
    Missing = 0,
    /// <summary>There in time.</summary>
    Present = 1,
    /// <summary>There, late.</summary>
    Late = 2,
    /// <summary>Somebody who knows says that the person was not there; so it is not unknown even where the hall was out of reach.</summary>
    Absent = 3,
    /// <summary>Not there, and excused.</summary>
    Excused = 4,
}

/// <summary>A correction to be written: a new entry, never a change of one that stands.</summary>
/// <param name="EntryId">Its id, chosen by the caller.</param>
/// <param name="SessionId">The session.</param>
/// <param name="Kind">What it says.</param>
/// <param name="RoundId">The round; null where it concerns the whole session.</param>
/// <param name="TraineeId">Whom it concerns; null for a snapshot.</param>
/// <param name="To">The standing that is to count, for a <see cref="CorrectionKind.Mark"/>.</param>
/// <param name="At">When it was decided.</param>
/// <param name="ById">The account or device that decided; null for the server itself and for a person's own phone.</param>
/// <param name="ByRole">Its role, as a lower-case word.</param>
/// <param name="Text">Why, with what evidence; for a snapshot the snapshot. The chain covers its hash only, so that it can be erased.</param>
public sealed record NewCorrection(
    Guid EntryId, Guid SessionId, CorrectionKind Kind, Guid? RoundId, Guid? TraineeId, Standing To, DateTimeOffset At, Guid? ById, string ByRole, string Text);

/// <summary>A correction as it stands in the ledger.</summary>
/// <param name="Seq">Its place among all entries of the session's ledger, check-ins included.</param>
/// <param name="EntryId">Its id.</param>
/// <param name="Kind">What it says.</param>
/// <param name="RoundId">The round; null where it concerns the whole session.</param>
/// <param name="TraineeId">Whom it concerns; null for a snapshot.</param>
/// <param name="To">The standing of a mark.</param>
/// <param name="At">When.</param>
/// <param name="ById">Who decided, if an account or device did.</param>
/// <param name="ByRole">Its role.</param>
/// <param name="Text">Why; null once it was erased.</param>
/// <param name="HomeId">The hall of the person's roster line, or the person's unit if no hall takes it in; null for a snapshot, and for whoever is not on the session's roster.</param>
public sealed record Correction(
    long Seq, Guid EntryId, CorrectionKind Kind, Guid? RoundId, Guid? TraineeId, Standing To, DateTimeOffset At, Guid? ById, string ByRole, string? Text, Guid? HomeId);

/// <summary>A check-in of somebody whom a correction concerns.</summary>
/// <param name="Seq">Its place in the ledger.</param>
/// <param name="RoundId">The round.</param>
/// <param name="TraineeId">Who.</param>
/// <param name="Late">Whether it counts as late.</param>
/// <param name="CheckInId">Its id.</param>
public sealed record StandingLine(long Seq, Guid RoundId, Guid TraineeId, bool Late, Guid CheckInId);

/// <summary>Everything that corrections touch in a session.</summary>
/// <param name="Corrections">All corrections of persons, in the order of seq.</param>
/// <param name="Lines">The check-ins of those persons.</param>
public sealed record CorrectedPeople(IReadOnlyList<Correction> Corrections, IReadOnlyList<StandingLine> Lines)
{
    /// <summary>Nobody.</summary>
    public static CorrectedPeople Nobody { get; } = new([], []);
}
