namespace RemoteClassroom.Server.Http;

/// <summary>Reads one kind of access token; the first reader that knows a token says who it stands for.</summary>
public interface ICredentialReader
{
    /// <summary>The caller; null if the token is not of this kind, is forged, has expired or was revoked.</summary>
    ValueTask<Caller?> ReadAsync(string token, CancellationToken cancellationToken);
}

/// <summary>The names of the cookies that browsers carry tokens in: HttpOnly, SameSite=Strict.</summary>
public static class CookieNames
{
    /// <summary>The access token of an account.</summary>
    public const string Access = "rc-access";

    /// <summary>The refresh token; sent to <c>/api/v1/auth</c> alone.</summary>
    public const string Refresh = "rc-refresh";

    /// <summary>The access token of a hall's screen: another name, so that staff who sign in at the screen's browser do not unpair it.</summary>
    public const string Screen = "rc-screen";

    /// <summary>The refresh token of a hall's screen; sent to <c>/api/v1/auth</c> alone.</summary>
    public const string ScreenRefresh = "rc-screen-refresh";

    /// <summary>The token of a person who checked in.</summary>
    public const string Person = "rc-person";

    /// <summary>Who checked in with this phone before; no credential.</summary>
    public const string Known = "rc-known";
}

/// <summary>Finds out who calls: from <c>Authorization: Bearer</c>, else from a cookie; never from the address.</summary>
internal sealed class Authenticate(RequestDelegate next, IEnumerable<ICredentialReader> readers)
{
    private const int MaxToken = 2_048;

    private static readonly string[] ForPages = [CookieNames.Access, CookieNames.Person];
    private static readonly string[] ForScreens = [CookieNames.Screen];
    private static readonly string[] ForPlayers = [CookieNames.Access, CookieNames.Screen, CookieNames.Person];

    private readonly ICredentialReader[] _readers = [.. readers];

    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.QueryString.HasValue && context.Request.Query.ContainsKey("access_token"))
        {
            throw Refused.Malformed("A credential must not be part of the address; send it as Authorization: Bearer.", "access_token");
        }

        // The crowd has no credential: nothing to wait for.
        var finding = FindAsync(context);
        return finding.IsCompletedSuccessfully ? GoOn(context, finding.GetAwaiter().GetResult()) : WaitAsync(context, finding);
    }

    private async Task WaitAsync(HttpContext context, ValueTask<CallerPrincipal?> finding) => await GoOn(context, await finding);

    private Task GoOn(HttpContext context, CallerPrincipal? principal)
    {
        if (principal is not null)
        {
            context.User = principal;
        }

        return next(context);
    }

    private async ValueTask<CallerPrincipal?> FindAsync(HttpContext context)
    {
        if (Bearer(context.Request) is { } token)
        {
            return await ReadAsync(token, context.RequestAborted) is { } caller ? new CallerPrincipal(caller, byCookie: false) : null;
        }

        if (context.Request.Headers.Cookie.Count == 0)
        {
            return null;
        }

        // A browser may hold two cookies, a person's and an account's: the endpoint says which of them it is for.
        var wanted = context.GetEndpoint()?.Metadata.GetMetadata<AllowMetadata>()?.Callers ?? Callers.None;
        Caller? first = null;
        foreach (var name in AsScreen.Is(context.Request) ? ForScreens : AsScreen.IsPlayer(context.Request) ? ForPlayers : ForPages)
        {
            if (context.Request.Cookies[name] is not { Length: > 0 } cookie || await ReadAsync(cookie, context.RequestAborted) is not { } caller)
            {
                continue;
            }

            if ((wanted & caller.Kind) != Callers.None)
            {
                return new CallerPrincipal(caller, byCookie: true);
            }

            first ??= caller;
        }

        return first is null ? null : new CallerPrincipal(first, byCookie: true);
    }

    private static string? Bearer(HttpRequest request) =>
        request.Headers.Authorization is [{ } header] && header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim() : null;

    private async ValueTask<Caller?> ReadAsync(string token, CancellationToken cancellationToken)
    {
        if (token.Length > MaxToken)
        {
            return null;
        }

        foreach (var reader in _readers)
        {
            if (await reader.ReadAsync(token, cancellationToken) is { } caller)
            {
                return caller;
            }
        }

        return null;
    }
}
