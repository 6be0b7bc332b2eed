using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Relay.Connections;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Audit;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Accounts;
using RemoteClassroom.Storage.Audit;

namespace RemoteClassroom.Server.Accounts;

/// <summary>The own password and sign-ins, and those of the accounts that somebody answers for.</summary>
internal static class SignInEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapSignIns(this IEndpointRouteBuilder api)
    {
        const string Why = "The contract uses no keys for /auth.";
        var auth = api.MapGroup("/auth").WithTags("Accounts");
        auth.MapPost("/confirm", ConfirmAsync).Allow(Callers.Accounts).NotIdempotent(Why).Produces(StatusCodes.Status204NoContent)
            .WithSummary("The password once more, for an act that wants a fresh sign-in.");
        auth.MapPost("/password", ChangePasswordAsync).Allow(Callers.Accounts).NotIdempotent(Why).Produces(StatusCodes.Status204NoContent)
            .WithSummary("Changes the own password; every other sign-in of the account ends.");
        auth.MapGet("/sign-ins", OwnAsync).Allow(Callers.Accounts).WithSummary("The own sign-ins, the newest first.");
        auth.MapPost("/sign-ins/{c:guid}/revoke", RevokeOwnAsync).Allow(Callers.Accounts).NotIdempotent(Why).Produces<SignInEnded>().WithSummary("Ends one of the own sign-ins.");
        var below = api.MapGroup("/sign-ins").WithTags("Accounts");
        below.MapGet("", BelowAsync).Allow(Callers.Administrator | Callers.SecurityAdministrator).WithSummary("The sign-ins of the accounts that the caller answers for, the newest first.");
        below.MapPost("/{c:guid}/revoke", RevokeBelowAsync).Allow(Callers.Administrator | Callers.SecurityAdministrator).Produces<SignInEnded>()
            .WithSummary("Ends a sign-in of an account that the caller answers for.");
    }

    private static async Task<IResult> ConfirmAsync(Caller caller, Body<ConfirmPassword> body, SignIn signIn, CancellationToken cancellationToken)
    {
        await signIn.ConfirmAsync((AccountCaller)caller, body.Value.Password, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> ChangePasswordAsync(Caller caller, Body<ChangePassword> body, SignIn signIn, CancellationToken cancellationToken)
    {
        await signIn.ChangeAsync((AccountCaller)caller, body.Value, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Page<SignInInfo>> OwnAsync(Caller caller, string? cursor, int? limit, RemoteClassroomDb db, TimeProvider time, CancellationToken cancellationToken) =>
        await PageAsync(db.Users.AsNoTracking().Where(row => row.Id == ((AccountCaller)caller).Id), (AccountCaller)caller, cursor, limit, db, time, cancellationToken);

    private static async Task<Page<SignInInfo>> BelowAsync(
        Caller caller, Guid? account, string? cursor, int? limit, RemoteClassroomDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var who = (AccountCaller)caller;
        var accounts = AccountEndpoints.Within(db, who.UnitPath).Where(row => row.Id != who.Id && (account == null || row.Id == account));
        if ((who.Kind & Callers.SecurityAdministrator) == Callers.None)
        {
            // One administrator of a unit does not look after another.
            var administrator = Role.Administrator.Word();
            accounts = accounts.Where(row => row.Role != administrator || row.UnitId != who.UnitId);
        }

        return await PageAsync(accounts, who, cursor, limit, db, time, cancellationToken);
    }

    private static async Task<Page<SignInInfo>> PageAsync(
        IQueryable<AccountRow> accounts, AccountCaller caller, string? cursor, int? limit, RemoteClassroomDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var take = Paging.Limit(limit);
        var skip = (int)Paging.Skip(cursor);
        var now = Micros.Of(time.GetUtcNow());
        var rows = await db.Credentials.AsNoTracking().Where(row => row.AccountId != null && row.RevokedAt == null && row.ExpiresAt > now)
            .Join(accounts, row => row.AccountId, account => account.Id, (row, account) => new { Row = row, account.UserName })
            .OrderByDescending(one => one.Row.CreatedAt).ThenBy(one => one.Row.Id).Skip(skip).Take(take + 1).ToListAsync(cancellationToken);
        return new Page<SignInInfo>(
            [.. rows.Take(take).Select(one => Info(one.Row, one.UserName ?? "", caller.CredentialId))], rows.Count > take ? Paging.Cursor(skip + take) : null);
    }

    private static SignInInfo Info(CredentialRow row, string user, Guid present) => new(
        row.Id, row.AccountId!.Value, user, row.Device, Micros.ToInstant(row.CreatedAt), row.LastUsedAt > 0 ? Micros.ToInstant(row.LastUsedAt) : null, Micros.ToInstant(row.ExpiresAt),
        row.Id == present ? true : null);

    private static async Task<IResult> RevokeOwnAsync(
        Guid c, Caller caller, RemoteClassroomDb db, Credentials credentials, IRelayConnections connections, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!await db.Credentials.AnyAsync(row => row.Id == c && row.AccountId == ((AccountCaller)caller).Id, cancellationToken))
        {
            throw Refused.NotFound("sign-in");
        }

        var own = new AuditObject(AuditKinds.Account, ((AccountCaller)caller).Id, ((AccountCaller)caller).UnitPath);
        await credentials.RevokeAsync(c, AuditLine.Of(time.GetUtcNow(), AuditBy.Of(caller), AuditActions.SignInRevoked, own), cancellationToken);
        Cut(connections, c);
        return TypedResults.Json(new SignInEnded(c), ContractsJson.Options);
    }

    private static async Task<IResult> RevokeBelowAsync(
        Guid c, Caller caller, Change change, AccountAccess access, IEdits edits, CredentialCache cache, IRelayConnections connections, TimeProvider time, CancellationToken cancellationToken)
    {
        var answer = await edits.RunAsync(
            change.For(caller),
            async (db, cancelled) =>
            {
                var row = await db.Credentials.FirstOrDefaultAsync(row => row.Id == c && row.AccountId != null, cancelled) ?? throw Refused.NotFound("sign-in");
                if (await db.Users.AsNoTracking().FirstOrDefaultAsync(account => account.Id == row.AccountId, cancelled) is not { } account ||
                    !(await access.MayAsync(caller, account, cancelled) || await access.MaySecureAsync(caller, account, cancelled)))
                {
                    throw Refused.NotFound("sign-in");
                }

                row.RevokedAt ??= Micros.Of(time.GetUtcNow());
                var on = new AuditObject(AuditKinds.Account, account.Id, await access.PathOfAsync(account, cancelled) ?? "");
                db.Audit(AuditLine.Of(time.GetUtcNow(), AuditBy.Of(caller), AuditActions.SignInRevoked, on));
                return (StatusCodes.Status200OK, Answers.Json(new SignInEnded(c)));
            },
            cancellationToken);
        cache.Forget(c);
        Cut(connections, c);
        return Answers.Of(answer);
    }

    private static void Cut(IRelayConnections connections, Guid credential) => connections.Revoke(principal => (Caller.Of(principal) as AccountCaller)?.CredentialId == credential);
}
