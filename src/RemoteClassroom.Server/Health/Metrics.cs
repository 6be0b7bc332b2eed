using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OpenTelemetry.Metrics;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Server.Composition;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Health;

/// <summary>Figures for Prometheus.</summary>
internal static class Metrics
{
    /// <summary>Gathers the meters of the runtime, the web server, the silo and our own.</summary>
    public static void AddServerMetrics(this IServiceCollection services) => services.AddOpenTelemetry().WithMetrics(metrics => metrics
        .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections", "Microsoft.Orleans", "RemoteClassroom.*")
        .AddRuntimeInstrumentation()
        .AddPrometheusExporter());

    /// <summary>Maps <c>/metrics</c>: open while the server listens on loopback alone; else for the administrator of the whole tree, or with the configured token.</summary>
    public static void MapServerMetrics(this IEndpointRouteBuilder app) => app.MapPrometheusScrapingEndpoint("/metrics").Allow(Callers.Everybody).Add(endpoint =>
    {
        var scrape = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = context => MayRead(context)
            ? scrape(context)
            : throw (Caller.Of(context) is null ? Refused.Unauthenticated() : Refused.Forbidden());
    });

    private static bool MayRead(HttpContext context)
    {
        if (Caller.Of(context) is AccountCaller { Role: Role.Administrator, UnitPath: "" })
        {
            return true;
        }

        var token = context.RequestServices.GetRequiredService<ServerOptions>().MetricsToken;
        var sent = context.Request.Headers.Authorization.ToString();
        return (token is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent), Encoding.UTF8.GetBytes("Bearer " + token))) ||
            OnLoopbackAlone(context.RequestServices.GetRequiredService<IServer>());
    }

    private static bool OnLoopbackAlone(IServer server) =>
        server.Features.Get<IServerAddressesFeature>() is { Addresses.Count: > 0 } addresses && addresses.Addresses.All(address =>
            Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip))));
}
