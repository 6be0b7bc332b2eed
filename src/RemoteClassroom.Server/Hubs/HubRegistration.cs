using RemoteClassroom.Relay;
using RemoteClassroom.Relay.Connections;
using RemoteClassroom.Relay.Ports;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Hubs;

/// <summary>Joins the relay to the rest of the server.</summary>
internal static class HubRegistration
{
    public static IServiceCollection AddHubs(this IServiceCollection services, Uri? publicUrl)
    {
        services.AddSingleton<IStreamAccess, StreamAccess>();
        services.AddRelay(options =>
        {
            if (publicUrl is not null)
            {
                options.AllowedOrigins.Add(publicUrl.GetLeftPart(UriPartial.Authority));
            }
        });
        services.AddHostedService<Draining>();
        return services;
    }

    public static void MapHubs(this IEndpointRouteBuilder app) =>
        app.MapClassroomHub().Allow(Callers.Accounts | Callers.Screen);
}

/// <summary>On the way out, tells every connection to come back later before the listener closes.</summary>
internal sealed partial class Draining(IRelayConnections connections, ILogger<Draining> log) : IHostedLifecycleService
{
    private static readonly TimeSpan Spread = TimeSpan.FromSeconds(2);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        var count = connections.Count;
        if (count > 0)
        {
            LogDraining(count);
        }

        await connections.DrainAsync(count > 100 ? Spread : TimeSpan.Zero, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Information, "Telling {Count} connections to come back later")]
    private partial void LogDraining(int count);
}
