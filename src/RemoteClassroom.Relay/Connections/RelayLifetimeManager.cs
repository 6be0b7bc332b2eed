using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Relay.Hubs;

namespace RemoteClassroom.Relay.Connections;

/// <summary>Keeps the hub's connections. Nothing is sent to groups, users or all: what a connection gets comes from the streams that it follows.</summary>
internal sealed class RelayLifetimeManager(IOptions<RelayOptions> options, TimeProvider time, ILogger<RelayConnection> logger, RelayTally tally) : HubLifetimeManager<ClassroomHub>, IRelayConnections
{
    private const int DrainSteps = 20;
    private readonly ConcurrentDictionary<string, RelayConnection> _connections = new(StringComparer.Ordinal);
    private readonly RelayOptions _options = options.Value;
    private volatile bool _draining;
    private int _count;

    // Counted here: the table counts itself by taking its locks, by then a thousand of them, and everybody who connects asks.
    /// <inheritdoc />
    public int Count => Volatile.Read(ref _count);

    /// <summary>Bytes of messages sent since the start, those of connections that are gone included.</summary>
    public long Sent => tally.SentToGone + _connections.Values.Sum(connection => connection.Sent);

    /// <inheritdoc />
    public IEnumerable<ILiveConnection> Live => _connections.Select(known => known.Value);

    /// <summary>The connection of that id; null if it is gone, or has not shaken hands yet.</summary>
    public RelayConnection? Find(string connectionId) => _connections.GetValueOrDefault(connectionId);

    /// <inheritdoc />
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        var relayed = new RelayConnection(connection, _options, time, logger, tally);
        connection.Features.Set(relayed);
        _connections[connection.ConnectionId] = relayed;
        var count = Interlocked.Increment(ref _count);
        if (_draining)
        {
            relayed.End(ByeCodes.Draining, Spread(1_000, 5_000));
        }
        else if (count > _options.MaxConnections)
        {
            relayed.End(ByeCodes.Overloaded, Spread(5_000, 15_000));
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        if (_connections.TryRemove(connection.ConnectionId, out var relayed))
        {
            Interlocked.Decrement(ref _count);
            relayed.Places.Clear();
            tally.Gone(relayed.Sent);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public int Revoke(Func<ClaimsPrincipal, bool> predicate)
    {
        var ended = 0;
        foreach (var connection in _connections.Values)
        {
            if (predicate(connection.User))
            {
                connection.End(ByeCodes.Revoked);
                ended++;
            }
        }

        return ended;
    }

    /// <inheritdoc />
    public async Task DrainAsync(TimeSpan spread, CancellationToken cancellationToken)
    {
        _draining = true;
        var leaving = _connections.Values.ToArray();
        var step = Math.Max(1, leaving.Length / DrainSteps);
        for (var at = 0; at < leaving.Length; at += step)
        {
            foreach (var connection in leaving.AsSpan(at, Math.Min(step, leaving.Length - at)))
            {
                connection.End(ByeCodes.Draining, Spread(500, 5_000));
            }

            if (at + step < leaving.Length)
            {
                await Task.Delay(spread / DrainSteps, time, cancellationToken);
            }
        }

        await Task.WhenAll(leaving.Select(connection => connection.Farewell)).WaitAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override Task AddToGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default) => throw NoGroups();

    /// <inheritdoc />
    public override Task RemoveFromGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default) => throw NoGroups();

    /// <inheritdoc />
    public override Task SendAllAsync(string methodName, object?[] args, CancellationToken cancellationToken = default) => throw NoGroups();

    /// <inheritdoc />
    public override Task SendAllExceptAsync(string methodName, object?[] args, IReadOnlyList<string> excludedConnectionIds, CancellationToken cancellationToken = default) => throw NoGroups();

    /// <inheritdoc />
    public override Task SendConnectionAsync(string connectionId, string methodName, object?[] args, CancellationToken cancellationToken = default) => throw NoGroups();

    /// <inheritdoc />
    public override Task SendConnectionsAsync(IReadOnlyList<string> connectionIds, string methodName, object?[] args, CancellationToken cancellationToken = default) => throw NoGroups();

    /// <inheritdoc />
    public override Task SendGroupAsync(string groupName, string methodName, object?[] args, CancellationToken cancellationToken = default) => throw NoGroups();

    /// <inheritdoc />
    public override Task SendGroupExceptAsync(string groupName, string methodName, object?[] args, IReadOnlyList<string> excludedConnectionIds, CancellationToken cancellationToken = default) => throw NoGroups();

    /// <inheritdoc />
    public override Task SendGroupsAsync(IReadOnlyList<string> groupNames, string methodName, object?[] args, CancellationToken cancellationToken = default) => throw NoGroups();

    /// <inheritdoc />
    public override Task SendUserAsync(string userId, string methodName, object?[] args, CancellationToken cancellationToken = default) => throw NoGroups();

    /// <inheritdoc />
    public override Task SendUsersAsync(IReadOnlyList<string> userIds, string methodName, object?[] args, CancellationToken cancellationToken = default) => throw NoGroups();

    private static int Spread(int from, int to) => Random.Shared.Next(from, to);

    private static NotSupportedException NoGroups() => new("This hub sends streams; whoever is to see something follows one.");
}
