using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Storage;

namespace RemoteClassroom.Server.Organization;

/// <summary>Where people are expected whose roster names no venue: at the nearest unit upward that has one; of several, the lowest code.</summary>
internal static class NearestVenues
{
    /// <summary>The venue of each of these units that has one at or above it.</summary>
    public static async Task<IReadOnlyDictionary<Guid, Guid?>> OfAsync(RemoteClassroomDb db, IReadOnlyCollection<Guid> unitIds, CancellationToken cancellationToken)
    {
        if (unitIds.Count == 0)
        {
            return new Dictionary<Guid, Guid?>();
        }

        var paths = await db.OrgUnits.AsNoTracking().Where(row => unitIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.Path, cancellationToken);
        var upward = paths.Values.SelectMany(Paths.UpTo).Distinct(StringComparer.Ordinal).ToList();
        var venues = await db.OrgUnits.AsNoTracking()
            .Where(unit => upward.Contains(unit.Path))
            .Join(db.Venues, unit => unit.Id, venue => venue.UnitId, (unit, venue) => new { unit.Path, venue.Code, venue.Id })
            .ToListAsync(cancellationToken);
        var byPath = venues.GroupBy(venue => venue.Path, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.OrderBy(venue => venue.Code, StringComparer.Ordinal).First().Id, StringComparer.Ordinal);
        return paths.ToDictionary(unit => unit.Key, unit => Nearest(unit.Value, byPath));
    }

    private static Guid? Nearest(string path, Dictionary<string, Guid> byPath)
    {
        var upward = Paths.UpTo(path);
        for (var i = upward.Count - 1; i >= 0; i--)
        {
            if (byPath.TryGetValue(upward[i], out var venue))
            {
                return venue;
            }
        }

        return null;
    }
}
