using RemoteClassroom.Contracts.Questions;
using RemoteClassroom.Contracts.Sessions;

namespace RemoteClassroom.Contracts.Hub;

/// <summary>The types of the events in frames, and which data each carries.</summary>
public static class EventTypes
{
    /// <summary>The session was announced or its announcement changed; <see cref="SessionData"/>. All views.</summary>
    public const string SessionScheduled = "sessionScheduled";
    /// <summary>The doors opened; <see cref="PhaseData"/>. All views.</summary>
    public const string SessionOpened = "sessionOpened";
    /// <summary>The lecture started; <see cref="PhaseData"/>. All views.</summary>
    public const string SessionStarted = "sessionStarted";
    /// <summary>The lecture was interrupted; <see cref="PhaseData"/>. All views.</summary>
    public const string SessionPaused = "sessionPaused";
    /// <summary>The lecture goes on; <see cref="PhaseData"/>. All views.</summary>
    public const string SessionResumed = "sessionResumed";
    /// <summary>The session is over; <see cref="PhaseData"/>. All views.</summary>
    public const string SessionEnded = "sessionEnded";
    /// <summary>A round opened; <see cref="RoundInfo"/>. Screen and staff.</summary>
    public const string RoundOpened = "roundOpened";
    /// <summary>A round closed; <see cref="RoundInfo"/>. Screen and staff.</summary>
    public const string RoundClosed = "roundClosed";
    /// <summary>An open round was given more time; <see cref="RoundInfo"/>. Screen and staff.</summary>
    public const string RoundExtended = "roundExtended";
    /// <summary>The programme is cut: show a slate and no picture, whatever there is to play; <see cref="CutData"/>. Screen and staff.</summary>
    public const string ProgrammeCut = "programmeCut";
    /// <summary>The programme may be shown again; <see cref="CutData"/>. Screen and staff.</summary>
    public const string ProgrammeRestored = "programmeRestored";
    /// <summary>The publisher's signal is there; <see cref="MediaInfo"/>. Screen and staff.</summary>
    public const string MediaStarted = "mediaStarted";
    /// <summary>The publisher's signal is gone; <see cref="EmptyData"/>. Screen and staff.</summary>
    public const string MediaStopped = "mediaStopped";
    /// <summary>A question was asked; <see cref="StaffQuestion"/> to staff, to the asking hall (its own stream) only <see cref="QuestionRef"/>. Never on a screen's stream.</summary>
    public const string QuestionAsked = "questionAsked";
    /// <summary>A question was approved; <see cref="PublicQuestion"/> to screens, <see cref="QuestionRef"/> to staff and the asking hall.</summary>
    public const string QuestionApproved = "questionApproved";
    /// <summary>A question was put aside; <see cref="QuestionRef"/>. Staff and the asking hall; screens only if it had been approved.</summary>
    public const string QuestionDismissed = "questionDismissed";
    /// <summary>The lecturer is answering; <see cref="QuestionRef"/>. Screen, staff and the asking hall.</summary>
    public const string QuestionAnswering = "questionAnswering";
    /// <summary>Answered; <see cref="QuestionRef"/>. Screen, staff and the asking hall.</summary>
    public const string QuestionAnswered = "questionAnswered";
}

/// <summary>Data of <see cref="EventTypes.SessionScheduled"/>.</summary>
/// <param name="Title">The title.</param>
/// <param name="StartsAt">When the lecture is to start.</param>
public sealed record SessionData(string Title, DateTimeOffset StartsAt);

/// <summary>Data of the events that change the phase.</summary>
/// <param name="Phase">The phase from here on.</param>
public sealed record PhaseData(SessionPhase Phase);

/// <summary>Data of an event that needs none.</summary>
public sealed record EmptyData;

/// <summary>Data of the events that cut the programme and restore it.</summary>
/// <param name="By">Who did it; for staff only.</param>
public sealed record CutData(StaffName? By = null);

/// <summary>A member of staff as colleagues may see him.</summary>
/// <param name="Role">administrator, lecturer or assistant.</param>
/// <param name="Name">The masked name, such as 李*.</param>
public sealed record StaffName(string Role, string Name);

/// <summary>Points to a question whose text is known already, or must not be shown.</summary>
/// <param name="QuestionId">The question.</param>
/// <param name="State">Its state from here on.</param>
/// <param name="By">Who brought it there; for staff only.</param>
public sealed record QuestionRef(Guid QuestionId, QuestionState State, StaffName? By = null);

/// <summary>State of <c>s/{session}/screen</c>: what every hall may show.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Title">Its title.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="StartsAt">When the lecture is to start.</param>
/// <param name="Questions">Approved, answering and the last ten answered, in the order of their approval.</param>
/// <param name="PhaseSince">Since when the phase is what it is.</param>
/// <param name="Round">The open round, if one is.</param>
/// <param name="Media">The picture's address, while a publisher's signal is there.</param>
/// <param name="CutSince">Since when the programme is cut: show a slate and no picture; absent while it is not.</param>
/// <param name="Rehearsal">True for a rehearsal; else absent.</param>
/// <param name="Hotline">Whom a hall in trouble calls.</param>
public sealed record ScreenState(
    Guid SessionId, string Title, SessionPhase Phase, DateTimeOffset StartsAt, IReadOnlyList<PublicQuestion> Questions, DateTimeOffset PhaseSince, RoundInfo? Round = null, MediaInfo? Media = null,
    DateTimeOffset? CutSince = null, bool? Rehearsal = null, string? Hotline = null);

/// <summary>State of <c>s/{session}/staff</c>.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Title">Its title.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="StartsAt">When the lecture is to start.</param>
/// <param name="Rounds">All rounds, in the order of their opening.</param>
/// <param name="Questions">All questions that are not yet answered or dismissed, and the last hundred that are, in the order of their asking.</param>
/// <param name="PhaseSince">Since when the phase is what it is.</param>
/// <param name="Media">The picture's address, while a publisher's signal is there.</param>
/// <param name="CutSince">Since when the programme is cut; absent while it is not.</param>
/// <param name="Rehearsal">True for a rehearsal; else absent.</param>
public sealed record StaffState(
    Guid SessionId, string Title, SessionPhase Phase, DateTimeOffset StartsAt, IReadOnlyList<RoundInfo> Rounds, IReadOnlyList<StaffQuestion> Questions, DateTimeOffset PhaseSince, MediaInfo? Media = null,
    DateTimeOffset? CutSince = null, bool? Rehearsal = null);

/// <summary>State of <c>b/{session}/{branch}</c>: what belongs to one hall alone.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="BranchId">The hall.</param>
/// <param name="Phase">The session's phase.</param>
/// <param name="Questions">The hall's own questions by state, without their texts, in the order of their asking, the last twenty.</param>
public sealed record BranchState(Guid SessionId, Guid BranchId, SessionPhase Phase, IReadOnlyList<QuestionRef> Questions);
