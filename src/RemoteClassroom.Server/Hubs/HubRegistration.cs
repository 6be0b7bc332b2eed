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
        app.MapClassroomHub().Allow(Callers.Accounts | Callers.Screen);
}
