using RemoteClassroom.Server.Composition;

namespace RemoteClassroom.Server.Demo;

/// <summary>Adds the demo to a server that was started with <c>--demo</c>.</summary>
internal static class DemoRegistration
{
    public static IServiceCollection AddDemo(this IServiceCollection services, ServerOptions options)
    {
        if (options.Demo)
        {
            services.AddSingleton(DemoSecrets.Prepare(options));
            services.AddHostedService<DemoDirector>();
        }

        return services;
    }
}
