using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Organization;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Server.Organization;

/// <summary>Reads venues, each caller those of his own subtree.</summary>
internal static class VenueEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapVenues(this IEndpointRouteBuilder api) =>
        api.MapGet("/venues", ListAsync).Allow(Callers.Staff | Callers.SecurityAdministrator | Callers.Auditor).Produces<Page<VenueInfo>>().WithSummary("Venues at and below a unit (default: the caller's own), by their short numbers.");

    private static async Task<Page<VenueInfo>> ListAsync(
        Caller caller, TreeAccess access, RemoteClassroomDb db, Guid? unit, string? query, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        var scope = unit is { } id ? await access.ToUnitAsync(caller, id, cancellationToken) : TreeAccess.ScopeOf(caller) ?? throw Refused.NotFound("unit");
        var most = Paging.Limit(limit);
        var after = Paging.Skip(cursor);
        var venues = db.Venues.AsNoTracking().Where(row => row.Hall > after);
        if (scope.Length > 0)
        {
            var units = db.OrgUnits.InSubtree(scope);
            venues = venues.Where(row => units.Any(place => place.Id == row.UnitId));
        }

        if (OrgUnitEndpoints.CheckQuery(query) is { } wanted)
        {
            venues = venues.Where(row => row.Name.Contains(wanted) || row.Code.Contains(wanted));
        }

        var rows = await venues.OrderBy(row => row.Hall).Take(most + 1).ToListAsync(cancellationToken);
        return new Page<VenueInfo>([.. rows.Take(most).Select(Info)], rows.Count > most ? Paging.Cursor(rows[most - 1].Hall) : null);
    }

    /// <summary>The venue as it is told.</summary>
    public static VenueInfo Info(VenueRow row) => new(row.Id, row.Code, row.Name, row.UnitId, row.Hall, row.Seats);
}
