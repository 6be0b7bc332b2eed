using System.Security.Claims;
using RemoteClassroom.Contracts.Errors;

namespace RemoteClassroom.Server.Http;

/// <summary>
/// Stands before every endpoint: foreign pages, calls by roles that may never make them, cookie calls that another page could have caused, and callers
/// beyond their rate do not get further. Nothing of the body has been read yet.
/// </summary>
internal sealed class Gate(RequestDelegate next, AllowedOrigins origins, CallerRates rates)
{
    public Task InvokeAsync(HttpContext context)
    {
        // What routing itself answers with (405, 415) has no rule and needs none; every endpoint of ours has one, or the server does not start.
        if (context.GetEndpoint()?.Metadata.GetMetadata<AllowMetadata>() is not { Callers: var allowed })
        {
            return next(context);
        }

        var change = !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method);
        if ((change || context.Request.Path.StartsWithSegments("/hubs", StringComparison.Ordinal)) && !origins.Accepts(context.Request))
        {
            throw Refused.Forbidden("This call comes from a page of another site.");
        }

        var caller = Caller.Of(context);
        if (change && CookieWithoutProof(context))
        {
            if (!allowed.HasFlag(Callers.Anonymous))
            {
                throw Refused.Forbidden("A change signed in by cookie needs the header X-RC: 1.");
            }

            caller = null;
            context.User = new ClaimsPrincipal();
        }

        if (!allowed.HasFlag(Callers.Anonymous))
        {
            Check(caller, allowed);
        }

        if (caller is not null && rates.Take(caller.Scope) is { } wait)
        {
            throw new RefusedException(ErrorCodes.RateLimited, "Too many calls at once.", retryAfterMs: wait);
        }

        return next(context);
    }

    // A form outside the API proves itself by an antiforgery token instead.
    private static bool CookieWithoutProof(HttpContext context) =>
        Caller.PrincipalOf(context) is { ByCookie: true } && context.Request.Headers["X-RC"] != "1" &&
        context.Request.Path.StartsWithSegments(Pipeline.ApiBase, StringComparison.Ordinal);

    private static void Check(Caller? caller, Callers allowed)
    {
        if (caller is null)
        {
            throw Refused.Unauthenticated();
        }

        if ((allowed & caller.Kind) == Callers.None)
        {
            throw Refused.Forbidden();
        }
    }
}

/// <summary>Which pages may call: the server's own address, and the public one that a proxy shows.</summary>
/// <param name="publicUrl">The public address, if one was given.</param>
internal sealed class AllowedOrigins(Uri? publicUrl)
{
    private readonly string? _public = publicUrl?.GetLeftPart(UriPartial.Authority);

    /// <summary>True without an Origin header (programs send none) or with one of ours.</summary>
    public bool Accepts(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        if (origin.Count == 0)
        {
            return true;
        }

        return origin is [{ } text] &&
            (string.Equals(text, $"{request.Scheme}://{request.Host.Value}", StringComparison.OrdinalIgnoreCase) || string.Equals(text, _public, StringComparison.OrdinalIgnoreCase));
    }
}
