using System.Text.Json;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain;
using RemoteClassroom.Server.Telemetry;

namespace RemoteClassroom.Server.Http;

/// <summary>Ends a request with a refusal of the contract, from wherever it is found.</summary>
public sealed class RefusedException : Exception
{
    /// <summary>Refuses with a code of <see cref="ErrorCodes"/>.</summary>
    public RefusedException(string code, string detail, string? field = null, int? retryAfterMs = null)
        : this(new Refusal(code, detail, field, retryAfterMs))
    {
    }

    /// <summary>Refuses as a rule of the domain said.</summary>
    public RefusedException(Refusal refusal)
        : base(refusal?.Detail) =>
        Refusal = refusal ?? throw new ArgumentNullException(nameof(refusal));

    /// <summary>What the caller is told.</summary>
    public Refusal Refusal { get; }
}

/// <summary>The refusals that many endpoints share.</summary>
public static class Refused
{
    /// <summary>401.</summary>
    public static RefusedException Unauthenticated(string detail = "Sign in first: this call needs a credential, and one that is still good.") =>
        new(ErrorCodes.Unauthenticated, detail);

    /// <summary>403: the role may never do this.</summary>
    public static RefusedException Forbidden(string detail = "Your role does not allow this.") => new(ErrorCodes.Forbidden, detail);

    /// <summary>404: there is none, or it is out of scope; both look the same.</summary>
    public static RefusedException NotFound(string what = "thing") => new(ErrorCodes.NotFound, $"There is no such {what}, or it is not within your scope.");

    /// <summary>422 with the field at fault.</summary>
    public static RefusedException Validation(string field, string detail) => new(ErrorCodes.Validation, detail, field);

    /// <summary>400 with the field at fault.</summary>
    public static RefusedException Malformed(string detail, string? field = null) => new(ErrorCodes.Malformed, detail, field);
}

/// <summary>Writes refusals as <c>application/problem+json</c>.</summary>
public static class Problems
{
    /// <summary>The refusal as an answer of an endpoint.</summary>
    public static IResult Of(Refusal refusal) => new ProblemAnswer(refusal);

    /// <summary>The problem document of a refusal.</summary>
    public static Problem Document(Refusal refusal, int? status = null)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return new Problem(
            $"/problems/{refusal.Code}", TitleOf(refusal.Code), status ?? ErrorCodes.StatusOf(refusal.Code), refusal.Code, refusal.Detail, refusal.Field, refusal.RetryAfterMs);
    }

    /// <summary>Writes it; the answer must not have begun.</summary>
    public static async Task WriteAsync(HttpContext context, Refusal refusal, int? status = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        var problem = Document(refusal, status);
        context.RequestServices.GetRequiredService<ServerMeters>().Refused(problem.Code);
        var response = context.Response;
        response.StatusCode = problem.Status;
        response.ContentType = "application/problem+json";
        response.Headers.CacheControl = "no-store";
        if (problem.Status == StatusCodes.Status401Unauthorized && response.Headers.WWWAuthenticate.Count == 0)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        if (problem.RetryAfterMs is { } wait)
        {
            response.Headers.RetryAfter = ((wait + 999) / 1000).ToString();
        }

        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }

        await JsonSerializer.SerializeAsync(response.Body, problem, ContractsJson.Options, context.RequestAborted);
    }

    private static string TitleOf(string code) => code switch
    {
        ErrorCodes.Malformed => "The request cannot be read",
        ErrorCodes.UnknownField => "The command has a field that is not known",
        ErrorCodes.IdempotencyKeyRequired => "An Idempotency-Key is needed",
        ErrorCodes.Unauthenticated => "Not signed in",
        ErrorCodes.Forbidden => "Not allowed",
        ErrorCodes.FreshSignInRequired => "The password is wanted once more",
        ErrorCodes.NotFound => "Not found",
        ErrorCodes.MethodNotAllowed => "The address does not take this method",
        ErrorCodes.IllegalTransition => "Not possible in this state",
        ErrorCodes.RoundClosed => "No round is open",
        ErrorCodes.Conflict => "Something stands in the way",
        ErrorCodes.DeviceUsed => "The device was used already",
        ErrorCodes.CodeExpired => "The code is out of date",
        ErrorCodes.TicketExpired => "The ticket is out of date",
        ErrorCodes.TooLarge => "Too large",
        ErrorCodes.UnsupportedMediaType => "The body's media type is not taken",
        ErrorCodes.Validation => "A value is not acceptable",
        ErrorCodes.IdempotencyMismatch => "The Idempotency-Key belongs to another request",
        ErrorCodes.CodeInvalid => "The code is wrong",
        ErrorCodes.CodeForeign => "The code is another hall's",
        ErrorCodes.TicketUsed => "The ticket was used",
        ErrorCodes.NotMatched => "Nobody has these details",
        ErrorCodes.RateLimited => "Too many tries",
        ErrorCodes.Overloaded => "Too busy",
        ErrorCodes.StorageUnavailable => "The database cannot be reached",
        ErrorCodes.OutcomeUnknown => "The outcome is not known",
        _ => "The server failed",
    };

    private sealed class ProblemAnswer(Refusal refusal) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => WriteAsync(httpContext, refusal);
    }
}
