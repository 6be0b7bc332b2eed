using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage;

namespace RemoteClassroom.Server.CheckIns;

/// <summary>A hall's part in a session under way.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Branch">The branch, as frozen when the doors opened.</param>
/// <param name="Secret">The session's secret.</param>
internal sealed record HallPart(Guid SessionId, FrozenBranch Branch, byte[] Secret)
{
    private byte[]? _key;

    /// <summary>The branch's key; derived at the first use.</summary>
    public byte[] Key => _key ??= BranchCodes.DeriveKey(Secret, SessionId, Branch.BranchId);
}

/// <summary>
/// Which halls take part in the sessions under way, kept in memory: a scan costs no query. What a session froze when its doors opened never changes;
/// only the list of sessions is read again, at most by one reader at a time, when it is older than a second or does not know a hall.
/// </summary>
internal sealed class HallBoard(IDbContextFactory<RemoteClassroomDb> databases, ISessionDirectory directory, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private Listing _listing = new(FrozenDictionary<Guid, FrozenDictionary<long, HallPart>>.Empty, null);
    private Task<Listing>? _reading;

    /// <summary>The parts of a hall; empty if it takes part in nothing, or there is no such hall.</summary>
    /// <param name="hall">The hall's short number.</param>
    /// <param name="since">Doors that opened before this moment must be known: what <see cref="TimeProvider.GetTimestamp"/> gave; null: a second ago will do.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public async ValueTask<IReadOnlyList<HallPart>> FindAsync(long hall, long? since, CancellationToken cancellationToken)
    {
        var listing = _listing;
        while (listing.At is not { } at || time.GetElapsedTime(at) > Fresh || at < since)
        {
            // A reading that was under way may have begun too early.
            listing = await ReadAsync().WaitAsync(cancellationToken);
        }

        return Of(listing, hall);
    }

    private static IReadOnlyList<HallPart> Of(Listing listing, long hall)
    {
        List<HallPart>? parts = null;
        foreach (var session in listing.Sessions.Values)
        {
            if (session.TryGetValue(hall, out var part))
            {
                (parts ??= []).Add(part);
            }
        }

        return parts ?? (IReadOnlyList<HallPart>)[];
    }

    private Task<Listing> ReadAsync()
    {
        lock (_gate)
        {
            return _reading is { IsCompleted: false } reading ? reading : _reading = ReadOnceAsync();
        }
    }

    private async Task<Listing> ReadOnceAsync()
    {
        // Leave the lock before anything is read; the reading belongs to everybody who waits for it, so nobody's leaving cancels it.
        await Task.Yield();
        var at = time.GetTimestamp();
        await using var db = await databases.CreateDbContextAsync(CancellationToken.None);
        var ids = await db.Sessions.AsNoTracking().Where(row => row.Phase == "open" || row.Phase == "live" || row.Phase == "paused").Select(row => row.Id).ToListAsync();
        var known = _listing.Sessions;
        if (ids.Count == known.Count && ids.TrueForAll(known.ContainsKey))
        {
            return _listing = new Listing(known, at);
        }

        var sessions = new Dictionary<Guid, FrozenDictionary<long, HallPart>>();
        foreach (var id in ids)
        {
            sessions[id] = known.TryGetValue(id, out var halls) ? halls : await HallsAsync(id);
        }

        return _listing = new Listing(sessions.ToFrozenDictionary(), at);
    }

    private async Task<FrozenDictionary<long, HallPart>> HallsAsync(Guid sessionId)
    {
        var facts = await directory.FindAsync(sessionId, CancellationToken.None);
        var tree = await directory.TreeAsync(sessionId, CancellationToken.None);
        return facts is null || tree is null
            ? FrozenDictionary<long, HallPart>.Empty
            : tree.Branches.ToFrozenDictionary(branch => branch.Hall, branch => new HallPart(sessionId, branch, facts.Secret));
    }

    private sealed record Listing(FrozenDictionary<Guid, FrozenDictionary<long, HallPart>> Sessions, long? At);
}
