using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Storage;

namespace RemoteClassroom.Server.Access;

/// <summary>Where a unit or hall stands in the tree; remembered for some seconds, forgotten at once after an import on this node.</summary>
public sealed class Places(IServiceScopeFactory scopes, TimeProvider time)
{
    private const int MaxRemembered = 50_000;

    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(10);

    private ConcurrentDictionary<(bool Venue, Guid Id), (string? Path, long At)> _known = new();

    /// <summary>The unit's path; null if there is no such unit.</summary>
    public ValueTask<string?> OfUnitAsync(Guid unitId, CancellationToken cancellationToken) => FindAsync(false, unitId, cancellationToken);

    /// <summary>The path of the unit at which the venue stands; null if there is no such venue.</summary>
    public ValueTask<string?> OfVenueAsync(Guid venueId, CancellationToken cancellationToken) => FindAsync(true, venueId, cancellationToken);

    /// <summary>The tree or the halls were changed: look again.</summary>
    public void Forget() => _known = new ConcurrentDictionary<(bool, Guid), (string?, long)>();

    private async ValueTask<string?> FindAsync(bool venue, Guid id, CancellationToken cancellationToken)
    {
        var known = _known;
        if (known.TryGetValue((venue, id), out var found) && time.GetElapsedTime(found.At) < Freshness)
        {
            return found.Path;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RemoteClassroomDb>();
        var units = db.OrgUnits.AsNoTracking();
        var path = venue
            ? await db.Venues.AsNoTracking().Where(row => row.Id == id).Join(units, row => row.UnitId, unit => unit.Id, (_, unit) => unit.Path).FirstOrDefaultAsync(cancellationToken)
            : await units.Where(unit => unit.Id == id).Select(unit => unit.Path).FirstOrDefaultAsync(cancellationToken);
        if (known.Count >= MaxRemembered)
        {
            known.Clear();
        }

        known[(venue, id)] = (path, time.GetTimestamp());
        return path;
    }
}
