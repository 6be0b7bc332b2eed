using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Organization;
using RemoteClassroom.Domain.Organization;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Server.Organization;

/// <summary>Reads rosters, masked: an administrator his own subtree's, an operator his own hall's.</summary>
internal static class TraineeEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapTrainees(this IEndpointRouteBuilder api) =>
        api.MapGet("/trainees", ListAsync)
            .Allow(Callers.Administrator | Callers.Operator)
            .Produces<Page<TraineeInfo>>()
            .WithSummary("Trainees at and below a unit (default: the caller's own), masked; the query is part of a name or the beginning of a roster number.");

    private static async Task<Page<TraineeInfo>> ListAsync(
        Caller caller, TreeAccess access, RemoteClassroomDb db, Guid? unit, string? query, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        var most = Paging.Limit(limit);
        var after = ListCursor.Read(cursor);
        var trainees = (await ScopedAsync(caller, access, db, unit, cancellationToken)).Where(row => row.RosterNo.CompareTo(after) > 0);
        if (OrgUnitEndpoints.CheckQuery(query) is { } wanted)
        {
            trainees = trainees.Where(row => row.Name.Contains(wanted) || row.RosterNo.StartsWith(wanted));
        }

        var rows = await trainees.OrderBy(row => row.RosterNo).Take(most + 1).ToListAsync(cancellationToken);
        var shown = rows.Take(most).ToList();
        var halls = await NearestVenues.OfAsync(db, [.. shown.Where(row => row.VenueId is null).Select(row => row.UnitId).Distinct()], cancellationToken);
        return new Page<TraineeInfo>(
            [.. shown.Select(row => new TraineeInfo(
                row.Id, Masking.RosterNo(row.RosterNo), Masking.Name(row.Name), row.UnitId, row.Category, row.VenueId ?? (halls.TryGetValue(row.UnitId, out var hall) ? hall : null)))],
            rows.Count > most ? ListCursor.Of(rows[most - 1].RosterNo) : null);
    }

    private static async Task<IQueryable<TraineeRow>> ScopedAsync(Caller caller, TreeAccess access, RemoteClassroomDb db, Guid? unit, CancellationToken cancellationToken)
    {
        var trainees = db.Trainees.AsNoTracking();
        if (SessionAccess.VenueOf(caller) is { } venueId)
        {
            // The hall's own people: whom the roster sends there, and who belong to its unit without another hall.
            var unitId = await db.Venues.Where(row => row.Id == venueId).Select(row => row.UnitId).FirstOrDefaultAsync(cancellationToken);
            return unit is not null && unit != unitId ? throw Refused.NotFound("unit") : trainees.Where(row => row.VenueId == venueId || (row.VenueId == null && row.UnitId == unitId));
        }

        var scope = unit is { } id ? await access.ToUnitAsync(caller, id, cancellationToken) : TreeAccess.ScopeOf(caller) ?? throw Refused.NotFound("unit");
        if (scope.Length == 0)
        {
            return trainees;
        }

        var units = db.OrgUnits.InSubtree(scope);
        return trainees.Where(row => units.Any(place => place.Id == row.UnitId));
    }
}
