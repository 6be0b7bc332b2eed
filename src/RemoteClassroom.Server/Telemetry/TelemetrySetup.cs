using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Orleans.Dashboard;
using RemoteClassroom.Server.Composition;

namespace RemoteClassroom.Server.Telemetry;

/// <summary>
/// What the server tells of itself: figures for Prometheus on <c>/metrics</c>, always; figures and traces by OTLP only where the standard variables
/// (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and those beside it) name an address. Without them nothing leaves the process, and nobody listens to its activities.
/// </summary>
internal static class TelemetrySetup
{
    private const string ServiceName = "RemoteClassroom";

    /// <summary>Our own meters and activity sources; each begins with the project's name.</summary>
    private const string Ours = "RemoteClassroom.*";

    /// <summary>Whether traces are exported; the silo then carries them from call to call.</summary>
    public static bool ExportsTraces(IConfiguration configuration) => Exports(configuration, "TRACES");

    /// <summary>Adds meters, and exporters where they were asked for.</summary>
    public static void AddServerTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ServerMeters>();
        var telemetry = services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService(ServiceName)).WithMetrics(metrics =>
        {
            metrics
                .AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Http.Connections", "Microsoft.Orleans", Ours)
                .AddRuntimeInstrumentation()
                .AddPrometheusExporter();
            if (Exports(configuration, "METRICS"))
            {
                metrics.AddOtlpExporter();
            }
        });
        if (ExportsTraces(configuration))
        {
            telemetry.WithTracing(traces => traces
                .AddSource(Ours, "Microsoft.Orleans.Runtime", "Microsoft.Orleans.Application")
                .AddAspNetCoreInstrumentation(WithoutPersons)
                .AddOtlpExporter());
        }
    }

    /// <summary>Lets the silo carry traces where they are exported, and watch its calls where the dashboard shows them; else it does neither.</summary>
    public static void AddTelemetry(this ISiloBuilder silo, IConfiguration configuration, ServerOptions options)
    {
        if (ExportsTraces(configuration))
        {
            silo.AddActivityPropagation();
        }

        if (options.Dashboard)
        {
            silo.AddDashboard();
        }
    }

    // An address holds ids, and a phone's the code of its hall; the route says what an operator asks.
    private static void WithoutPersons(OpenTelemetry.Instrumentation.AspNetCore.AspNetCoreTraceInstrumentationOptions options)
    {
        options.RecordException = false;
        options.EnrichWithHttpResponse = (activity, response) =>
        {
            activity.SetTag("url.path", (response.HttpContext.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)");
            activity.SetTag("url.query", null);
            activity.SetTag("user_agent.original", null);
        };
    }

    private static bool Exports(IConfiguration configuration, string signal) =>
        !string.Equals(configuration["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase) &&
        !string.Equals(configuration[$"OTEL_{signal}_EXPORTER"], "none", StringComparison.OrdinalIgnoreCase) &&
        (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is { Length: > 0 } || configuration[$"OTEL_EXPORTER_OTLP_{signal}_ENDPOINT"] is { Length: > 0 });
}
