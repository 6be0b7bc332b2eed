using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Contracts.Questions;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Questions;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Relay.Views;

/// <summary>What every hall's screen may show. No byte of a pending question, a name or an identifier of a person gets in here.</summary>
internal static class ScreenView
{
    /// <summary>The event's JSON; null if it is hidden.</summary>
    public static byte[]? Show(LoggedEvent logged, SessionState state) => logged.Event switch
    {
        QuestionApproved e when state.Questions.Find(e.QuestionId) is { } question =>
            ViewJson.Event(logged, EventTypes.QuestionApproved, Public(question) with { State = QuestionState.Approved }),
        QuestionDismissed e when state.Questions.Find(e.QuestionId) is { WasApproved: true } =>
            ViewJson.Event(logged, EventTypes.QuestionDismissed, new QuestionRef(e.QuestionId, QuestionState.Dismissed)),
        QuestionAnswering e => ViewJson.Event(logged, EventTypes.QuestionAnswering, new QuestionRef(e.QuestionId, QuestionState.Answering)),
        QuestionAnswered e => ViewJson.Event(logged, EventTypes.QuestionAnswered, new QuestionRef(e.QuestionId, QuestionState.Answered)),
        QuestionAsked or QuestionDismissed => null,
        ProgrammeCut => ViewJson.Event(logged, EventTypes.ProgrammeCut, new CutData()),
        ProgrammeRestored => ViewJson.Event(logged, EventTypes.ProgrammeRestored, new CutData()),
        _ => ViewJson.ForAll(logged) ?? ViewJson.ForScreensAndStaff(logged, state),
    };

    /// <summary>The view's whole state.</summary>
    public static ScreenState State(Guid sessionId, ViewState view)
    {
        var state = view.Session;
        return new ScreenState(
            sessionId, state.Title, ViewJson.Phase(state.Phase), state.StartsAt,
            [.. view.OnScreen.Select(id => Public(state.Questions.ById[id]))],
            state.PhaseSince,
            state.OpenRound is { } round ? ViewJson.Round(round) : null,
            ViewJson.Media(state.Media),
            state.CutSince,
            state.Rehearsal ? true : null,
            state.Hotline);
    }

    private static PublicQuestion Public(Question question) =>
        new(question.QuestionId, ViewJson.State(question.Phase), question.Text, question.Anonymous ? null : question.Hall);
}
