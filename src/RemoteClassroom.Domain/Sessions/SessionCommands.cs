using RemoteClassroom.Domain.Attendance;

namespace RemoteClassroom.Domain.Sessions;

/// <summary>Something that somebody wants of a session. Ids of what comes to be are chosen by the caller, so that deciding is pure.</summary>
public abstract record SessionCommand;

/// <summary>Announce the session.</summary>
/// <param name="Title">1 to 120 characters.</param>
/// <param name="StartsAt">When the lecture is to start.</param>
/// <param name="OneDevicePerRound">Whether a device may check in only one person a round.</param>
/// <param name="Rehearsal">Whether it is a rehearsal.</param>
/// <param name="Hotline">Whom a hall in trouble calls: at most 40 characters; null or blank for nobody.</param>
/// <param name="Rules">By which rules attendance is judged; null: by those that hold where nobody says otherwise.</param>
public sealed record ScheduleSession(
    string Title, DateTimeOffset StartsAt, bool OneDevicePerRound, bool Rehearsal = false, string? Hotline = null, AttendanceRules? Rules = null) : SessionCommand;

/// <summary>Open the doors: Scheduled → Open.</summary>
public sealed record OpenSession : SessionCommand;

/// <summary>Start the lecture: Open → Live.</summary>
public sealed record StartSession : SessionCommand;

/// <summary>Interrupt it: Live → Paused.</summary>
public sealed record PauseSession : SessionCommand;

/// <summary>Go on: Paused → Live.</summary>
public sealed record ResumeSession : SessionCommand;

/// <summary>End it: Open, Live or Paused → Ended. Closes an open round first.</summary>
/// <param name="Reach">The branches within reach, for the round that closes with it; see <see cref="RoundClosed"/>.</param>
public sealed record EndSession(byte[]? Reach) : SessionCommand;

/// <summary>Open a round; at most one is open.</summary>
/// <param name="RoundId">The new round's id.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="ClosesAt">When it closes by itself; must lie ahead.</param>
/// <param name="Sample">Which halls are asked; null: all.</param>
public sealed record OpenRound(Guid RoundId, RoundPurpose Purpose, DateTimeOffset? ClosesAt, RoundSample? Sample = null) : SessionCommand;

/// <summary>Close a round.</summary>
/// <param name="RoundId">The round.</param>
/// <param name="Reach">The branches within reach; see <see cref="RoundClosed"/>.</param>
public sealed record CloseRound(Guid RoundId, byte[]? Reach) : SessionCommand;

/// <summary>Give an open round more time.</summary>
/// <param name="RoundId">The round; it must have a closing time.</param>
/// <param name="ClosesAt">The new closing time; later than the one it has. Absolute, so that two hands at once do not add up.</param>
public sealed record ExtendRound(Guid RoundId, DateTimeOffset ClosesAt) : SessionCommand;

/// <summary>Take the programme off every screen (切到垫片), whatever the publisher does.</summary>
/// <param name="By">Who wants it.</param>
public sealed record CutToSlate(Doer? By) : SessionCommand;

/// <summary>Show the programme again.</summary>
/// <param name="By">Who wants it.</param>
public sealed record RestoreProgramme(Doer? By) : SessionCommand;

/// <summary>A publisher's signal was noticed.</summary>
/// <param name="Url">The playlist's address.</param>
public sealed record NoteMediaStarted(string Url) : SessionCommand;

/// <summary>The publisher's signal is gone.</summary>
public sealed record NoteMediaStopped : SessionCommand;

/// <summary>Ask a question.</summary>
/// <param name="QuestionId">The new question's id.</param>
/// <param name="BranchId">The hall.</param>
/// <param name="Hall">The hall's name.</param>
/// <param name="PersonId">Who asks; null: the hall as such.</param>
/// <param name="Text">1 to 200 characters.</param>
/// <param name="Anonymous">Keep the hall's name off the screens.</param>
public sealed record AskQuestion(Guid QuestionId, Guid BranchId, string Hall, Guid? PersonId, string Text, bool Anonymous) : SessionCommand;

/// <summary>pending → approved.</summary>
/// <param name="QuestionId">The question.</param>
/// <param name="By">Who wants it.</param>
public sealed record ApproveQuestion(Guid QuestionId, Doer? By = null) : SessionCommand;

/// <summary>pending, approved → dismissed.</summary>
/// <param name="QuestionId">The question.</param>
/// <param name="By">Who wants it.</param>
public sealed record DismissQuestion(Guid QuestionId, Doer? By = null) : SessionCommand;

/// <summary>approved → answering.</summary>
/// <param name="QuestionId">The question.</param>
/// <param name="By">Who wants it.</param>
public sealed record AnswerQuestion(Guid QuestionId, Doer? By = null) : SessionCommand;

/// <summary>answering → answered.</summary>
/// <param name="QuestionId">The question.</param>
/// <param name="By">Who wants it.</param>
public sealed record FinishQuestion(Guid QuestionId, Doer? By = null) : SessionCommand;
