using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Audit;
using RemoteClassroom.Server.Composition;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Accounts;
using RemoteClassroom.Storage.Audit;

namespace RemoteClassroom.Server.Accounts;

/// <summary>Slips and substitutes: what the next level up hands to who is below it.</summary>
internal static class SlipEndpoints
{
    private const int MostAtOnce = 1_000;
    private static readonly TimeSpan LongestSubstitute = TimeSpan.FromHours(24);

    /// <summary>Maps them.</summary>
    public static void MapSlips(this IEndpointRouteBuilder api)
    {
        const string Why = "The contract uses no keys for /auth; a slip is spent once.";
        var auth = api.MapGroup("/auth").WithTags("Accounts");
        auth.MapPost("/activation", AskAsync).Allow(Callers.Everybody).NotIdempotent(Why).Produces<Activation>().WithSummary("Whose activation slip a code is.");
        auth.MapPost("/activate", ActivateAsync).Allow(Callers.Everybody).NotIdempotent(Why).Produces<Tokens>().WithSummary("Redeems an activation slip: sets the password and signs in.");
        var accounts = api.MapGroup("").WithTags("Accounts");
        accounts.MapPost("/accounts/slips", IssueAsync).Allow(Callers.Administrator).BodyLimit(MostAtOnce * 64).Produces<IssuedSlips>()
            .WithSummary("New activation slips for accounts below the caller: a first password, or a reset.");
        accounts.MapPost("/venues/{v:guid}/substitutes", AppointAsync).Allow(Callers.Administrator).Produces<Substitute>(StatusCodes.Status201Created)
            .WithSummary("Lets somebody run a hall for at most a day.");
        accounts.MapPost("/accounts/{id:guid}/end", EndAsync).Allow(Callers.Administrator).Produces<SubstituteEnded>().WithSummary("Ends a substitute's rights now.");
    }

    private static async Task<IResult> AskAsync(HttpContext context, Body<AskActivation> body, ActivationSlips slips)
    {
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(await slips.FindAsync(context, body.Value.Code), ContractsJson.Options);
    }

    private static async Task<IResult> ActivateAsync(HttpContext context, Body<Activate> body, ActivationSlips slips, Credentials credentials, Places places, TimeProvider time)
    {
        var account = await slips.RedeemAsync(context, body.Value);
        var line = AuditLine.Of(
            time.GetUtcNow(), new AuditActor(account.Id, account.Role), AuditActions.SignInSucceeded, await AuditBy.AccountAsync(places, account, context.RequestAborted), detail: [("bySlip", true)]);
        return AuthEndpoints.Give(context, await credentials.OpenAsync(account.Id, SignInDevice.Of(context.Request), line, context.RequestAborted));
    }

    private static async Task<IResult> IssueAsync(
        HttpContext context, Caller caller, Change change, Body<IssueSlips> body, AccountAccess access, Places places, ActivationSlips slips, IEdits edits, ServerOptions options, TimeProvider time)
    {
        var ids = body.Value.AccountIds;
        if (ids.Count is 0 or > MostAtOnce || ids.Distinct().Count() != ids.Count)
        {
            throw Refused.Validation("accountIds", $"Name 1 to {MostAtOnce} accounts, each once.");
        }

        var address = options.AddressFor(context.Request);
        var answer = await edits.RunAsync(
            change.For(caller),
            async (db, cancelled) =>
            {
                var issued = new List<ActivationSlip>(ids.Count);
                foreach (var id in ids)
                {
                    var account = await access.ToAccountAsync(caller, db, id, cancelled);
                    if (account.EndsAt is { } ends && ends <= Micros.Of(time.GetUtcNow()))
                    {
                        throw Refused.Validation("accountIds", "A substitute whose time is over gets no slip; appoint another.");
                    }

                    issued.Add(await AddAsync(db, (AccountCaller)caller, account, address, access, slips, time, cancelled));
                }

                return (StatusCodes.Status200OK, Answers.Json(new IssuedSlips(issued)));
            },
            context.RequestAborted);
        return Answers.Of<IssuedSlips>(answer, kept => new IssuedSlips([.. kept.Slips.Select(slip => slips.Written(slip))]));
    }

    private static async Task<IResult> AppointAsync(
        Guid v, HttpContext context, Caller caller, Change change, Body<AppointSubstitute> body, TreeAccess tree, AccountAccess access, NewAccounts accounts, ActivationSlips slips, IEdits edits, ServerOptions options, TimeProvider time)
    {
        var path = await tree.ToVenueAsync(caller, v, context.RequestAborted);
        var account = accounts.MakePending(body.Value.User, Role.Operator, null, v);
        var endsAt = Micros.Of(body.Value.EndsAt);
        account.EndsAt = endsAt;
        var address = options.AddressFor(context.Request);
        var answer = await edits.RunAsync(
            change.For(caller),
            async (db, cancelled) =>
            {
                var now = time.GetUtcNow();
                if (endsAt <= Micros.Of(now) || endsAt > Micros.Of(now + LongestSubstitute))
                {
                    throw Refused.Validation("endsAt", "A substitute's rights end within 24 hours from now.");
                }

                await NewAccounts.AddAsync(db, account, cancelled);
                db.Audit(AuditLine.Of(now, AuditBy.Of(caller), AuditActions.SubstituteAppointed, new AuditObject(AuditKinds.Account, account.Id, path)));
                var slip = await AddAsync(db, (AccountCaller)caller, account, address, access, slips, time, cancelled);
                return (StatusCodes.Status201Created, Answers.Json(new Substitute(account.Id, Micros.ToInstant(endsAt), slip)));
            },
            context.RequestAborted);
        return Answers.Of<Substitute>(answer, kept => kept with { Slip = slips.Written(kept.Slip) });
    }

    private static async Task<IResult> EndAsync(Guid id, Caller caller, Change change, AccountAccess access, Places places, IEdits edits, TimeProvider time, CancellationToken cancellationToken) =>
        Answers.Of(await edits.RunAsync(
            change.For(caller),
            async (db, cancelled) =>
            {
                await access.ToAccountAsync(caller, db, id, cancelled);
                var row = await db.Users.FirstAsync(row => row.Id == id, cancelled);
                var on = new AuditObject(AuditKinds.Account, id, await access.PathOfAsync(row, cancelled) ?? "");
                var now = Micros.Of(time.GetUtcNow());
                row.EndsAt = row.EndsAt is { } ends ? Math.Min(ends, now) : throw Refused.Validation("id", "Only a substitute's rights end; this account stays.");
                db.Audit(AuditLine.Of(time.GetUtcNow(), AuditBy.Of(caller), AuditActions.SubstituteEnded, on));
                return (StatusCodes.Status200OK, Answers.Json(new SubstituteEnded(id, Micros.ToInstant(row.EndsAt.Value))));
            },
            cancellationToken));

    // Older slips of the account are worth nothing from here on.
    private static async Task<ActivationSlip> AddAsync(
        RemoteClassroomDb db, AccountCaller issuer, AccountRow account, string address, AccountAccess access, ActivationSlips slips, TimeProvider time, CancellationToken cancellationToken)
    {
        long? now = Micros.Of(time.GetUtcNow());
        await db.ActivationSlips.Where(row => row.AccountId == account.Id && row.UsedAt == null && row.WithdrawnAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.WithdrawnAt, now), cancellationToken);
        var slip = slips.Make(issuer, account.Id, account.EndsAt);
        db.ActivationSlips.Add(slip);
        var on = new AuditObject(AuditKinds.Account, account.Id, await access.PathOfAsync(account, cancellationToken) ?? "");
        db.Audit(AuditLine.Of(time.GetUtcNow(), AuditBy.Of(issuer), AuditActions.SlipIssued, on));
        var hall = account.VenueId is { } venue ? await db.Venues.Where(row => row.Id == venue).Select(row => (long?)row.Hall).FirstOrDefaultAsync(cancellationToken) : null;
        return ActivationSlips.Kept(slip, account, address, await ActivationSlips.PlaceAsync(db, account, cancellationToken), hall);
    }
}
