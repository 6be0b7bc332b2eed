using System.Net;
using RemoteClassroom.Contracts.Errors;

namespace RemoteClassroom.Client.Retry;

/// <summary>Tells what is worth another try with the same key: a broken link, a server that has too much to do, an outcome that nobody knows.</summary>
internal static class Transient
{
    public static bool Is(HttpStatusCode status) => status is
        HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway
        or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    public static bool Is(Exception? fault) => fault is HttpRequestException or TimeoutException or IOException;

    /// <summary>What the server asks to wait, from the problem or the header.</summary>
    public static TimeSpan? Advice(Problem? problem, HttpResponseMessage response, DateTimeOffset now) =>
        problem?.RetryAfterMs is { } ms ? TimeSpan.FromMilliseconds(Math.Max(0, ms))
        : response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date > now ? date - now : TimeSpan.Zero,
            _ => null,
        };
}
