using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Relay.Tail;

/// <summary>The sessions that this node serves. A session is followed from the first time it is asked for until nobody has needed it for a while.</summary>
internal sealed class SessionFeeds(
    ISessionLog log, IOptions<RelayOptions> options, TimeProvider time, ILogger<SessionFeed> logger)
    : ISessionNotices, ISessionStates, IFollowedSessions, IDisposable
{
    private readonly ConcurrentDictionary<Guid, SessionFeed> _feeds = new();
    private readonly SemaphoreSlim _resumeReads = new(options.Value.ResumeReads);
    private readonly CancellationTokenSource _stopping = new();
    private bool _disposed;

    /// <summary>All sessions served now.</summary>
    public ICollection<SessionFeed> All => _feeds.Values;

    /// <inheritdoc />
    public IReadOnlyCollection<Guid> Current => [.. _feeds.Keys];

    /// <inheritdoc />
    public void Announce(Guid sessionId, long head)
    {
        if (_feeds.TryGetValue(sessionId, out var feed))
        {
            feed.Wake(head);
        }
    }

    /// <inheritdoc />
    public async ValueTask<SessionState?> GetAsync(Guid sessionId, bool fresh, CancellationToken cancellationToken)
    {
        using var held = await HoldAsync(sessionId, fresh, cancellationToken);
        return held?.Feed.Position.State.Session;
    }

    /// <summary>The session, read to its end at least once and kept until the answer is disposed; null if there is no such session.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="fresh">Look at the log first.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="StorageException">The log could not be read.</exception>
    public async ValueTask<HeldFeed?> HoldAsync(Guid sessionId, bool fresh, CancellationToken cancellationToken)
    {
        var feed = Take(sessionId);
        var held = new HeldFeed(feed);
        try
        {
            if ((fresh || !feed.Loaded || feed.Behind) && !await feed.LookAsync().WaitAsync(cancellationToken))
            {
                throw new StorageException("The session's log cannot be read now.", outcomeUnknown: false);
            }
        }
        catch
        {
            held.Dispose();
            throw;
        }

        if (feed.Position.Offset > 0)
        {
            return held;
        }

        held.Dispose();
        Drop(feed);
        return null;
    }

    /// <summary>Forgets a session unless somebody holds it.</summary>
    public void Drop(SessionFeed feed)
    {
        if (feed.TryRetire())
        {
            Remove(feed);
        }
    }

    /// <summary>Forgets a session whose log turned out to be another one; its followers must be ended by the caller.</summary>
    public void Discard(SessionFeed feed) => Remove(feed);

    /// <inheritdoc />
    public void Dispose()
    {
        // The container comes by once for each of the interfaces.
        if (!_disposed)
        {
            _disposed = true;
            _stopping.Cancel();
            _stopping.Dispose();
            _resumeReads.Dispose();
        }
    }

    private SessionFeed Take(Guid sessionId)
    {
        while (true)
        {
            var feed = _feeds.TryGetValue(sessionId, out var known) ? known : _feeds.GetOrAdd(sessionId, Begin);
            if (feed.TryHold())
            {
                feed.UsedAt = time.GetTimestamp();
                return feed;
            }

            // Retired between the two: its remover is about to take it out.
            _feeds.TryRemove(KeyValuePair.Create(sessionId, feed));
        }
    }

    private SessionFeed Begin(Guid sessionId) => new(sessionId, log, options.Value, time, _resumeReads, logger, _stopping.Token);

    private void Remove(SessionFeed feed) => _feeds.TryRemove(KeyValuePair.Create(feed.SessionId, feed));
}

/// <summary>A session that stays as long as this is not disposed.</summary>
/// <param name="feed">The session.</param>
internal sealed class HeldFeed(SessionFeed feed) : IDisposable
{
    public SessionFeed Feed { get; } = feed;

    public void Dispose() => Feed.Release();
}
