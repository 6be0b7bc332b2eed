using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RemoteClassroom.Relay.Edges;
using RemoteClassroom.Relay.Hubs;

namespace RemoteClassroom.Relay;

/// <summary>Puts the hub on its address.</summary>
public static class ClassroomHubEndpoint
{
    /// <summary>Maps the hub: WebSockets only, behind the rule of origins and the gate of inbound messages. The caller adds who may connect.</summary>
    /// <param name="endpoints">The application's endpoints.</param>
    /// <param name="pattern">The hub's address.</param>
    /// <returns>For <c>RequireAuthorization</c> and the like.</returns>
    public static IEndpointConventionBuilder MapClassroomHub(this IEndpointRouteBuilder endpoints, string pattern = "/hubs/classroom")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var options = endpoints.ServiceProvider.GetRequiredService<IOptions<RelayOptions>>().Value;
        var gate = endpoints.ServiceProvider.GetRequiredService<InboundGate>();
        var transport = new HttpConnectionDispatcherOptions
        {
            Transports = HttpTransportType.WebSockets,
            TransportMaxBufferSize = 4_096,
            ApplicationMaxBufferSize = 2 * options.InboundBytes,
            TransportSendTimeout = TimeSpan.FromSeconds(20),
        };

        // A client that was told goodbye has had its grace; one that goes on sending instead of closing its side is not borne for the default five seconds.
        transport.WebSockets.CloseTimeout = options.LeaveGrace / 2;
        var hub = endpoints.MapConnections(pattern, transport, connection => connection.Use(gate.Wrap).UseHub<ClassroomHub>());
        hub.WithMetadata(new HubMetadata(typeof(ClassroomHub)));
        hub.Add(endpoint => Guard(endpoint, options));
        return hub;
    }

    private static void Guard(EndpointBuilder endpoint, RelayOptions options)
    {
        var upgrade = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = context =>
        {
            if (OriginRule.Allows(context.Request, options.AllowedOrigins))
            {
                return upgrade(context);
            }

            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
    }
}
