using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.Log;

/// <summary>What to append to one session's log, all or nothing.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Expected">Where the writer believes the log to end. The database refuses if it does not: the fence against a second writer.</param>
/// <param name="At">When it happened.</param>
/// <param name="Events">1 to 16 events.</param>
/// <param name="Receipt">The command's answer, stored with it; null for what the server does by itself.</param>
public sealed record LogAppend(Guid SessionId, LogHead Expected, DateTimeOffset At, IReadOnlyList<SessionEvent> Events, Receipt? Receipt);

/// <summary>What became of an append.</summary>
public abstract record AppendOutcome
{
    private AppendOutcome()
    {
    }

    /// <summary>On disk.</summary>
    /// <param name="Events">As stored.</param>
    public sealed record Stored(IReadOnlyList<LoggedEvent> Events) : AppendOutcome;

    /// <summary>Somebody else wrote: read the log again from the head you knew, and decide anew.</summary>
    public sealed record Behind : AppendOutcome;

    /// <summary>The command was carried out before; this was its answer.</summary>
    /// <param name="Answer">The stored answer, or a mismatch.</param>
    public sealed record Answered(StoredAnswer Answer) : AppendOutcome;
}

/// <summary>
/// The sessions' logs. Storing <see cref="SessionOpened"/> freezes branches and rosters, storing <see cref="RoundOpened"/> and
/// <see cref="RoundClosed"/> keeps the rounds' rows, storing a phase keeps the session's row — in the same transaction.
/// </summary>
public interface ISessionLog
{
    /// <summary>Appends; answers when it is on disk. Goes through the node's one writer.</summary>
    /// <exception cref="StorageException">It failed; <see cref="StorageException.OutcomeUnknown"/> says how much is known.</exception>
    /// <exception cref="StorageOverloadedException">The writer's queue is full.</exception>
    Task<AppendOutcome> AppendAsync(LogAppend append, CancellationToken cancellationToken);

    /// <summary>Events with offsets above <paramref name="after"/>, in their order, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<LoggedEvent>> ReadAsync(Guid sessionId, long after, int limit, CancellationToken cancellationToken);

    /// <summary>Where the logs of these sessions end; one query for all. Sessions without a log are left out.</summary>
    Task<IReadOnlyDictionary<Guid, LogHead>> HeadsAsync(IReadOnlyCollection<Guid> sessionIds, CancellationToken cancellationToken);
}

/// <summary>Woken when a session's log grew on this node or another. Only a hint: the log is the truth.</summary>
public interface ISessionNotices
{
    /// <summary>The log reaches at least <paramref name="head"/>. Returns at once; must not block or throw.</summary>
    void Announce(Guid sessionId, long head);
}

/// <summary>The session states that this node holds, folded from the log as the relay tails it.</summary>
public interface ISessionStates
{
    /// <summary>The state, at most about a second old, and never from before an event that this node was told of; begins to follow the session if the node did not yet. Null: no such session.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="fresh">Look at the log first (looks of one session are shared).</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    ValueTask<SessionState?> GetAsync(Guid sessionId, bool fresh, CancellationToken cancellationToken);
}
