using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Relay.Connections;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Audit;
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
        var tokens = await signIn.EnterAsync(body.Value, SignInDevice.Of(context.Request), context.RequestAborted);
        return Give(context, tokens);
    }

    private static async Task<IResult> RefreshAsync(HttpContext context, Body<Refresh> body, Credentials credentials)
    {
        // A cookie comes by itself: only our own pages may use it.
        var token = body.Value.RefreshToken ?? (Cookies.FromPage(context) ? Cookies.RefreshOf(context) : null);
        if (token is null || await credentials.RefreshAsync(token, context.RequestAborted) is not { } renewed)
        {
            throw Refused.Unauthenticated("The refresh token is missing, was used or has ended; sign in again.");
        }

        return Give(context, renewed.Tokens, screen: renewed.VenueId is not null);
    }

    private static async Task<IResult> LogoutAsync(HttpContext context, Caller caller, Credentials credentials, IRelayConnections connections, Places places, TimeProvider time)
    {
        var credential = CredentialOf(caller);
        var on = caller is AccountCaller account
            ? new AuditObject(AuditKinds.Account, account.Id, account.VenueId is { } hall ? await places.OfVenueAsync(hall, context.RequestAborted) ?? "" : account.UnitPath)
            : new AuditObject(AuditKinds.Venue, ((ScreenCaller)caller).VenueId, await places.OfVenueAsync(((ScreenCaller)caller).VenueId, context.RequestAborted) ?? "");
        await credentials.RevokeAsync(credential, AuditLine.Of(time.GetUtcNow(), AuditBy.Of(caller), AuditActions.SignedOut, on), context.RequestAborted);
        connections.Revoke(principal => Caller.Of(principal) is { } other and not PersonCaller && CredentialOf(other) == credential);
        Cookies.Clear(context, screen: caller is ScreenCaller);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> FirstAsync(HttpContext context, Body<FirstAdministrator> body, FirstAdministratorLink link, Credentials credentials, TimeProvider time)
    {
        var account = await link.RedeemAsync(body.Value, context.RequestAborted);
        var line = AuditLine.Of(
            time.GetUtcNow(), new AuditActor(account, Role.Administrator.Word()), AuditActions.SignInSucceeded, new AuditObject(AuditKinds.Account, account, ""));
        return Give(context, await credentials.OpenAsync(account, SignInDevice.Of(context.Request), line, context.RequestAborted));
    }

    private static async Task<Me> MeOfAsync(Caller caller, RemoteClassroomDb db, CancellationToken cancellationToken) => caller switch
    {
        AccountCaller account => new Me(CallerKind.Account, account.Id, account.Name, account.Role, account.UnitId, account.VenueId, Also: AlsoOf(account)),
        ScreenCaller screen => new Me(CallerKind.Screen, screen.CredentialId, await VenueNameAsync(db, screen.VenueId, cancellationToken), VenueId: screen.VenueId),
        PersonCaller person => new Me(CallerKind.Person, person.PersonId, SessionId: person.SessionId),
        _ => throw Refused.Unauthenticated(),
    };

    private static IReadOnlyList<Role>? AlsoOf(AccountCaller account) =>
        account.Also == Callers.None ? null : [.. Enum.GetValues<Role>().Where(role => (account.Also & AccountCaller.KindOf(role)) != Callers.None)];

    private static Task<string?> VenueNameAsync(RemoteClassroomDb db, Guid venueId, CancellationToken cancellationToken) =>
        db.Venues.AsNoTracking().Where(venue => venue.Id == venueId).Select(venue => (string?)venue.Name).FirstOrDefaultAsync(cancellationToken);

    /// <summary>Answers a sign-in: the tokens, and for our pages the cookies.</summary>
    public static IResult Give(HttpContext context, Tokens tokens, bool screen = false)
    {
        Cookies.Set(context, tokens.AccessToken, tokens.RefreshToken, screen);
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
