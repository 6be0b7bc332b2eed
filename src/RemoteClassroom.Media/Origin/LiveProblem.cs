using System.Globalization;
using Microsoft.AspNetCore.Http;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Errors;

namespace RemoteClassroom.Media.Origin;

/// <summary>Writes the contract's problem details for <c>/live</c>.</summary>
internal static class LiveProblem
{
    /// <summary>Answers with a problem.</summary>
    /// <param name="response">Not yet begun.</param>
    /// <param name="code">One of <see cref="ErrorCodes"/>.</param>
    /// <param name="detail">What to do.</param>
    /// <param name="retryAfter">When to try again.</param>
    public static Task WriteAsync(HttpResponse response, string code, string detail, TimeSpan? retryAfter = null)
    {
        var status = ErrorCodes.StatusOf(code);
        response.StatusCode = status;
        response.Headers.CacheControl = "no-store";
        if (retryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        var retryAfterMs = retryAfter is { } time ? (int)Math.Ceiling(time.TotalMilliseconds) : (int?)null;
        var problem = new Problem($"/problems/{code}", Title(code), status, code, detail, RetryAfterMs: retryAfterMs);
        return response.WriteAsJsonAsync(problem, ContractsJson.Options, "application/problem+json", CancellationToken.None);
    }

    private static string Title(string code) => code switch
    {
        ErrorCodes.Unauthenticated => "Not signed in",
        ErrorCodes.Forbidden => "Not allowed",
        ErrorCodes.NotFound => "Not found",
        ErrorCodes.TooLarge => "Too large",
        ErrorCodes.Overloaded => "Overloaded",
        ErrorCodes.IllegalTransition => "Not possible now",
        ErrorCodes.Validation => "Not acceptable",
        _ => "Malformed",
    };
}
