using System.Collections.Concurrent;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Relay.Ports;

namespace RemoteClassroom.Server.Hubs;

/// <summary>The sessions that this node's relay follows, as the grains' subscriptions ask for them.</summary>
internal sealed class FollowedSessions : ISessionInterest, IFollowedSessions
{
    private readonly ConcurrentDictionary<Guid, bool> _sessions = new();

    public IReadOnlyCollection<Guid> Current => [.. _sessions.Keys];

    public void Began(Guid sessionId) => _sessions[sessionId] = true;

    public void Ended(Guid sessionId) => _sessions.TryRemove(sessionId, out _);
}
