using System.Collections.Concurrent;
using System.Security.Claims;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Relay.Hubs;
using RemoteClassroom.Relay.Ports;

namespace RemoteClassroom.Relay.LongPoll;

/// <summary>The signs of life of screens that poll: they have no connection to send a heartbeat over.</summary>
public interface IPolledScreens
{
    /// <summary>A paired screen tells that it is there and what it plays; nothing happens for another caller.</summary>
    /// <param name="user">The caller, who may see the session.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="player">How its player is doing; null without one.</param>
    void Seen(ClaimsPrincipal user, Guid sessionId, PlayerReport? player);
}

/// <summary>Judges what they report as the hub does. What is remembered of a screen is this node's: where no proxy keeps a screen at one node, another needs two reports to tell a frozen picture.</summary>
internal sealed class PolledScreens(IStreamAccess access, IReachSink reach, TimeProvider time) : IPolledScreens
{
    // Of as many as a node may poll for and then some; forgetting costs one report.
    private const int MaxRemembered = 50_000;

    private readonly ConcurrentDictionary<(Guid SessionId, Guid Venue), PlayerJudge> _judges = new();

    /// <inheritdoc />
    public void Seen(ClaimsPrincipal user, Guid sessionId, PlayerReport? player)
    {
        if (access.VenueOf(user) is { } venue)
        {
            reach.Seen(sessionId, venue, player is null ? HallPicture.None : Judge(sessionId, venue, player));
        }
    }

    private HallPicture Judge(Guid sessionId, Guid venue, PlayerReport player)
    {
        if (_judges.Count >= MaxRemembered)
        {
            _judges.Clear();
        }

        var judge = _judges.GetOrAdd((sessionId, venue), static _ => new PlayerJudge());

        // Two screens of one hall may report at once.
        lock (judge)
        {
            return judge.Judge(player, time);
        }
    }
}
