using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using RemoteClassroom.Media.Origin;
using RemoteClassroom.Media.Publishing;
using RemoteClassroom.Media.Watching;

namespace RemoteClassroom.Media;

/// <summary>Registers and maps the embedded HLS origin.</summary>
public static class LiveOriginExtensions
{
    /// <summary>Adds the origin. The caller registers <see cref="IMediaAccess"/>, <see cref="IMediaSignals"/> and the session directory.</summary>
    /// <param name="services">The services.</param>
    public static IServiceCollection AddLiveOrigin(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddOptions<LiveOriginOptions>().BindConfiguration(LiveOriginOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LiveOriginOptions>, LiveOriginOptionsValidator>());
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<LiveStore>();
        services.AddSingleton<LiveMeters>();
        services.AddSingleton<PublisherKeys>();
        services.AddSingleton<PublishEndpoint>();
        services.AddSingleton<EgressMeter>();
        services.AddSingleton<WatchEndpoint>();
        services.AddSingleton<SignalWatch>();
        services.AddHostedService(provider => provider.GetRequiredService<SignalWatch>());
        return services;
    }

    /// <summary>Maps <c>PUT</c>, <c>DELETE</c>, <c>GET</c> and <c>HEAD /live/{session}/{file}</c>. They check their callers themselves: publishers by the stream key, players by <see cref="IMediaAccess"/>.</summary>
    /// <param name="endpoints">Where to map; mapped at two places, each needs names of its own.</param>
    /// <param name="names">What the endpoints' names begin with.</param>
    /// <returns>The two sides, for the caller's conventions.</returns>
    public static LiveOriginEndpoints MapLiveOrigin(this IEndpointRouteBuilder endpoints, string names = "")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var services = endpoints.ServiceProvider;
        var publish = services.GetRequiredService<PublishEndpoint>();
        var watch = services.GetRequiredService<WatchEndpoint>();
        var group = endpoints.MapGroup("/live/{session:guid}").WithMetadata(new TagsAttribute("Live"));
        var publishers = group.MapGroup("");
        publishers.MapPut("/{file}", publish.PutAsync).WithName(names + "PutLiveFile");
        publishers.MapDelete("/{file}", publish.DeleteAsync).WithName(names + "DeleteLiveFile");
        var players = group.MapGroup("");
        players.MapGet("/{file}", watch.GetAsync).WithName(names + "GetLiveFile");
        players.MapMethods("/{file}", ["HEAD"], watch.GetAsync).WithName(names + "HeadLiveFile");
        return new LiveOriginEndpoints(publishers, players);
    }
}

/// <summary>The origin's addresses.</summary>
/// <param name="Publishers"><c>PUT</c> and <c>DELETE</c>, which ask for the stream key before they read a body.</param>
/// <param name="Players"><c>GET</c> and <c>HEAD</c>.</param>
public sealed record LiveOriginEndpoints(IEndpointConventionBuilder Publishers, IEndpointConventionBuilder Players);
