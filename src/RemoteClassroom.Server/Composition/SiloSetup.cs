using System.Net;
using Microsoft.Extensions.Options;
using Npgsql;
using Orleans.Configuration;
using Orleans.Runtime;
using RemoteClassroom.Grains;
using RemoteClassroom.Server.Cluster;
using RemoteClassroom.Server.Telemetry;
using RemoteClassroom.Storage;

namespace RemoteClassroom.Server.Composition;

/// <summary>The silo inside the server.</summary>
internal static class SiloSetup
{
    private const string ServiceId = "remoteclassroom";

    /// <summary>Adds the silo: alone on the embedded database; a member of the database's cluster on PostgreSQL.</summary>
    public static void AddSilo(this WebApplicationBuilder builder, ServerOptions server, NodeOptions node)
    {
        var address = server.Database is null ? NodeAddress.Alone() : NodeAddress.Of(node, server);
        builder.Services.AddSingleton(address);
        builder.Host.UseOrleans(silo =>
        {
            if (server.Database is { } database)
            {
                silo.JoinCluster(database, node, address);
            }
            else
            {
                silo.UseLocalhostClustering(address.SiloPort, address.GatewayPort, serviceId: ServiceId, clusterId: "embedded");
            }

            silo.Configure<SiloMessagingOptions>(options =>
            {
                // Some longer than a frozen or cut-off peer takes to be held for dead, when calls to it are broken anyway (FailureDetection); what may take longer says so itself.
                options.ResponseTimeout = TimeSpan.FromSeconds(10);
                options.SystemResponseTimeout = TimeSpan.FromSeconds(10);

                // The door lets in less than this; what comes from other nodes' doors adds up at the one grain of a session.
                options.MaxEnqueuedRequestsSoftLimit = 2_000;
                options.MaxEnqueuedRequestsHardLimit = 5_000;
            });
            // Load is shed at the door (Http/Admission). The silo's own shedding refuses clients at its gateway, of which there are none here, and where all silos
            // of a cluster are overloaded its placement fails instead of taking any of them: it stays off.
            silo.AddTelemetry(builder.Configuration, server);
            silo.Configure<GrainCollectionOptions>(options =>
            {
                options.CollectionAge = server.GrainIdle;
                options.CollectionQuantum = server.GrainIdle / 4 < TimeSpan.FromMinutes(1) ? server.GrainIdle / 4 : TimeSpan.FromMinutes(1);
                options.EnableActivationSheddingOnMemoryPressure = true;
                options.MemoryUsageLimitPercentage = 90;
                options.MemoryUsageTargetPercentage = 85;
            });
        });
        builder.Services.AddClassroomGrains();
    }

    private static void JoinCluster(this ISiloBuilder silo, string database, NodeOptions node, NodeAddress address)
    {
        // A pool of its own: membership must get through when the store's connections are all in use.
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database)
        {
            ApplicationName = "RemoteClassroom membership",
            MaxPoolSize = 4,
            Timeout = 3,
            CommandTimeout = 5,
            Timezone = "UTC",
        });
        silo.UseAdoNetClustering(options =>
        {
            options.Invariant = "Npgsql";
            options.DataSource = source;
        });
        silo.Services.AddOptions<ClusterOptions>().Configure<IClusterIdentity>((options, identity) =>
        {
            options.ServiceId = ServiceId;
            options.ClusterId = identity.ClusterId;
        });
        silo.Configure<ClusterMembershipOptions>(FailureDetection.Apply);
        silo.Configure<SiloOptions>(options => options.SiloName = node.Name ?? $"{Environment.MachineName}:{address.SiloPort}");
        silo.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = address.Advertised;
            options.SiloPort = address.SiloPort;
            options.GatewayPort = address.GatewayPort;
            options.SiloListeningEndpoint = new IPEndPoint(address.Listening, address.SiloPort);
        });
        silo.Services.AddSingleton<IFatalErrorHandler, FatalEnd>();
    }
}
