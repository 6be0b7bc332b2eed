using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.AspNetCore.SignalR.Protocol;
using RemoteClassroom.Contracts;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Relay.Connections;
using RemoteClassroom.Relay.Edges;
using RemoteClassroom.Relay.Hubs;
using RemoteClassroom.Relay.LongPoll;
using RemoteClassroom.Relay.Ports;
using RemoteClassroom.Relay.Tail;
using RemoteClassroom.Relay.Totals;

namespace RemoteClassroom.Relay;

/// <summary>Registers the relay.</summary>
public static class RelayRegistration
{
    /// <summary>
    /// Adds the hub, its connections and the tail of the logs; gives <see cref="ISessionNotices"/>, <see cref="ISessionStates"/>, <see cref="IFollowedSessions"/>,
    /// <see cref="IRelayConnections"/> and <see cref="IRelayLongPoll"/>. Needs <see cref="ISessionLog"/>, <c>IVotes</c>, <c>IReachSink</c>, <c>IAttendanceFrames</c> and <see cref="IStreamAccess"/>.
    /// </summary>
    public static IServiceCollection AddRelay(this IServiceCollection services, Action<RelayOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<RelayOptions>();
        if (configure is not null)
        {
            services.Configure(configure);
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SessionFeeds>();
        services.AddSingleton<ISessionNotices>(provider => provider.GetRequiredService<SessionFeeds>());
        services.AddSingleton<ISessionStates>(provider => provider.GetRequiredService<SessionFeeds>());
        services.AddSingleton<IFollowedSessions>(provider => provider.GetRequiredService<SessionFeeds>());
        services.AddHostedService<TailLoop>();
        services.AddHostedService<TotalsLoop>();
        AddHub(services);
        services.AddSingleton<IRelayLongPoll, RelayLongPoll>();
        services.AddSingleton<IPolledScreens, PolledScreens>();
        services.AddHostedService<RelayMeters>();
        return services;
    }

    private static void AddHub(IServiceCollection services)
    {
        services.AddSignalR().AddHubOptions<ClassroomHub>(Bound).AddJsonProtocol(json => ContractsJson.Apply(json.PayloadSerializerOptions));
        services.AddSingleton<IHubProtocol, ClassroomProtocol>();
        services.AddMetrics();
        services.AddSingleton<RelayTally>();
        services.AddSingleton<RelayLifetimeManager>();
        services.AddSingleton<HubLifetimeManager<ClassroomHub>>(provider => provider.GetRequiredService<RelayLifetimeManager>());
        services.AddSingleton<IRelayConnections>(provider => provider.GetRequiredService<RelayLifetimeManager>());
        services.AddSingleton<InboundGate>();
        services.AddSingleton<Joiner>();
        services.AddSingleton<Presence>();
        services.AddTransient(provider => new ClassroomHub(
            provider.GetRequiredService<Joiner>(), provider.GetRequiredService<Presence>(), provider.GetRequiredService<TimeProvider>()));
    }

    private static void Bound(HubOptions<ClassroomHub> hub)
    {
        hub.SupportedProtocols = ["json"];
        hub.MaximumReceiveMessageSize = 32 * 1024;
        hub.MaximumParallelInvocationsPerClient = 1;
        hub.HandshakeTimeout = TimeSpan.FromSeconds(5);
        hub.KeepAliveInterval = TimeSpan.FromSeconds(15);
        hub.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
        hub.EnableDetailedErrors = false;
        hub.StreamBufferCapacity = 1;
    }
}
