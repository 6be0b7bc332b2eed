using RemoteClassroom.Media;
using RemoteClassroom.Media.Publishing;
using RemoteClassroom.Media.Watching;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Media;

/// <summary>Joins the embedded HLS origin to the rest of the server.</summary>
internal static class MediaRegistration
{
    public static IServiceCollection AddMedia(this IServiceCollection services)
    {
        services.AddSingleton<IMediaAccess, WatchAccess>();
        services.AddSingleton<IMediaSignals, ClassroomSignals>();
        return services.AddLiveOrigin();
    }

    /// <summary>
    /// Publishers come with the stream key, which the origin checks; players with a cookie or bearer credential. The picture has a short address, which goes into encoders
    /// and events, and one under the API's base like every other call.
    /// </summary>
    public static void MapMedia(this IEndpointRouteBuilder app, IEndpointRouteBuilder api)
    {
        Open(app.MapLiveOrigin());
        Open(api.MapLiveOrigin("Api"));
    }

    private static void Open(LiveOriginEndpoints live)
    {
        live.Publishers.Uncounted("LiveOriginOptions: uploads and bytes held").Allow(Callers.Everybody).NotIdempotent("The contract uses no keys for the publisher; a file put twice is the same file.");
        live.Players.Uncounted("LiveOriginOptions.EgressBytesPerSecond").Allow(Callers.Classroom | Callers.Screen | Callers.Person);
    }
}
