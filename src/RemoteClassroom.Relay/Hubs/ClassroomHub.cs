using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Relay.Connections;

namespace RemoteClassroom.Relay.Hubs;

/// <summary>The hub's three calls: it joins streams and takes heartbeats; whatever changes something goes over HTTP. Arguments come as JSON and are read here, so that a refusal is an answer.</summary>
public sealed class ClassroomHub : Hub
{
    private readonly Joiner _joiner;
    private readonly Presence _presence;
    private readonly TimeProvider _time;

    internal ClassroomHub(Joiner joiner, Presence presence, TimeProvider time) => (_joiner, _presence, _time) = (joiner, presence, time);

    private RelayConnection Connection => Context.Features.Get<RelayConnection>() ?? throw new HubException("The connection is not one of the relay's.");

    /// <summary>Joins streams: all or none.</summary>
    /// <param name="request">A <see cref="JoinRequest"/>.</param>
    /// <returns>A <see cref="JoinAnswer"/>.</returns>
    public async Task<object> Join(JsonElement request)
    {
        var connection = Connection;
        var reply = await _joiner.JoinAsync(connection, request);
        _presence.Seen(connection);
        return reply;
    }

    /// <summary>A sign of life.</summary>
    /// <param name="request">A <see cref="HeartbeatRequest"/>; what is not known in it is ignored.</param>
    /// <returns>The server's clock.</returns>
    public HeartbeatAnswer Heartbeat(JsonElement request)
    {
        try
        {
            var told = request.Deserialize<HeartbeatRequest>(ContractsJson.Options);
            _presence.Seen(Connection, told);
        }
        catch (JsonException)
        {
            Connection.End(ByeCodes.Protocol);
        }

        return new HeartbeatAnswer(_time.GetUtcNow());
    }

    /// <summary>Leaves a stream; leaving one that was not joined changes nothing.</summary>
    /// <param name="request">A <see cref="LeaveRequest"/>.</param>
    public async Task Leave(JsonElement request)
    {
        var stream = request.ValueKind == JsonValueKind.Object && request.TryGetProperty("stream", out var name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
        if (!StreamName.TryParse(stream, out var left))
        {
            Connection.End(ByeCodes.Protocol);
            return;
        }

        await Joiner.LeaveAsync(Connection, left);
    }
}
