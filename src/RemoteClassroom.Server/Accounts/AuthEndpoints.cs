using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Relay.Connections;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;

namespace RemoteClassroom.Server.Accounts;

/// <summary>Sign-in, refresh, sign-out, and who one is.</summary>
internal static class AuthEndpoints
{
    private const string Why = "The contract uses no keys for /auth.";

    /// <summary>Maps <c>/auth/*</c>.</summary>
    public static void MapAuth(this IEndpointRouteBuilder api)
    {
        var auth = api.MapGroup("/auth").WithTags("Accounts");
        auth.MapPost("/login", LoginAsync).Allow(Callers.Everybody).NotIdempotent(Why).Produces<Tokens>();
        auth.MapPost("/refresh", RefreshAsync).Allow(Callers.Everybody).NotIdempotent(Why).Produces<Tokens>();
        auth.MapPost("/logout", LogoutAsync).Allow(Callers.Accounts | Callers.Screen).NotIdempotent(Why).Produces(StatusCodes.Status204NoContent);
        auth.MapPost("/first", FirstAsync).Allow(Callers.Everybody).NotIdempotent(Why).Produces<Tokens>();
        auth.MapGet("/me", MeOfAsync).Allow(Callers.SignedIn);
    }

    private static async Task<IResult> LoginAsync(HttpContext context, Body<Login> body, SignIn signIn)
    {
        var tokens = await signIn.EnterAsync(body.Value, context.RequestAborted);
        return Give(context, tokens);
    }

    private static async Task<IResult> RefreshAsync(HttpContext context, Body<Refresh> body, Credentials credentials)
    {
        // A cookie comes by itself: only our own pages may use it.
        var token = body.Value.RefreshToken ?? (Cookies.FromPage(context) ? context.Request.Cookies[CookieNames.Refresh] : null);
        if (token is null || await credentials.RefreshAsync(token, context.RequestAborted) is not { } renewed)
        {
            throw Refused.Unauthenticated("The refresh token is missing, was used or has ended; sign in again.");
        }

        return Give(context, renewed.Tokens);
    }

    private static async Task<IResult> LogoutAsync(HttpContext context, Caller caller, Credentials credentials, IRelayConnections connections)
    {
        var credential = CredentialOf(caller);
        await credentials.RevokeAsync(credential, context.RequestAborted);
        connections.Revoke(principal => Caller.Of(principal) is { } other and not PersonCaller && CredentialOf(other) == credential);
        Cookies.Clear(context);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> FirstAsync(HttpContext context, Body<FirstAdministrator> body, FirstAdministratorLink link, Credentials credentials)
    {
        var account = await link.RedeemAsync(body.Value, context.RequestAborted);
        return Give(context, await credentials.OpenAsync(account, context.RequestAborted));
    }

    private static async Task<Me> MeOfAsync(Caller caller, RemoteClassroomDb db, CancellationToken cancellationToken) => caller switch
    {
        AccountCaller account => new Me(CallerKind.Account, account.Id, account.Name, account.Role, account.UnitId, account.VenueId),
        ScreenCaller screen => new Me(CallerKind.Screen, screen.CredentialId, await VenueNameAsync(db, screen.VenueId, cancellationToken), VenueId: screen.VenueId),
        PersonCaller person => new Me(CallerKind.Person, person.PersonId, SessionId: person.SessionId),
        _ => throw Refused.Unauthenticated(),
    };

    private static Task<string?> VenueNameAsync(RemoteClassroomDb db, Guid venueId, CancellationToken cancellationToken) =>
        db.Venues.AsNoTracking().Where(venue => venue.Id == venueId).Select(venue => (string?)venue.Name).FirstOrDefaultAsync(cancellationToken);

    private static IResult Give(HttpContext context, Tokens tokens)
    {
        Cookies.Set(context, tokens.AccessToken, tokens.RefreshToken);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(tokens, Contracts.ContractsJson.Options);
    }

    private static Guid CredentialOf(Caller caller) => caller switch
    {
        AccountCaller account => account.CredentialId,
        ScreenCaller screen => screen.CredentialId,
        _ => throw Refused.Forbidden(),
    };
}
