using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Contracts.Questions;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Questions;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Relay.Views;

/// <summary>What lecturer and assistants see: everything but who a person is.</summary>
internal static class StaffView
{
    /// <summary>The event's JSON; null if it is hidden.</summary>
    public static byte[]? Show(LoggedEvent logged, SessionState state) => logged.Event switch
    {
        QuestionAsked e when state.Questions.Find(e.QuestionId) is { } question =>
            ViewJson.Event(logged, EventTypes.QuestionAsked, ForStaff(question) with { State = QuestionState.Pending }),
        QuestionApproved e => Ref(logged, EventTypes.QuestionApproved, e.QuestionId, QuestionState.Approved, e.By),
        QuestionDismissed e => Ref(logged, EventTypes.QuestionDismissed, e.QuestionId, QuestionState.Dismissed, e.By),
        QuestionAnswering e => Ref(logged, EventTypes.QuestionAnswering, e.QuestionId, QuestionState.Answering, e.By),
        QuestionAnswered e => Ref(logged, EventTypes.QuestionAnswered, e.QuestionId, QuestionState.Answered, e.By),
        ProgrammeCut e => ViewJson.Event(logged, EventTypes.ProgrammeCut, new CutData(Name(e.By))),
        ProgrammeRestored e => ViewJson.Event(logged, EventTypes.ProgrammeRestored, new CutData(Name(e.By))),
        _ => ViewJson.ForAll(logged) ?? ViewJson.ForScreensAndStaff(logged, state),
    };

    /// <summary>The view's whole state.</summary>
    public static StaffState State(Guid sessionId, ViewState view)
    {
        var state = view.Session;
        return new StaffState(
            sessionId, state.Title, ViewJson.Phase(state.Phase), state.StartsAt,
            [.. state.Rounds.Select(ViewJson.Round)],
            [.. view.ForStaff.Select(number => ForStaff(state.Questions.ById[state.Questions.Order[number - 1]]))],
            state.PhaseSince,
            ViewJson.Media(state.Media),
            state.CutSince,
            state.Rehearsal ? true : null);
    }

    private static byte[] Ref(LoggedEvent logged, string type, Guid questionId, QuestionState state, Doer? by) =>
        ViewJson.Event(logged, type, new QuestionRef(questionId, state, Name(by)));

    private static StaffName? Name(Doer? by) => by is null ? null : new StaffName(by.Role, by.Name);

    private static StaffQuestion ForStaff(Question question) => new(
        question.QuestionId, ViewJson.State(question.Phase), question.Text, question.Hall, question.BranchId, question.PersonId is not null, question.Anonymous, question.AskedAt, Name(question.HandledBy));
}
