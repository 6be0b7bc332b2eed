namespace RemoteClassroom.Contracts.Questions;

/// <summary>The life of a question: pending → approved → answering → answered, or dismissed.</summary>
public enum QuestionState
{
    /// <summary>Asked; only the session's staff sees it.</summary>
    Pending,
    /// <summary>Shown to everybody; can be voted for.</summary>
    Approved,
    /// <summary>The lecturer is answering it.</summary>
    Answering,
    /// <summary>Answered.</summary>
    Answered,
    /// <summary>Put aside; nobody but staff ever saw it, unless it had been approved.</summary>
    Dismissed,
}

/// <summary>Body of <c>POST /sessions/{s}/questions</c>.</summary>
/// <param name="Text">1 to 200 characters.</param>
/// <param name="Ticket">An unspent ticket, which asking does not spend; for a person without a person token.</param>
/// <param name="BranchId">The hall that asks, by its screen or operator.</param>
/// <param name="Anonymous">Do not show the hall's name when the question is approved.</param>
public sealed record AskQuestion(string Text, string? Ticket = null, Guid? BranchId = null, bool? Anonymous = null);

/// <summary>Answer of <c>POST /sessions/{s}/questions</c>.</summary>
/// <param name="QuestionId">The new question.</param>
/// <param name="Offset">The offset of its asking.</param>
public sealed record QuestionAskedAnswer(Guid QuestionId, long Offset);

/// <summary>Answer of <c>POST</c> and <c>DELETE /questions/{q}/votes</c>.</summary>
/// <param name="QuestionId">The question.</param>
/// <param name="Voted">Whether the caller's vote stands.</param>
public sealed record VoteAnswer(Guid QuestionId, bool Voted);

/// <summary>A question as screens and phones may see it; never a pending one.</summary>
/// <param name="QuestionId">The question.</param>
/// <param name="State">Its state.</param>
/// <param name="Text">Its text.</param>
/// <param name="Hall">The name of the hall it came from; absent if anonymous.</param>
public sealed record PublicQuestion(Guid QuestionId, QuestionState State, string Text, string? Hall = null);

/// <summary>A question as staff sees it.</summary>
/// <param name="QuestionId">The question.</param>
/// <param name="State">Its state.</param>
/// <param name="Text">Its text.</param>
/// <param name="Hall">The name of the hall it came from.</param>
/// <param name="BranchId">The hall.</param>
/// <param name="ByPerson">Asked by a person (true) or by the hall as such (false).</param>
/// <param name="Anonymous">Whether the hall's name is to stay off the screens.</param>
/// <param name="AskedAt">When.</param>
/// <param name="By">Who of the staff brought it into its state; absent for a pending one.</param>
public sealed record StaffQuestion(
    Guid QuestionId, QuestionState State, string Text, string Hall, Guid BranchId, bool ByPerson, bool Anonymous, DateTimeOffset AskedAt, Hub.StaffName? By = null);
