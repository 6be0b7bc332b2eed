using System.Collections.Immutable;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Questions;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Relay.Views;

/// <summary>The session's state with what the views' snapshots list of its questions, so that a snapshot costs as much as it shows and not as much as was ever asked. Immutable.</summary>
internal sealed record ViewState
{
    /// <summary>How many answered questions a screen still lists.</summary>
    public const int AnsweredOnScreen = 10;

    /// <summary>How many answered or dismissed questions staff still sees.</summary>
    public const int FinishedForStaff = 100;

    /// <summary>How many of its own questions a hall sees.</summary>
    public const int OfHall = 20;

    public static ViewState Empty { get; } = new();

    public SessionState Session { get; private init; } = SessionState.Empty;

    /// <summary>Approved, answering and the last answered, in the order of approval.</summary>
    public ImmutableList<Guid> OnScreen { get; private init; } = [];

    /// <summary>Numbers of all open questions and the last finished ones; sorted, which is the order of asking.</summary>
    public ImmutableSortedSet<int> ForStaff { get; private init; } = [];

    /// <summary>The last questions of each hall, in the order of asking.</summary>
    public ImmutableDictionary<Guid, ImmutableList<Guid>> ByHall { get; private init; } = ImmutableDictionary<Guid, ImmutableList<Guid>>.Empty;

    private ImmutableQueue<Guid> Answered { get; init; } = [];

    private int AnsweredCount { get; init; }

    private ImmutableQueue<int> Finished { get; init; } = [];

    private int FinishedCount { get; init; }

    public ViewState Apply(LoggedEvent logged)
    {
        var next = this with { Session = Session.Apply(logged.Event, logged.At) };
        return logged.Event switch
        {
            QuestionAsked e => next.Ask(e),
            QuestionApproved e => next with { OnScreen = OnScreen.Add(e.QuestionId) },
            QuestionDismissed e => next.Finish(e.QuestionId) with { OnScreen = OnScreen.Remove(e.QuestionId) },
            QuestionAnswered e => next.Finish(e.QuestionId).Answer(e.QuestionId),
            _ => next,
        };
    }

    private ViewState Ask(QuestionAsked asked)
    {
        var ofHall = ByHall.GetValueOrDefault(asked.BranchId, []).Add(asked.QuestionId);
        return this with
        {
            ForStaff = ForStaff.Add(Session.Questions.Order.Count),
            ByHall = ByHall.SetItem(asked.BranchId, ofHall.Count > OfHall ? ofHall.RemoveAt(0) : ofHall),
        };
    }

    private ViewState Finish(Guid questionId)
    {
        if (Session.Questions.Find(questionId) is not Question question)
        {
            return this;
        }

        var finished = Finished.Enqueue(question.Number);
        return FinishedCount < FinishedForStaff
            ? this with { Finished = finished, FinishedCount = FinishedCount + 1 }
            : this with { Finished = finished.Dequeue(out var oldest), ForStaff = ForStaff.Remove(oldest) };
    }

    private ViewState Answer(Guid questionId)
    {
        var answered = Answered.Enqueue(questionId);
        return AnsweredCount < AnsweredOnScreen
            ? this with { Answered = answered, AnsweredCount = AnsweredCount + 1 }
            : this with { Answered = answered.Dequeue(out var oldest), OnScreen = OnScreen.Remove(oldest) };
    }
}
