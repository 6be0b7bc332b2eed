using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Reading;

namespace RemoteClassroom.Server.Access;

/// <summary>Where a unit or hall stands in the tree; remembered for two seconds, forgotten at once after an import on this node. Who asks at once is answered from one read.</summary>
public sealed class Places
{
    private const int MaxRemembered = 50_000;
    private const int LookedUpAtOnce = 500;

    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time;
    private readonly SharedReads<Guid, string?> _units;
    private readonly SharedReads<Guid, string?> _venues;
    private ConcurrentDictionary<(bool Venue, Guid Id), (string? Path, long At)> _known = new();

    /// <summary>Knows nothing yet.</summary>
    /// <param name="scopes">Give the database.</param>
    /// <param name="time">Says how old what is remembered is.</param>
    public Places(IServiceScopeFactory scopes, TimeProvider time)
    {
        _time = time;
        _units = new SharedReads<Guid, string?>(
            LookedUpAtOnce,
            ids => ReadAsync(scopes, db => db.OrgUnits.Where(unit => ids.Contains(unit.Id)).Select(unit => new Place(unit.Id, unit.Path))),
            none: null);
        _venues = new SharedReads<Guid, string?>(
            LookedUpAtOnce,
            ids => ReadAsync(scopes, db => db.Venues.Where(venue => ids.Contains(venue.Id)).Join(db.OrgUnits, venue => venue.UnitId, unit => unit.Id, (venue, unit) => new Place(venue.Id, unit.Path))),
            none: null);
    }

    /// <summary>The unit's path; null if there is no such unit.</summary>
    public ValueTask<string?> OfUnitAsync(Guid unitId, CancellationToken cancellationToken) => FindAsync(false, unitId, cancellationToken);

    /// <summary>The path of the unit at which the venue stands; null if there is no such venue.</summary>
    public ValueTask<string?> OfVenueAsync(Guid venueId, CancellationToken cancellationToken) => FindAsync(true, venueId, cancellationToken);

    /// <summary>The tree or the halls were changed: look again.</summary>
    public void Forget() => _known = new ConcurrentDictionary<(bool, Guid), (string?, long)>();

    private async ValueTask<string?> FindAsync(bool venue, Guid id, CancellationToken cancellationToken)
    {
        var known = _known;
        if (known.TryGetValue((venue, id), out var found) && _time.GetElapsedTime(found.At) < Freshness)
        {
            return found.Path;
        }

        // What is read late is older than it looks: its age counts from before the reading.
        var at = _time.GetTimestamp();
        var path = await (venue ? _venues : _units).GetAsync(id, cancellationToken);
        if (known.Count >= MaxRemembered)
        {
            known.Clear();
        }

        known[(venue, id)] = (path, at);
        return path;
    }

    private static async Task<Dictionary<Guid, string?>> ReadAsync(IServiceScopeFactory scopes, Func<RemoteClassroomDb, IQueryable<Place>> places)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await places(scope.ServiceProvider.GetRequiredService<RemoteClassroomDb>()).ToDictionaryAsync(place => place.Id, string? (place) => place.Path);
    }

    private sealed record Place(Guid Id, string Path);
}
