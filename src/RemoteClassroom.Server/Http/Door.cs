using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain;
using RemoteClassroom.Server.Telemetry;

namespace RemoteClassroom.Server.Http;

/// <summary>
/// Before everything else: while the crowd's places are taken, scans and check-ins are sent away with bytes that lie ready. Under several times the load that a node can carry, what
/// counts is what a refusal costs; all that comes behind this would cost more than the refusal itself. What it lets through <see cref="Admission"/> counts and may still refuse.
/// </summary>
internal sealed class Door(RequestDelegate next, Lanes lanes, ServerMeters meters)
{
    private const int Variants = 32;
    private static readonly (byte[] Body, string RetryAfter)[] Answers = [.. Enumerable.Range(0, Variants).Select(Make)];
    private static readonly PathString Scans = Pipeline.ApiBase + "/scans";
    private static readonly PathString CheckIns = Pipeline.ApiBase + "/check-ins";

    public Task InvokeAsync(HttpContext context) =>
        lanes.Crowd.IsFull && (context.Request.Path.Equals(CheckIns, StringComparison.Ordinal) || context.Request.Path.Equals(Scans, StringComparison.Ordinal))
            ? RefuseAsync(context)
            : next(context);

    /// <summary>What the refused are told: come back at different times.</summary>
    public static Refusal Refusal(int retryAfterMs) => new(ErrorCodes.Overloaded, "The node has too much to do. Try again with the same key.", RetryAfterMs: retryAfterMs);

    private static (byte[] Body, string RetryAfter) Make(int number)
    {
        var wait = 500 + (number * 2_500 / Variants);
        return (JsonSerializer.SerializeToUtf8Bytes(Problems.Document(Refusal(wait)), ContractsJson.Options), ((wait + 999) / 1_000).ToString(CultureInfo.InvariantCulture));
    }

    private Task RefuseAsync(HttpContext context)
    {
        meters.Refused(ErrorCodes.Overloaded);
        if (context.Features.Get<IHttpMetricsTagsFeature>() is { } figures)
        {
            // Counted above; a duration of nothing is not worth what it costs.
            figures.MetricsDisabled = true;
        }

        var (body, retryAfter) = Answers[Random.Shared.Next(Variants)];
        var response = context.Response;
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.ContentType = "application/problem+json";
        response.ContentLength = body.Length;
        response.Headers.CacheControl = "no-store";
        response.Headers.RetryAfter = retryAfter;
        body.CopyTo(response.BodyWriter.GetSpan(body.Length));
        response.BodyWriter.Advance(body.Length);

        // Flushed by the server when the request ends, in one piece with the head.
        return Task.CompletedTask;
    }
}
