using System.Text.Json;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Domain.Questions;
using RemoteClassroom.Relay.Frames;
using RemoteClassroom.Relay.Tail;

namespace RemoteClassroom.Relay.Totals;

/// <summary>Keeps the votes on one session's staff stream, counted from the store while somebody follows it. Only one thread at a time calls it.</summary>
/// <param name="feed">The session.</param>
/// <param name="votes">Where they are counted.</param>
/// <param name="time">The clock: its milliseconds are the order of the counts, on whichever node they were made.</param>
internal sealed class VoteWatch(SessionFeed feed, IVotes votes, TimeProvider time)
{
    private const string Key = "votes";
    private const long Epoch = 1;
    private IReadOnlyDictionary<Guid, int> _last = new Dictionary<Guid, int>();

    /// <summary>Counts, and puts the figures on the stream if they changed.</summary>
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        var name = StreamName.Staff(feed.SessionId);
        if (feed.FindStream(name) is not { Followers: > 0 } stream || feed.Position.State.OnScreen.IsEmpty)
        {
            return;
        }

        var seq = time.GetUtcNow().ToUnixTimeMilliseconds();
        var counts = await votes.CountAsync(feed.SessionId, cancellationToken);
        if (stream.Totals is not null && counts.Count == _last.Count && counts.All(count => _last.GetValueOrDefault(count.Key, -1) == count.Value))
        {
            return;
        }

        _last = counts;
        var totals = JsonSerializer.SerializeToUtf8Bytes(
            new VoteTotals(counts.ToDictionary(count => count.Key.ToString("D"), count => count.Value)), ContractsJson.Options);
        if (stream.Put(new TotalsMessage(Epoch, seq, TotalsJson.Message(name, Key, Epoch, seq, totals), totals)))
        {
            feed.Tell();
        }
    }
}
