using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Contracts.Questions;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Relay.Frames;

namespace RemoteClassroom.Relay.Views;

/// <summary>What belongs to one hall alone: the session's phase and how its own questions fare, without their texts.</summary>
internal static class BranchView
{
    /// <summary>The event as halls see it, and which hall does.</summary>
    public static HallEvent Show(LoggedEvent logged, SessionState state) => logged.Event switch
    {
        QuestionAsked e => Own(logged, state, EventTypes.QuestionAsked, e.QuestionId, QuestionState.Pending),
        QuestionApproved e => Own(logged, state, EventTypes.QuestionApproved, e.QuestionId, QuestionState.Approved),
        QuestionDismissed e => Own(logged, state, EventTypes.QuestionDismissed, e.QuestionId, QuestionState.Dismissed),
        QuestionAnswering e => Own(logged, state, EventTypes.QuestionAnswering, e.QuestionId, QuestionState.Answering),
        QuestionAnswered e => Own(logged, state, EventTypes.QuestionAnswered, e.QuestionId, QuestionState.Answered),
        _ => new HallEvent(ViewJson.ForAll(logged)),
    };

    /// <summary>The view's whole state.</summary>
    public static BranchState State(Guid sessionId, Guid branchId, ViewState view) => new(
        sessionId, branchId, ViewJson.Phase(view.Session.Phase),
        [.. view.ByHall.GetValueOrDefault(branchId, []).Select(id => new QuestionRef(id, ViewJson.State(view.Session.Questions.ById[id].Phase)))]);

    private static HallEvent Own(LoggedEvent logged, SessionState state, string type, Guid questionId, QuestionState to) =>
        state.Questions.Find(questionId) is { } question
            ? new HallEvent(ViewJson.Event(logged, type, new QuestionRef(questionId, to)), question.BranchId)
            : default;
}
