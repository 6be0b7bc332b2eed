using RemoteClassroom.Server.Composition;

namespace RemoteClassroom.Server.Cluster;

/// <summary>What a node does beside its silo, so that losing it or its database harms nobody for long.</summary>
internal static class ClusterRegistration
{
    /// <summary>Adds it to a server on PostgreSQL; alone on its own file a server needs none of it.</summary>
    public static IServiceCollection AddCluster(this IServiceCollection services, ServerOptions options)
    {
        if (options.Database is not null)
        {
            services.AddGrainService<NodeEye>();
            services.AddSingleton<NodeEyes>();
            services.AddSingleton<IIncomingGrainCallFilter, DatabaseFilter>();
            services.AddSingleton<PeerWatch>();
            services.AddSingleton<IPeerHealth>(all => all.GetRequiredService<PeerWatch>());
            services.AddHostedService(all => all.GetRequiredService<PeerWatch>());
            services.AddHostedService<NodeWatch>();
        }

        return services;
    }

    /// <summary>Refuses at once what needs a database or other nodes that do not answer, and answers who waits for them.</summary>
    public static void UseServingGate(this WebApplication app)
    {
        if (app.Services.GetRequiredService<ServerOptions>().Database is not null)
        {
            app.UseMiddleware<ServingGate>();
        }
    }
}
