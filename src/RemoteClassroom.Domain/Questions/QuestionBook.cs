using System.Collections.Immutable;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.Questions;

/// <summary>The life of a question.</summary>
public enum QuestionPhase
{
    /// <summary>Asked; for staff only.</summary>
    Pending,
    /// <summary>For everybody.</summary>
    Approved,
    /// <summary>Being answered.</summary>
    Answering,
    /// <summary>Answered.</summary>
    Answered,
    /// <summary>Put aside.</summary>
    Dismissed,
}

/// <summary>A question.</summary>
/// <param name="QuestionId">Its id.</param>
/// <param name="Number">Its place in the order of asking, from 1.</param>
/// <param name="BranchId">The hall.</param>
/// <param name="Hall">The hall's name.</param>
/// <param name="PersonId">Who asked; null: the hall as such.</param>
/// <param name="Text">The text.</param>
/// <param name="Anonymous">Keep the hall's name off the screens.</param>
/// <param name="AskedAt">When.</param>
/// <param name="Phase">Its phase.</param>
/// <param name="WasApproved">Whether everybody saw it at some time.</param>
/// <param name="HandledBy">Who brought it into its phase; null for a pending one.</param>
public sealed record Question(
    Guid QuestionId, int Number, Guid BranchId, string Hall, Guid? PersonId, string Text, bool Anonymous, DateTimeOffset AskedAt, QuestionPhase Phase, bool WasApproved, Doer? HandledBy = null);

/// <summary>All questions of a session, and how many each asker has pending.</summary>
public sealed record QuestionBook
{
    /// <summary>No question.</summary>
    public static QuestionBook Empty { get; } = new();

    /// <summary>By id.</summary>
    public ImmutableDictionary<Guid, Question> ById { get; private init; } = ImmutableDictionary<Guid, Question>.Empty;

    /// <summary>Ids in the order of asking.</summary>
    public ImmutableList<Guid> Order { get; private init; } = [];

    /// <summary>Ids approved or being answered, in the order of approval.</summary>
    public ImmutableList<Guid> Shown { get; private init; } = [];

    /// <summary>How many questions are pending, by person; halls count under their own id.</summary>
    public ImmutableDictionary<Guid, int> PendingByAsker { get; private init; } = ImmutableDictionary<Guid, int>.Empty;

    /// <summary>Who ever asked: persons, tickets that asked before they were spent, and halls under their own id.</summary>
    public ImmutableHashSet<Guid> Askers { get; private init; } = [];

    /// <summary>The question of that id; null if there is none.</summary>
    public Question? Find(Guid questionId) => ById.GetValueOrDefault(questionId);

    /// <summary>(state, event) → state; events that do not concern questions change nothing.</summary>
    /// <param name="change">The next event.</param>
    /// <param name="at">When it happened.</param>
    public QuestionBook Apply(SessionEvent change, DateTimeOffset at) => change switch
    {
        QuestionAsked e => Add(e, at),
        QuestionApproved e => To(e.QuestionId, QuestionPhase.Approved, e.By),
        QuestionDismissed e => To(e.QuestionId, QuestionPhase.Dismissed, e.By),
        QuestionAnswering e => To(e.QuestionId, QuestionPhase.Answering, e.By),
        QuestionAnswered e => To(e.QuestionId, QuestionPhase.Answered, e.By),
        _ => this,
    };

    private static Guid AskerOf(Guid? person, Guid branch) => person ?? branch;

    private QuestionBook Add(QuestionAsked e, DateTimeOffset at)
    {
        var asker = AskerOf(e.PersonId, e.BranchId);
        return this with
        {
            ById = ById.SetItem(e.QuestionId, new Question(e.QuestionId, Order.Count + 1, e.BranchId, e.Hall, e.PersonId, e.Text, e.Anonymous, at, QuestionPhase.Pending, false)),
            Order = Order.Add(e.QuestionId),
            Askers = Askers.Add(asker),
            PendingByAsker = PendingByAsker.SetItem(asker, PendingByAsker.GetValueOrDefault(asker) + 1),
        };
    }

    private QuestionBook To(Guid questionId, QuestionPhase phase, Doer? by)
    {
        if (Find(questionId) is not { } question)
        {
            return this;
        }

        var asker = AskerOf(question.PersonId, question.BranchId);
        var pending = PendingByAsker;
        if (question.Phase == QuestionPhase.Pending)
        {
            var left = pending.GetValueOrDefault(asker) - 1;
            pending = left > 0 ? pending.SetItem(asker, left) : pending.Remove(asker);
        }

        return this with
        {
            ById = ById.SetItem(questionId, question with { Phase = phase, HandledBy = by, WasApproved = question.WasApproved || phase == QuestionPhase.Approved }),
            Shown = phase switch
            {
                QuestionPhase.Approved => Shown.Add(questionId),
                QuestionPhase.Answering => Shown,
                _ => Shown.Remove(questionId),
            },
            PendingByAsker = pending,
        };
    }
}
