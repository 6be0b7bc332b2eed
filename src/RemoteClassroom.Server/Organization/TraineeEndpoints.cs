using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Organization;
using RemoteClassroom.Domain.Organization;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Identities;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Server.Organization;

/// <summary>Reads rosters, masked: an administrator his own subtree's, an operator his own hall's.</summary>
internal static class TraineeEndpoints
{
    private const int Step = 1_000;
    private const int MostOpened = 20_000;

    /// <summary>Maps them.</summary>
    public static void MapTrainees(this IEndpointRouteBuilder api) =>
        api.MapGet("/trainees", ListAsync)
            .Allow(Callers.Administrator | Callers.Operator)
            .Produces<Page<TraineeInfo>>()
            .WithSummary("Trainees at and below a unit (default: the caller's own), masked; the query is a roster number or its beginning, or part of a name. In a large unit a page of a search may be short, or empty, and have a next one: names are sealed and cannot be indexed.");

    private static async Task<Page<TraineeInfo>> ListAsync(
        Caller caller, TreeAccess access, RemoteClassroomDb db, ITraineeIdentities identities, Guid? unit, string? query, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        var most = Paging.Limit(limit);
        var after = After(cursor);
        var trainees = await ScopedAsync(caller, access, db, unit, cancellationToken);
        var (shown, next) = OrgUnitEndpoints.CheckQuery(query) is { } wanted
            ? await SearchAsync(db, identities, trainees, wanted, after, most, cancellationToken)
            : await PageAsync(db, identities, trainees, after, most, cancellationToken);
        var halls = await NearestVenues.OfAsync(db, [.. shown.Where(row => row.VenueId is null).Select(row => row.UnitId).Distinct()], cancellationToken);
        return new Page<TraineeInfo>(
            [.. shown.OrderBy(row => row.RosterNo, StringComparer.Ordinal).Select(row => new TraineeInfo(
                row.Id, Masking.RosterNo(row.RosterNo), Masking.Name(row.Name), row.UnitId, row.Category, row.VenueId ?? (halls.TryGetValue(row.UnitId, out var hall) ? hall : null)))],
            next is { } last ? ListCursor.Of(last.ToString("N")) : null);
    }

    private static async Task<(List<TraineeRow> Shown, Guid? Next)> PageAsync(
        RemoteClassroomDb db, ITraineeIdentities identities, IQueryable<TraineeRow> trainees, Guid after, int most, CancellationToken cancellationToken)
    {
        var rows = await trainees.Where(row => row.Id.CompareTo(after) > 0).OrderBy(row => row.Id).Take(most + 1).ToListAsync(cancellationToken);
        Guid? next = rows.Count > most ? rows[most - 1].Id : null;
        var shown = rows.Take(most).ToList();
        await identities.OpenAsync(db, shown, cancellationToken);
        return (shown, next);
    }

    // A whole roster number is found by its hash. Everything else is looked for by opening people in portions, up to a bound a request.
    private static async Task<(List<TraineeRow> Shown, Guid? Next)> SearchAsync(
        RemoteClassroomDb db, ITraineeIdentities identities, IQueryable<TraineeRow> trainees, string wanted, Guid after, int most, CancellationToken cancellationToken)
    {
        if (after == Guid.Empty)
        {
            var hash = identities.HashOf(wanted);
            var exact = await trainees.Where(row => row.RosterHash == hash).ToListAsync(cancellationToken);
            if (exact.Count > 0)
            {
                await identities.OpenAsync(db, exact, cancellationToken);
                return (exact, null);
            }
        }

        var found = new List<TraineeRow>();
        for (var opened = 0; opened < MostOpened; opened += Step)
        {
            var rows = await trainees.Where(row => row.Id.CompareTo(after) > 0).OrderBy(row => row.Id).Take(Step).ToListAsync(cancellationToken);
            await identities.OpenAsync(db, rows, cancellationToken);
            foreach (var row in rows.Where(row => row.Name.Contains(wanted, StringComparison.Ordinal) || row.RosterNo.StartsWith(wanted, StringComparison.Ordinal)))
            {
                if (found.Count == most)
                {
                    return (found, found[^1].Id);
                }

                found.Add(row);
            }

            if (rows.Count < Step)
            {
                return (found, null);
            }

            after = rows[^1].Id;
        }

        return (found, after);
    }

    // The cursor names the last one by the pseudonym: an address holds no roster number.
    private static Guid After(string? cursor) =>
        ListCursor.Read(cursor) is not { Length: > 0 } text ? Guid.Empty : Guid.TryParseExact(text, "N", out var id) ? id : throw Paging.BadCursor();

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
