using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Domain.Questions;

/// <summary>Votes for questions: once a person, durable, never a message to the main classroom.</summary>
public interface IVotes
{
    /// <summary>Sets or takes back a person's vote; answers when it is on disk. Setting what is set changes nothing.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="questionId">The question.</param>
    /// <param name="personId">Who votes.</param>
    /// <param name="cast">True: vote; false: take it back.</param>
    /// <param name="receipt">The answer to keep.</param>
    /// <param name="cancellationToken">Cancels the wait, not the vote.</param>
    /// <returns>The stored answer if the command was carried out before; else null.</returns>
    Task<StoredAnswer?> SetAsync(Guid sessionId, Guid questionId, Guid personId, bool cast, Receipt receipt, CancellationToken cancellationToken);

    /// <summary>Which of these questions a person voted for.</summary>
    Task<IReadOnlySet<Guid>> OfPersonAsync(Guid personId, IReadOnlyCollection<Guid> questions, CancellationToken cancellationToken);

    /// <summary>Votes by question.</summary>
    Task<IReadOnlyDictionary<Guid, int>> CountAsync(Guid sessionId, CancellationToken cancellationToken);
}
