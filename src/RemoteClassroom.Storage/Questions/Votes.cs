using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Questions;
using RemoteClassroom.Storage.Reading;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Questions;

/// <summary>Votes for questions.</summary>
internal sealed class Votes(GroupCommitWriter writer, Dialect dialect) : IVotes
{
    /// <inheritdoc />
    public Task<StoredAnswer?> SetAsync(Guid sessionId, Guid questionId, Guid personId, bool cast, Receipt receipt, CancellationToken cancellationToken) =>
        writer.WriteAsync(new VoteItem(sessionId, new VoteId(questionId, personId), cast, receipt), cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlySet<Guid>> OfPersonAsync(Guid personId, IReadOnlyCollection<Guid> questions, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(questions);
        if (questions.Count == 0)
        {
            return new HashSet<Guid>();
        }

        var (list, ids) = Dialect.In(questions);
        return (await dialect.ListAsync(
            new Statement($"SELECT question_id FROM question_votes WHERE person_id = @person AND question_id IN ({list})", [("person", personId), .. ids]),
            row => row.Id(0),
            cancellationToken)).ToHashSet();
    }

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<Guid, int>> CountAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        var counts = await dialect.ListAsync(
            new Statement("SELECT question_id, count(*) FROM question_votes WHERE session_id = @session GROUP BY question_id", ("session", sessionId)),
            row => KeyValuePair.Create(row.Id(0), row.Int(1)),
            cancellationToken);
        return new Dictionary<Guid, int>(counts);
    }
}
