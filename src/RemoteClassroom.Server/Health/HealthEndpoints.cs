using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain;
using RemoteClassroom.Server.Composition;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;

namespace RemoteClassroom.Server.Health;

/// <summary>Whether the process lives, and whether it can serve.</summary>
internal static class HealthEndpoints
{
    /// <summary>Maps <c>/healthz/live</c> and <c>/healthz/ready</c>.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/healthz").WithTags("Health").Allow(Callers.Everybody);
        health.MapGet("/live", () => TypedResults.Json(new HealthAnswer("live")));
        health.MapGet("/ready", ReadyAsync).Produces<HealthAnswer>();
    }

    private static async Task<IResult> ReadyAsync(Readiness readiness, IDatabase database, CancellationToken cancellationToken)
    {
        if (!readiness.IsServing)
        {
            return Problems.Of(new Refusal(ErrorCodes.Overloaded, "The server is starting or stopping.", RetryAfterMs: 1_000));
        }

        return await database.AnswersAsync(cancellationToken)
            ? TypedResults.Json(new HealthAnswer("ready"))
            : Problems.Of(new Refusal(ErrorCodes.StorageUnavailable, "The database does not answer.", RetryAfterMs: 1_000));
    }
}

/// <summary>Answer of the health calls.</summary>
/// <param name="Status"><c>live</c> or <c>ready</c>.</param>
public sealed record HealthAnswer(string Status);

/// <summary>Whether everything has started and nothing is stopping: the silo, the relay, the listener.</summary>
internal sealed class Readiness(IHostApplicationLifetime lifetime, GracefulStop stop)
{
    public bool IsServing => lifetime.ApplicationStarted.IsCancellationRequested && !stop.HasBegun && !lifetime.ApplicationStopping.IsCancellationRequested;
}
