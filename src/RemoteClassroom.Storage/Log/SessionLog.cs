using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage.Reading;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Log;

/// <summary>The logs: appended through the writer, read beside it.</summary>
internal sealed class SessionLog(GroupCommitWriter writer, Dialect dialect) : ISessionLog
{
    private const int MaxEvents = 16;
    private const int HeadsAtOnce = 512;

    /// <inheritdoc />
    public Task<AppendOutcome> AppendAsync(LogAppend append, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(append);
        return append.Events.Count is < 1 or > MaxEvents
            ? throw new ArgumentException($"1 to {MaxEvents} events are appended at once.", nameof(append))
            : writer.WriteAsync(new AppendItem(append), cancellationToken);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<LoggedEvent>> ReadAsync(Guid sessionId, long after, int limit, CancellationToken cancellationToken) =>
        await dialect.ListAsync(
            new Statement(
                "SELECT \"offset\", tag, at, type, data FROM session_events WHERE session_id = @session AND \"offset\" > @after ORDER BY \"offset\" LIMIT @limit",
                ("session", sessionId), ("after", after), ("limit", (long)limit)),
            row => new LoggedEvent(row.Long(0), unchecked((ulong)row.Long(1)), row.Instant(2), EventCodec.Decode(row.Text(3), row.Text(4))),
            cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<Guid, LogHead>> HeadsAsync(IReadOnlyCollection<Guid> sessionIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sessionIds);
        var heads = new Dictionary<Guid, LogHead>();
        foreach (var some in sessionIds.Chunk(HeadsAtOnce))
        {
            var (list, parameters) = Dialect.In(some);
            var found = await dialect.ListAsync(
                new Statement($"SELECT session_id, \"offset\", tag FROM session_heads WHERE \"offset\" > 0 AND session_id IN ({list})", parameters),
                row => (Session: row.Id(0), Head: new LogHead(row.Long(1), unchecked((ulong)row.Long(2)))),
                cancellationToken);
            found.ForEach(each => heads[each.Session] = each.Head);
        }

        return heads;
    }
}
