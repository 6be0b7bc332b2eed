using RemoteClassroom.Contracts;
using RemoteClassroom.Server.Cluster;
using RemoteClassroom.Server.Composition;

namespace RemoteClassroom.Server.Http;

/// <summary>Puts the request pipeline together.</summary>
public static class Pipeline
{
    /// <summary>The base of every call of the contract.</summary>
    public const string ApiBase = "/api/v1";

    /// <summary>Registers what the pipeline needs.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="publicUrl">The public address that a proxy shows, if any.</param>
    public static IServiceCollection AddPipeline(this IServiceCollection services, Uri? publicUrl)
    {
        services.AddRouting();
        services.AddSingleton<Lanes>();
        services.AddSingleton(new AllowedOrigins(publicUrl));
        services.AddSingleton(provider => new CallerRates(provider.GetRequiredService<TimeProvider>()));
        services.ConfigureHttpJsonOptions(options => ContractsJson.Apply(options.SerializerOptions));
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services;
    }

    /// <summary>The middleware, in its order. Endpoints come after.</summary>
    public static void UsePipeline(this WebApplication app)
    {
        ArgumentNullException.ThrowIfNull(app);
        app.UseMiddleware<Door>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseServingGate();
        app.UseMiddleware<Faults>();
        app.UseWebAppFiles();
        app.UseRouting();
        app.UseMiddleware<Admission>();
        app.UseMiddleware<Authenticate>();
        app.UseMiddleware<Gate>();
        app.UseWebAppPages();
    }

    /// <summary>Refuses to start if an endpoint does not say who may call it, or a changing call of the contract neither takes a key nor says why not.</summary>
    /// <exception cref="InvalidOperationException">Names every such endpoint.</exception>
    public static void CheckEndpoints(this IEndpointRouteBuilder app)
    {
        ArgumentNullException.ThrowIfNull(app);
        var faults = new List<string>();
        foreach (var endpoint in app.DataSources.SelectMany(source => source.Endpoints))
        {
            if (endpoint.Metadata.GetMetadata<AllowMetadata>() is null)
            {
                faults.Add($"{endpoint.DisplayName}: does not say who may call it (Allow)");
            }

            if (endpoint is RouteEndpoint route && IsContractChange(route) &&
                endpoint.Metadata.GetMetadata<IdempotentMetadata>() is null == endpoint.Metadata.GetMetadata<NotIdempotentMetadata>() is null)
            {
                faults.Add($"{endpoint.DisplayName}: must either have a Change parameter or say why not (NotIdempotent)");
            }
        }

        if (faults.Count > 0)
        {
            throw new InvalidOperationException("Endpoints are not complete:" + Environment.NewLine + string.Join(Environment.NewLine, faults));
        }
    }

    private static bool IsContractChange(RouteEndpoint route) =>
        (route.RoutePattern.RawText?.StartsWith(ApiBase, StringComparison.Ordinal) ?? false) &&
        (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Any(method => !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method)) ?? true);
}
