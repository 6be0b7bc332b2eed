using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Audit;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Server.Organization;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Accounts;
using RemoteClassroom.Storage.Audit;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Server.Accounts;

/// <summary>Accounts: made by administrators, listed by them and by security administrators, within their own subtree.</summary>
internal static class AccountEndpoints
{
    /// <summary>Maps <c>/accounts</c>.</summary>
    public static void MapAccounts(this IEndpointRouteBuilder api)
    {
        var accounts = api.MapGroup("/accounts").WithTags("Accounts");
        accounts.MapPost("", CreateAsync).Allow(Callers.Administrator).Produces<AccountCreated>(StatusCodes.Status201Created);
        accounts.MapGet("", ListAsync).Allow(Callers.Administrator | Callers.SecurityAdministrator);
    }

    private static async Task<IResult> CreateAsync(
        HttpContext context, Caller caller, Change change, Body<CreateAccount> body, TreeAccess tree, NewAccounts accounts, IEdits edits, TimeProvider time, CancellationToken cancellationToken)
    {
        var wish = body.Value;
        var path = await CheckPlaceAsync(context, (AccountCaller)caller, wish, tree, cancellationToken);
        var row = accounts.Make(wish.User, wish.Password, wish.Role, wish.UnitId, wish.VenueId);
        return Answers.Of(await edits.RunAsync(
            change.For(caller),
            async (db, cancelled) =>
            {
                await NewAccounts.AddAsync(db, row, cancelled);
                db.Audit(AuditLine.Of(time.GetUtcNow(), AuditBy.Of(caller), AuditActions.AccountCreated, new AuditObject(AuditKinds.Account, row.Id, path), detail: [("role", row.Role)]));
                await RoleEndpoints.SplitAsync(db, row, cancelled);
                return (StatusCodes.Status201Created, Answers.Json(new AccountCreated(row.Id)));
            },
            cancellationToken));
    }

    private static async Task<string> CheckPlaceAsync(HttpContext context, AccountCaller caller, CreateAccount wish, TreeAccess tree, CancellationToken cancellationToken)
    {
        if (RoleRules.PlaceFault(wish.Role, wish.UnitId, wish.VenueId) is { } fault)
        {
            throw Refused.Validation(wish.Role == Role.Operator ? "venueId" : "unitId", fault);
        }

        var path = wish.VenueId is { } venue ? await tree.ToVenueAsync(caller, venue, cancellationToken) : wish.UnitId is { } unit ? await tree.ToUnitAsync(caller, unit, cancellationToken) : "";
        if (!wish.Role.KeepsInstallation())
        {
            return path;
        }

        // Only the first administrator may both make an account and give it such a role.
        if (RoleRules.Fault(caller, Guid.Empty, path, wish.Role, path) is { } apart)
        {
            throw Refused.Forbidden(apart);
        }

        await FreshSignIn.RequireAsync(context);
        return path;
    }

    private static async Task<Page<AccountInfo>> ListAsync(
        Caller caller, string? cursor, int? limit, string? query, string? state, RemoteClassroomDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var take = Paging.Limit(limit);
        var scope = TreeAccess.ScopeOf(caller) ?? throw Refused.Forbidden();
        var now = time.GetUtcNow();
        var accounts = In(Within(db, scope), Wanted(state), now);
        if (OrgUnitEndpoints.CheckQuery(query) is { } wanted)
        {
            accounts = accounts.Where(row => row.UserName!.Contains(wanted));
        }

        var rows = await accounts.Where(row => cursor == null || string.Compare(row.NormalizedUserName, cursor) > 0)
            .OrderBy(row => row.NormalizedUserName).Take(take + 1)
            .Select(row => new
            {
                Row = row,
                Place = row.VenueId != null
                    ? db.Venues.Where(venue => venue.Id == row.VenueId).Select(venue => venue.Name).FirstOrDefault()
                    : db.OrgUnits.Where(unit => unit.Id == row.UnitId).Select(unit => unit.Name).FirstOrDefault(),
            })
            .ToListAsync(cancellationToken);
        var items = rows.Take(take).Select(one => Info(one.Row, one.Place, now)).ToList();
        return new Page<AccountInfo>(items, rows.Count > take ? rows[take - 1].Row.NormalizedUserName : null);
    }

    private static AccountState? Wanted(string? state) =>
        state is null ? null
        : Enum.TryParse<AccountState>(state, ignoreCase: true, out var wanted) && !char.IsAsciiDigit(state[0]) ? wanted
        : throw Refused.Validation("state", "Ask for active, pending, locked or ended.");

    private static AccountInfo Info(AccountRow row, string? place, DateTimeOffset now) => new(
        row.Id, row.UserName ?? "", Roles.Parse(row.Role), row.UnitId, row.VenueId, StateOf(row, now), place, row.EndsAt is { } ends ? Micros.ToInstant(ends) : null);

    /// <summary>Whether somebody can sign in with it at that moment.</summary>
    public static AccountState StateOf(AccountRow row, DateTimeOffset now) =>
        row.EndsAt <= Micros.Of(now) ? AccountState.Ended : row.PasswordHash is null ? AccountState.Pending : row.LockoutEnd > now ? AccountState.Locked : AccountState.Active;

    private static IQueryable<AccountRow> In(IQueryable<AccountRow> accounts, AccountState? state, DateTimeOffset now)
    {
        var micros = Micros.Of(now);
        DateTimeOffset? at = now;
        var standing = accounts.Where(row => row.EndsAt == null || row.EndsAt > micros);
        return state switch
        {
            null => accounts,
            AccountState.Ended => accounts.Where(row => row.EndsAt <= micros),
            AccountState.Pending => standing.Where(row => row.PasswordHash == null),
            AccountState.Locked => standing.Where(row => row.PasswordHash != null && row.LockoutEnd > at),
            _ => standing.Where(row => row.PasswordHash != null && (row.LockoutEnd == null || row.LockoutEnd <= at)),
        };
    }

    /// <summary>The accounts that stand at or below a path; every one for the empty path.</summary>
    public static IQueryable<AccountRow> Within(RemoteClassroomDb db, string scope)
    {
        var accounts = db.Users.AsNoTracking();
        if (scope.Length == 0)
        {
            return accounts;
        }

        var units = db.OrgUnits.InSubtree(scope).Select(unit => unit.Id);
        return accounts.Where(row =>
            (row.UnitId != null && units.Contains(row.UnitId.Value)) ||
            (row.VenueId != null && db.Venues.Any(venue => venue.Id == row.VenueId && units.Contains(venue.UnitId))));
    }
}
