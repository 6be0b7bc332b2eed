using System.Text.Json;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Contracts.Questions;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Questions;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Relay.Views;

/// <summary>From the domain's words to the contract's.</summary>
internal static class ViewJson
{
    /// <summary>An event of a view in UTF-8 JSON.</summary>
    public static byte[] Event<T>(LoggedEvent logged, string type, T data) => JsonSerializer.SerializeToUtf8Bytes(
        new ViewEvent(logged.Offset, type, logged.At, JsonSerializer.SerializeToElement(data, ContractsJson.Options)), ContractsJson.Options);

    /// <summary>The events that every view shows alike; null for all others.</summary>
    public static byte[]? ForAll(LoggedEvent logged) => logged.Event switch
    {
        SessionScheduled e => Event(logged, EventTypes.SessionScheduled, new SessionData(e.Title, e.StartsAt)),
        SessionOpened => Event(logged, EventTypes.SessionOpened, new PhaseData(SessionPhase.Open)),
        SessionStarted => Event(logged, EventTypes.SessionStarted, new PhaseData(SessionPhase.Live)),
        SessionPaused => Event(logged, EventTypes.SessionPaused, new PhaseData(SessionPhase.Paused)),
        SessionResumed => Event(logged, EventTypes.SessionResumed, new PhaseData(SessionPhase.Live)),
        SessionEnded => Event(logged, EventTypes.SessionEnded, new PhaseData(SessionPhase.Ended)),
        _ => null,
    };

    /// <summary>Rounds and the picture, which screens and staff see alike; null for all others.</summary>
    public static byte[]? ForScreensAndStaff(LoggedEvent logged, SessionState state) => logged.Event switch
    {
        Domain.Sessions.RoundOpened e => Event(logged, EventTypes.RoundOpened, new RoundInfo(e.RoundId, Kind(e.Purpose), logged.At, e.ClosesAt, Sample: Coverage(e.Sample))),
        RoundClosed e when state.FindRound(e.RoundId) is { } round => Event(logged, EventTypes.RoundClosed, Round(round) with { ClosedAt = logged.At }),
        RoundExtended e when state.FindRound(e.RoundId) is { } round => Event(logged, EventTypes.RoundExtended, Round(round) with { ClosesAt = e.ClosesAt, ClosedAt = null }),
        MediaStarted e => Event(logged, EventTypes.MediaStarted, new MediaInfo(e.Url, logged.At)),
        MediaStopped => Event(logged, EventTypes.MediaStopped, new EmptyData()),
        _ => null,
    };

    public static SessionPhase Phase(Phase phase) => phase switch
    {
        Domain.Sessions.Phase.Open => SessionPhase.Open,
        Domain.Sessions.Phase.Live => SessionPhase.Live,
        Domain.Sessions.Phase.Paused => SessionPhase.Paused,
        Domain.Sessions.Phase.Ended => SessionPhase.Ended,
        _ => SessionPhase.Scheduled,
    };

    public static RoundInfo Round(Round round) => new(round.RoundId, Kind(round.Purpose), round.OpenedAt, round.ClosesAt, round.ClosedAt, Coverage(round.Sample));

    private static RoundCoverage? Coverage(RoundSample? sample) => sample is null ? null : new RoundCoverage(sample.Percent, sample.Count(), sample.People?.Count());

    public static MediaInfo? Media(MediaSource? media) => media is null ? null : new MediaInfo(media.Url, media.Since);

    public static QuestionState State(QuestionPhase phase) => phase switch
    {
        QuestionPhase.Approved => QuestionState.Approved,
        QuestionPhase.Answering => QuestionState.Answering,
        QuestionPhase.Answered => QuestionState.Answered,
        QuestionPhase.Dismissed => QuestionState.Dismissed,
        _ => QuestionState.Pending,
    };

    private static RoundKind Kind(RoundPurpose purpose) => purpose switch
    {
        RoundPurpose.SpotCheck => RoundKind.SpotCheck,
        RoundPurpose.SignOut => RoundKind.SignOut,
        _ => RoundKind.SignIn,
    };
}
