using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Audit;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Accounts;
using RemoteClassroom.Storage.Audit;

namespace RemoteClassroom.Server.Accounts;

/// <summary>What a security administrator does with accounts of others: roles and locks. And what the next level up does with one that is no longer wanted.</summary>
internal static class RoleEndpoints
{
    /// <summary>Until when a security administrator locks: beyond any lock-out that runs out by itself.</summary>
    public static readonly DateTimeOffset ForGood = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Maps them.</summary>
    public static void MapRoles(this IEndpointRouteBuilder api)
    {
        var account = api.MapGroup("/accounts/{id:guid}").WithTags("Accounts");
        account.MapPost("/role", GiveAsync).Allow(Callers.SecurityAdministrator).Fresh().Produces<AccountChanged>()
            .WithSummary("Gives somebody else's account another role. Wants a fresh sign-in.");
        account.MapPost("/lock", (Guid id, Caller caller, Change change, Deed deed, CancellationToken cancel) => deed.SetLockAsync(id, caller, change, true, cancel))
            .Allow(Callers.SecurityAdministrator).Produces<AccountChanged>().WithSummary("Locks an account until it is unlocked; its sign-ins end.");
        account.MapPost("/unlock", (Guid id, Caller caller, Change change, Deed deed, CancellationToken cancel) => deed.SetLockAsync(id, caller, change, false, cancel))
            .Allow(Callers.SecurityAdministrator).Produces<AccountChanged>().WithSummary("Unlocks an account, whoever or whatever locked it.");
        account.MapDelete("", DeleteAsync).Allow(Callers.Administrator).Fresh().Produces<AccountDeleted>()
            .WithSummary("Deletes an account below the caller's unit. Wants a fresh sign-in.");
    }

    private static async Task<IResult> GiveAsync(
        Guid id, Caller caller, Change change, Body<GiveRole> body, AccountAccess access, Places places, IEdits edits, TimeProvider time, CancellationToken cancellationToken)
    {
        var wish = body.Value;
        if (RoleRules.PlaceFault(wish.Role, wish.UnitId, wish.VenueId) is { } misplaced)
        {
            throw Refused.Validation(wish.Role == Role.Operator ? "venueId" : "unitId", misplaced);
        }

        var path = wish.VenueId is { } venue ? await places.OfVenueAsync(venue, cancellationToken) : wish.UnitId is { } unit ? await places.OfUnitAsync(unit, cancellationToken) : "";
        return Answers.Of(await edits.RunAsync(
            change.For(caller),
            async (db, cancelled) =>
            {
                var row = await access.ToSecureAsync(caller, db, id, cancelled);
                if (path is null || RoleRules.Fault((AccountCaller)caller, id, await access.PathOfAsync(row, cancelled), wish.Role, path) is { })
                {
                    throw Refused.NotFound("place");
                }

                if (row.EndsAt is not null)
                {
                    throw Refused.Validation("id", "A substitute keeps the role he was appointed to.");
                }

                (row.Role, row.AlsoRoles, row.UnitId, row.VenueId) = (wish.Role.Word(), "", wish.UnitId, wish.VenueId);
                await SplitAsync(db, row, cancelled);
                db.Audit(AuditLine.Of(time.GetUtcNow(), AuditBy.Of(caller), AuditActions.Granted, new AuditObject(AuditKinds.Account, id, path), detail: [("role", row.Role)]));
                return (StatusCodes.Status200OK, Answers.Json(new AccountChanged(id, AccountEndpoints.StateOf(row, time.GetUtcNow()))));
            },
            cancellationToken));
    }

    /// <summary>Once somebody who can sign in holds a role of the installation for the whole of it, the first administrator no longer does.</summary>
    public static async Task SplitAsync(RemoteClassroomDb db, AccountRow holder, CancellationToken cancellationToken)
    {
        var role = Roles.Parse(holder.Role);
        if (!role.KeepsInstallation() || holder.UnitId is not null || holder.PasswordHash is null)
        {
            return;
        }

        foreach (var first in await db.Users.Where(row => row.AlsoRoles != "" && row.Id != holder.Id).ToListAsync(cancellationToken))
        {
            first.AlsoRoles = string.Join(' ', first.AlsoRoles.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => word != holder.Role));
        }
    }

    private static async Task<IResult> DeleteAsync(Guid id, Caller caller, Change change, AccountAccess access, IEdits edits, TimeProvider time, CancellationToken cancellationToken) =>
        Answers.Of(await edits.RunAsync(
            change.For(caller),
            async (db, cancelled) =>
            {
                var row = await access.ToAccountAsync(caller, db, id, cancelled);
                await db.Credentials.Where(credential => credential.AccountId == id).ExecuteDeleteAsync(cancelled);
                db.Users.Remove(row);
                var on = new AuditObject(AuditKinds.Account, id, await access.PathOfAsync(row, cancelled) ?? "");
                db.Audit(AuditLine.Of(time.GetUtcNow(), AuditBy.Of(caller), AuditActions.AccountDeleted, on, detail: [("role", row.Role)]));
                return (StatusCodes.Status200OK, Answers.Json(new AccountDeleted(id)));
            },
            cancellationToken));

    /// <summary>Locks and unlocks.</summary>
    internal sealed class Deed(AccountAccess access, IEdits edits, TimeProvider time)
    {
        public async Task<IResult> SetLockAsync(Guid id, Caller caller, Change change, bool locked, CancellationToken cancellationToken) => Answers.Of(await edits.RunAsync(
            change.For(caller),
            async (db, cancelled) =>
            {
                var row = await access.ToSecureAsync(caller, db, id, cancelled);
                (row.LockoutEnd, row.AccessFailedCount) = (locked ? ForGood : (DateTimeOffset?)null, 0);
                long? now = Micros.Of(time.GetUtcNow());
                if (locked)
                {
                    await db.Credentials.Where(credential => credential.AccountId == id && credential.RevokedAt == null)
                        .ExecuteUpdateAsync(set => set.SetProperty(credential => credential.RevokedAt, now), cancelled);
                }

                var on = new AuditObject(AuditKinds.Account, id, await access.PathOfAsync(row, cancelled) ?? "");
                db.Audit(AuditLine.Of(time.GetUtcNow(), AuditBy.Of(caller), locked ? AuditActions.AccountLocked : AuditActions.AccountUnlocked, on));
                return (StatusCodes.Status200OK, Answers.Json(new AccountChanged(id, AccountEndpoints.StateOf(row, time.GetUtcNow()))));
            },
            cancellationToken));
    }
}
