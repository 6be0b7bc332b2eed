using Microsoft.AspNetCore.Mvc;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain;
using RemoteClassroom.Server.Cluster;
using RemoteClassroom.Server.Composition;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;

namespace RemoteClassroom.Server.Health;

/// <summary>Whether the process lives, and whether it can serve.</summary>
internal static class HealthEndpoints
{
    /// <summary>
    /// The server goes by the database's clock, so nothing is wrong yet; but logs, certificates and the next start go by the machine's, and whoever runs it should know.
    /// </summary>
    private static readonly TimeSpan MostClockDifference = TimeSpan.FromSeconds(1);

    /// <summary>Maps <c>/healthz/live</c> and <c>/healthz/ready</c>.</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        var health = app.MapGroup("/healthz").WithTags("Health").Uncounted("whoever supervises the node asks, and must be answered when nobody else is").Allow(Callers.Everybody);
        health.MapGet("/live", () => TypedResults.Json(new HealthAnswer("live")));
        health.MapGet("/ready", ReadyAsync).Produces<HealthAnswer>();
    }

    private static async Task<IResult> ReadyAsync(Readiness readiness, IDatabase database, [FromServices] IDatabaseHealth? health, [FromServices] IPeerHealth? peers, CancellationToken cancellationToken)
    {
        if (!readiness.IsServing)
        {
            return Problems.Of(new Refusal(ErrorCodes.Overloaded, "The server is starting or stopping.", RetryAfterMs: 1_000));
        }

        if (peers is { IsCutOff: true })
        {
            return Problems.Of(new Refusal(ErrorCodes.Overloaded, "Most other nodes do not answer this one.", RetryAfterMs: 1_000));
        }

        if (health is { Answers: true, ClockDifference: var difference } && difference.Duration() > MostClockDifference)
        {
            return Problems.Of(new Refusal(
                ErrorCodes.Overloaded, $"This machine's clock is {difference.TotalSeconds:0.0} s ahead of the database's; set it (chrony, systemd-timesyncd).", RetryAfterMs: 1_000));
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
