using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Accounts;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Server.Accounts;

/// <summary>Accounts: made and listed by administrators, within their own subtree.</summary>
internal static class AccountEndpoints
{
    /// <summary>Maps <c>/accounts</c>.</summary>
    public static void MapAccounts(this IEndpointRouteBuilder api)
    {
        var accounts = api.MapGroup("/accounts").WithTags("Accounts");
        accounts.MapPost("", CreateAsync).Allow(Callers.Administrator).Produces<AccountCreated>(StatusCodes.Status201Created);
        accounts.MapGet("", ListAsync).Allow(Callers.Administrator);
    }

    private static async Task<IResult> CreateAsync(Caller caller, Change change, Body<CreateAccount> body, TreeAccess tree, NewAccounts accounts, IEdits edits, CancellationToken cancellationToken)
    {
        var wish = body.Value;
        await CheckPlaceAsync(caller, wish, tree, cancellationToken);
        var row = accounts.Make(wish.User, wish.Password, wish.Role, wish.UnitId, wish.VenueId);
        return Answers.Of(await edits.RunAsync(
            change.For(caller),
            async (db, cancelled) =>
            {
                await NewAccounts.AddAsync(db, row, cancelled);
                return (StatusCodes.Status201Created, Answers.Json(new AccountCreated(row.Id)));
            },
            cancellationToken));
    }

    private static async Task CheckPlaceAsync(Caller caller, CreateAccount wish, TreeAccess tree, CancellationToken cancellationToken)
    {
        switch (wish)
        {
            case { Role: Role.Operator, VenueId: { } venue, UnitId: null }:
                await tree.ToVenueAsync(caller, venue, cancellationToken);
                break;
            case { Role: Role.Operator }:
                throw Refused.Validation("venueId", "An operator needs a venueId, and no unitId.");
            case { UnitId: { } unit, VenueId: null }:
                await tree.ToUnitAsync(caller, unit, cancellationToken);
                break;
            default:
                throw Refused.Validation("unitId", "This role needs a unitId, and no venueId.");
        }
    }

    private static async Task<Page<AccountInfo>> ListAsync(Caller caller, string? cursor, int? limit, RemoteClassroomDb db, CancellationToken cancellationToken)
    {
        var take = Paging.Limit(limit);
        var scope = TreeAccess.ScopeOf(caller) ?? throw Refused.Forbidden();
        var rows = await Within(db, scope).Where(row => cursor == null || string.Compare(row.NormalizedUserName, cursor) > 0)
            .OrderBy(row => row.NormalizedUserName).Take(take + 1).ToListAsync(cancellationToken);
        var items = rows.Take(take).Select(row => new AccountInfo(row.Id, row.UserName ?? "", Roles.Parse(row.Role), row.UnitId, row.VenueId)).ToList();
        return new Page<AccountInfo>(items, rows.Count > take ? rows[take - 1].NormalizedUserName : null);
    }

    private static IQueryable<AccountRow> Within(RemoteClassroomDb db, string scope)
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
