using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Access;

/// <summary>Authorises an account for units and halls of the tree: its own unit and everything below.</summary>
public sealed class TreeAccess(Places places)
{
    /// <summary>The unit's path, if it is within the caller's subtree.</summary>
    public async Task<string> ToUnitAsync(Caller caller, Guid unitId, CancellationToken cancellationToken) =>
        await places.OfUnitAsync(unitId, cancellationToken) is { } path && ScopeOf(caller) is { } scope && Paths.Contains(scope, path) ? path : throw Refused.NotFound("unit");

    /// <summary>The path of the venue's unit, if it is within the caller's subtree; an operator's own venue is.</summary>
    public async Task<string> ToVenueAsync(Caller caller, Guid venueId, CancellationToken cancellationToken)
    {
        if (await places.OfVenueAsync(venueId, cancellationToken) is { } path && (SessionAccess.VenueOf(caller) == venueId || (ScopeOf(caller) is { } scope && Paths.Contains(scope, path))))
        {
            return path;
        }

        throw Refused.NotFound("hall");
    }

    /// <summary>The path of the caller's subtree (empty: the whole tree); null for who has none.</summary>
    public static string? ScopeOf(Caller caller) => caller is AccountCaller { Role: not (Role.Operator or Role.PlatformAdministrator) } account ? account.UnitPath : null;
}
