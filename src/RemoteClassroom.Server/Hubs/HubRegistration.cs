using RemoteClassroom.Relay;
using RemoteClassroom.Relay.Ports;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Hubs;

/// <summary>Joins the relay to the rest of the server.</summary>
internal static class HubRegistration
{
    public static IServiceCollection AddHubs(this IServiceCollection services, Uri? publicUrl)
    {
        services.AddSingleton<IStreamAccess, StreamAccess>();
        services.AddHostedService<LiveRights>();
        services.AddOptions<RelayOptions>().BindConfiguration("Relay")
            .Validate(options => options is { RingEvents: >= 16, RingBytes: >= 16 * 1024, ResumeEvents: >= 16 } && options.ByeGrace > TimeSpan.Zero, "Relay: RingEvents and ResumeEvents at least 16, RingBytes at least 16384, ByeGrace above zero.")
            .ValidateOnStart();
        services.AddRelay(options =>
        {
            if (publicUrl is not null)
            {
                options.AllowedOrigins.Add(publicUrl.GetLeftPart(UriPartial.Authority));
            }
        });
        return services;
    }

    public static void MapHubs(this IEndpointRouteBuilder app) =>
        app.MapClassroomHub().Uncounted("RelayOptions.MaxConnections").Allow(Callers.Classroom | Callers.Screen);
}
