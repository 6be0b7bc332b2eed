using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Orleans.Dashboard;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Server.Composition;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Telemetry;

/// <summary>Where the server tells an operator of itself, and whom.</summary>
internal static class TelemetryEndpoints
{
    /// <summary>Where the silo's dashboard is, if the server was started with <c>--dashboard</c>.</summary>
    public const string Dashboard = "/dashboard";

    /// <summary>Maps <c>/metrics</c>: open while the server listens on loopback alone; else for platform administrators, or with the configured token.</summary>
    public static void MapServerMetrics(this IEndpointRouteBuilder app) => app.MapPrometheusScrapingEndpoint("/metrics").Uncounted("whoever watches the node asks, and must be answered when nobody else is").Allow(Callers.Everybody).Add(endpoint =>
    {
        var scrape = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = context => MayRead(context)
            ? scrape(context)
            : throw (Caller.Of(context) is null ? Refused.Unauthenticated() : Refused.Forbidden());
    });

    /// <summary>Maps the silo's dashboard for platform administrators, and nobody else: it shows the keys of grains.</summary>
    public static void MapDashboard(this WebApplication app)
    {
        if (app.Services.GetRequiredService<ServerOptions>().Dashboard)
        {
            IEndpointConventionBuilder pages = app.MapOrleansDashboard(Dashboard).ExcludeFromDescription().Allow(Callers.PlatformAdministrator);
            pages.Add(endpoint =>
            {
                var show = endpoint.RequestDelegate!;
                endpoint.RequestDelegate = context => IsPlatformAdministrator(context) ? show(context) : throw Refused.Forbidden();
            });
        }
    }

    private static bool IsPlatformAdministrator(HttpContext context) => Caller.Of(context) is { } caller && (caller.Kind & Callers.PlatformAdministrator) != Callers.None;

    private static bool MayRead(HttpContext context)
    {
        if (IsPlatformAdministrator(context))
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
