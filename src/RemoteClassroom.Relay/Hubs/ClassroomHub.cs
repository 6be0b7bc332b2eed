using Microsoft.AspNetCore.SignalR;

namespace RemoteClassroom.Relay.Hubs;

/// <summary>The hub's three calls. It joins streams and takes heartbeats; whatever changes something goes over HTTP.</summary>
public sealed class ClassroomHub : Hub
{
}
