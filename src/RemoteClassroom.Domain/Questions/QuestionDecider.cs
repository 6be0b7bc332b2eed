using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.Questions;

/// <summary>The rules of questions: pending → approved → answering → answered, or dismissed.</summary>
public static class QuestionDecider
{
    /// <summary>Longest text, in characters.</summary>
    public const int MaxText = 200;

    /// <summary>How many questions of one person may be pending.</summary>
    public const int MaxPendingPerPerson = 1;

    /// <summary>How many questions of one hall as such may be pending.</summary>
    public const int MaxPendingPerHall = 5;

    /// <summary>How many questions a session holds at most; bounds the state and the log.</summary>
    public const int MaxQuestions = 100_000;

    /// <summary>Decides a command about questions.</summary>
    /// <param name="state">What the log says.</param>
    /// <param name="command">One of the question commands.</param>
    /// <exception cref="ArgumentOutOfRangeException">The command is not about questions.</exception>
    public static Decision Decide(SessionState state, SessionCommand command)
    {
        ArgumentNullException.ThrowIfNull(state);
        return command switch
        {
            AskQuestion c => Ask(state, c),
            ApproveQuestion c => Move(state, c.QuestionId, "approved", new QuestionApproved(c.QuestionId, c.By), QuestionPhase.Pending),
            DismissQuestion c => Move(state, c.QuestionId, "dismissed", new QuestionDismissed(c.QuestionId, c.By), QuestionPhase.Pending, QuestionPhase.Approved),
            AnswerQuestion c => Move(state, c.QuestionId, "taken up", new QuestionAnswering(c.QuestionId, c.By), QuestionPhase.Approved),
            FinishQuestion c => Move(state, c.QuestionId, "marked as answered", new QuestionAnswered(c.QuestionId, c.By), QuestionPhase.Answering),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "not a command about questions"),
        };
    }

    private static Decision Ask(SessionState state, AskQuestion command)
    {
        var text = command.Text.Trim();
        if (text.Length is 0 or > MaxText)
        {
            return Decision.Refuse(RefusalCodes.Validation, $"Write a question of 1 to {MaxText} characters.", "text");
        }

        if (state.Phase is not (Phase.Open or Phase.Live or Phase.Paused))
        {
            return Decision.Refuse(RefusalCodes.IllegalTransition, "Questions can be asked from the opening of the doors to the end of the session.");
        }

        var mayWait = command.PersonId is null ? MaxPendingPerHall : MaxPendingPerPerson;
        if (state.Questions.PendingByAsker.GetValueOrDefault(command.PersonId ?? command.BranchId) >= mayWait)
        {
            return Decision.Refuse(RefusalCodes.Conflict, "An earlier question is still waiting; ask again when it has been taken up.");
        }

        return state.Questions.Order.Count >= MaxQuestions
            ? Decision.Refuse(RefusalCodes.Conflict, "This session takes no more questions.")
            : Decision.Of(new QuestionAsked(command.QuestionId, command.BranchId, command.Hall, command.PersonId, text, command.Anonymous));
    }

    private static Decision Move(SessionState state, Guid questionId, string verb, SessionEvent change, params ReadOnlySpan<QuestionPhase> from)
    {
        if (state.Questions.Find(questionId) is not { } question)
        {
            return Decision.Refuse(RefusalCodes.NotFound, "There is no such question.");
        }

        return from.Contains(question.Phase)
            ? Decision.Of(change)
            : Decision.Refuse(RefusalCodes.IllegalTransition, $"A question that is {question.Phase.ToString().ToLowerInvariant()} cannot be {verb}.");
    }
}
