using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Accounts;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage.Accounts;

namespace RemoteClassroom.Server.Audit;

/// <summary>Callers and things as the audit keeps them.</summary>
internal static class AuditBy
{
    /// <summary>Who calls.</summary>
    public static AuditActor Of(Caller? caller) => caller switch
    {
        AccountCaller account => new AuditActor(account.Id, account.Role.Word()),
        ScreenCaller screen => new AuditActor(screen.CredentialId, "screen"),
        _ => AuditActor.Nobody,
    };

    /// <summary>The caller's own part of the tree, as what a report or an import is about.</summary>
    public static AuditObject OwnUnit(Caller caller) =>
        caller is AccountCaller { UnitId: { } unit } account ? new AuditObject(AuditKinds.Unit, unit, account.UnitPath) : new AuditObject(AuditKinds.Installation, null, "");

    /// <summary>An account, at its place.</summary>
    public static async Task<AuditObject> AccountAsync(Places places, AccountRow account, CancellationToken cancellationToken)
    {
        var path = account.UnitId is { } unit ? await places.OfUnitAsync(unit, cancellationToken)
            : account.VenueId is { } venue ? await places.OfVenueAsync(venue, cancellationToken)
            : null;
        return new AuditObject(AuditKinds.Account, account.Id, path ?? "");
    }
}
