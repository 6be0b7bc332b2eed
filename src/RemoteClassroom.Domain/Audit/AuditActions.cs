using System.Collections.Frozen;

namespace RemoteClassroom.Domain.Audit;

/// <summary>What the audit speaks of: a closed set of codes, so that it can be searched and no text creeps in. Codes are stored: they are added to, never renamed.</summary>
public static class AuditActions
{
    /// <summary>An account signed in.</summary>
    public const string SignInSucceeded = "signIn.succeeded";
    /// <summary>A password, or what else was asked for, was wrong.</summary>
    public const string SignInFailed = "signIn.failed";
    /// <summary>After this failure the account or name is locked for a while.</summary>
    public const string SignInLocked = "signIn.locked";
    /// <summary>A sign-in or pairing was ended by whoever held it.</summary>
    public const string SignedOut = "signIn.ended";
    /// <summary>An account was made, and with it its role at its place granted.</summary>
    public const string AccountCreated = "account.created";
    /// <summary>An activation slip was issued: a first password, or a reset.</summary>
    public const string SlipIssued = "slip.issued";
    /// <summary>Somebody was let run a hall for a while.</summary>
    public const string SubstituteAppointed = "substitute.appointed";
    /// <summary>A substitute's rights were ended before their time.</summary>
    public const string SubstituteEnded = "substitute.ended";
    /// <summary>An account was locked until it is unlocked.</summary>
    public const string AccountLocked = "account.locked";
    /// <summary>An account was unlocked.</summary>
    public const string AccountUnlocked = "account.unlocked";
    /// <summary>An account was deleted.</summary>
    public const string AccountDeleted = "account.deleted";
    /// <summary>An account's own password was changed.</summary>
    public const string PasswordChanged = "account.password";
    /// <summary>A sign-in was ended by its owner from elsewhere, or by somebody who answers for the account.</summary>
    public const string SignInRevoked = "signIn.revoked";
    /// <summary>A unit was made, renamed, moved or merged, or that was planned or withdrawn.</summary>
    public const string UnitChanged = "unit.changed";
    /// <summary>A hall was made or changed.</summary>
    public const string VenueChanged = "venue.changed";
    /// <summary>A right was granted.</summary>
    public const string Granted = "grant.given";
    /// <summary>A right was taken away.</summary>
    public const string Revoked = "grant.taken";
    /// <summary>A screen was paired with a hall.</summary>
    public const string PairingApproved = "pairing.approved";
    /// <summary>A pairing was revoked by somebody else than the screen.</summary>
    public const string PairingRevoked = "pairing.revoked";
    /// <summary>Units were imported.</summary>
    public const string UnitsImported = "import.units";
    /// <summary>Venues were imported.</summary>
    public const string VenuesImported = "import.venues";
    /// <summary>Trainees were imported.</summary>
    public const string TraineesImported = "import.trainees";
    /// <summary>A session was announced.</summary>
    public const string SessionCreated = "session.created";
    /// <summary>A session's doors were opened.</summary>
    public const string SessionOpened = "session.opened";
    /// <summary>A lecture was started.</summary>
    public const string SessionStarted = "session.started";
    /// <summary>A lecture was interrupted.</summary>
    public const string SessionPaused = "session.paused";
    /// <summary>A lecture was taken up again.</summary>
    public const string SessionResumed = "session.resumed";
    /// <summary>A session was ended.</summary>
    public const string SessionEnded = "session.ended";
    /// <summary>The programme was cut to the slate.</summary>
    public const string ProgrammeCut = "programme.cut";
    /// <summary>The programme is shown again.</summary>
    public const string ProgrammeRestored = "programme.restored";
    /// <summary>A round was opened.</summary>
    public const string RoundOpened = "round.opened";
    /// <summary>A round was closed, by somebody or because its time had come.</summary>
    public const string RoundClosed = "round.closed";
    /// <summary>A round was given more time.</summary>
    public const string RoundExtended = "round.extended";
    /// <summary>Halls were reminded of those who are missing, by somebody or because the level below had been in vain.</summary>
    public const string HallChased = "hall.chased";
    /// <summary>A correction was entered into a ledger.</summary>
    public const string LedgerCorrected = "ledger.corrected";
    /// <summary>Somebody judged what looked strange among a session's check-ins.</summary>
    public const string SignalJudged = "signal.judged";
    /// <summary>A ledger was exported, masked.</summary>
    public const string LedgerExported = "ledger.exported";
    /// <summary>A ledger was exported with names and numbers.</summary>
    public const string LedgerUnmasked = "ledger.unmasked";
    /// <summary>Another report was exported.</summary>
    public const string ReportExported = "report.exported";
    /// <summary>A file that had been made in the background was taken.</summary>
    public const string ExportTaken = "export.taken";
    /// <summary>The audit itself was exported.</summary>
    public const string AuditExported = "audit.exported";
    /// <summary>Somebody looked at a trainee's name and number.</summary>
    public const string TraineeUnmasked = "trainee.unmasked";
    /// <summary>A trainee's key and identifiers were deleted.</summary>
    public const string TraineeErased = "trainee.erased";
    /// <summary>Identifiers, receipts or audit lines older than the retention were deleted.</summary>
    public const string RetentionApplied = "retention.applied";

    /// <summary>All of them.</summary>
    public static FrozenSet<string> All { get; } = typeof(AuditActions).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!).ToFrozenSet(StringComparer.Ordinal);
}

/// <summary>The kinds of things that audit lines are about.</summary>
public static class AuditKinds
{
    /// <summary>An account.</summary>
    public const string Account = "account";
    /// <summary>A session.</summary>
    public const string Session = "session";
    /// <summary>A hall.</summary>
    public const string Venue = "venue";
    /// <summary>A unit of the tree.</summary>
    public const string Unit = "unit";
    /// <summary>A trainee, by the pseudonymous id.</summary>
    public const string Trainee = "trainee";
    /// <summary>The installation as a whole.</summary>
    public const string Installation = "installation";
}
