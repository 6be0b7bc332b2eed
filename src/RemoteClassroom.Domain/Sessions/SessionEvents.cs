using RemoteClassroom.Domain.Attendance;

namespace RemoteClassroom.Domain.Sessions;

/// <summary>The phases of a session; they only move as <see cref="SessionDecider"/> allows.</summary>
public enum Phase
{
    /// <summary>Nothing is known of it: the log is empty.</summary>
    None,
    /// <summary>Announced.</summary>
    Scheduled,
    /// <summary>The doors are open; tree and rosters are frozen.</summary>
    Open,
    /// <summary>The lecture is running.</summary>
    Live,
    /// <summary>The lecture is interrupted.</summary>
    Paused,
    /// <summary>Over, for good.</summary>
    Ended,
}

/// <summary>What a round is for.</summary>
public enum RoundPurpose
{
    /// <summary>Signing in.</summary>
    SignIn,
    /// <summary>A spot check (抽查).</summary>
    SpotCheck,
    /// <summary>Signing out.</summary>
    SignOut,
}

/// <summary>A fact of a session's log. Stored before anybody sees it, never changed. Its stored name is in <see cref="Log.EventCodec"/>.</summary>
public abstract record SessionEvent;

/// <summary>Which member of staff did something, as colleagues may read it.</summary>
/// <param name="Role">The account's role, as a lower-case word.</param>
/// <param name="Name">The masked name, such as 李*.</param>
public sealed record Doer(string Role, string Name);

/// <summary>The session was announced: always the first event.</summary>
/// <param name="Title">Its title.</param>
/// <param name="StartsAt">When the lecture is to start.</param>
/// <param name="OneDevicePerRound">Whether a device may check in only one person a round.</param>
/// <param name="Rehearsal">Whether it is a rehearsal (彩排): everything works, and no figure counts it.</param>
/// <param name="Hotline">Whom a hall in trouble calls; null if nobody was named.</param>
/// <param name="Rules">By which rules attendance is judged; null, as in old logs: by those that hold where nobody said otherwise.</param>
public sealed record SessionScheduled(
    string Title, DateTimeOffset StartsAt, bool OneDevicePerRound, bool Rehearsal = false, string? Hotline = null, AttendanceRules? Rules = null) : SessionEvent;

/// <summary>The doors opened. Storing it freezes branches and rosters.</summary>
public sealed record SessionOpened : SessionEvent;

/// <summary>The lecture started.</summary>
public sealed record SessionStarted : SessionEvent;

/// <summary>The lecture was interrupted.</summary>
public sealed record SessionPaused : SessionEvent;

/// <summary>The lecture goes on.</summary>
public sealed record SessionResumed : SessionEvent;

/// <summary>The session is over. An open round was closed by an event just before.</summary>
public sealed record SessionEnded : SessionEvent;

/// <summary>A round opened. Storing it makes the round's row, which every ledger batch locks.</summary>
/// <param name="RoundId">The round.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="ClosesAt">When it is due to close by itself.</param>
/// <param name="Sample">Who is asked; null: everybody.</param>
public sealed record RoundOpened(Guid RoundId, RoundPurpose Purpose, DateTimeOffset? ClosesAt, RoundSample? Sample = null) : SessionEvent;

/// <summary>A round closed.</summary>
/// <param name="RoundId">The round.</param>
/// <param name="Reach">One bit a branch, in the frozen tree's order of branches: set if it was within reach at the close. Null: reach was not known, so that who has not checked in is unknown.</param>
public sealed record RoundClosed(Guid RoundId, byte[]? Reach) : SessionEvent
{
    /// <inheritdoc />
    public bool Equals(RoundClosed? other) =>
        other is not null && RoundId == other.RoundId && (Reach is null ? other.Reach is null : other.Reach is not null && Reach.AsSpan().SequenceEqual(other.Reach));

    /// <inheritdoc />
    public override int GetHashCode() => RoundId.GetHashCode();
}

/// <summary>An open round was given more time. Storing it moves the round's due row.</summary>
/// <param name="RoundId">The round.</param>
/// <param name="ClosesAt">When it is due to close by itself from here on.</param>
public sealed record RoundExtended(Guid RoundId, DateTimeOffset ClosesAt) : SessionEvent;

/// <summary>The programme was cut: every screen shows a slate, and the live origin serves nobody.</summary>
/// <param name="By">Who did it.</param>
public sealed record ProgrammeCut(Doer? By) : SessionEvent;

/// <summary>The programme is shown again.</summary>
/// <param name="By">Who did it.</param>
public sealed record ProgrammeRestored(Doer? By) : SessionEvent;

/// <summary>A publisher's signal was noticed.</summary>
/// <param name="Url">The playlist's address, relative to the server.</param>
public sealed record MediaStarted(string Url) : SessionEvent;

/// <summary>The publisher's signal is gone.</summary>
public sealed record MediaStopped : SessionEvent;

/// <summary>A question was asked; pending, for staff only.</summary>
/// <param name="QuestionId">The question.</param>
/// <param name="BranchId">The hall it came from.</param>
/// <param name="Hall">The hall's name on the day.</param>
/// <param name="PersonId">Who asked; null: the hall as such. Never leaves the server.</param>
/// <param name="Text">The text.</param>
/// <param name="Anonymous">Keep the hall's name off the screens.</param>
public sealed record QuestionAsked(Guid QuestionId, Guid BranchId, string Hall, Guid? PersonId, string Text, bool Anonymous) : SessionEvent;

/// <summary>A question was approved: everybody may see it.</summary>
/// <param name="QuestionId">The question.</param>
/// <param name="By">Who did it; null where the log does not say.</param>
public sealed record QuestionApproved(Guid QuestionId, Doer? By = null) : SessionEvent;

/// <summary>A question was put aside.</summary>
/// <param name="QuestionId">The question.</param>
/// <param name="By">Who did it; null where the log does not say.</param>
public sealed record QuestionDismissed(Guid QuestionId, Doer? By = null) : SessionEvent;

/// <summary>The lecturer turned to a question.</summary>
/// <param name="QuestionId">The question.</param>
/// <param name="By">Who did it; null where the log does not say.</param>
public sealed record QuestionAnswering(Guid QuestionId, Doer? By = null) : SessionEvent;

/// <summary>A question was answered.</summary>
/// <param name="QuestionId">The question.</param>
/// <param name="By">Who did it; null where the log does not say.</param>
public sealed record QuestionAnswered(Guid QuestionId, Doer? By = null) : SessionEvent;
