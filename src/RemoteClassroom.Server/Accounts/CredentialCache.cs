using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Domain.Accounts;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Accounts;
using RemoteClassroom.Storage.Reading;

namespace RemoteClassroom.Server.Accounts;

/// <summary>
/// Reads access tokens. Who a credential stands for is looked up and remembered for some seconds: so long a revocation on another node may take to be felt here.
/// </summary>
internal sealed class CredentialCache : ICredentialReader
{
    private const int MaxRemembered = 50_000;

    // SQLite's driver looks for each parameter among all of a statement's: what ten thousand cost in one is seen in the time of a delivery.
    private const int LookedUpAtOnce = 1_000;

    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(4);

    private readonly IServiceScopeFactory _scopes;
    private readonly AccessTokenSeal _seal;
    private readonly Places _places;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<Guid, Known> _known = new();

    // All screens that come back at once are looked up together, and what their new tokens end is ended together.
    private readonly SharedReads<Guid, Known?> _reads;
    private readonly SharedReads<(Guid Id, int Generation), bool> _endings;

    public CredentialCache(IServiceScopeFactory scopes, AccessTokenSeal seal, Places places, TimeProvider time)
    {
        (_scopes, _seal, _places, _time) = (scopes, seal, places, time);
        _reads = new SharedReads<Guid, Known?>(LookedUpAtOnce, LoadAsync, none: null);
        _endings = new SharedReads<(Guid Id, int Generation), bool>(LookedUpAtOnce, EndFormersAsync, none: false);
    }

    /// <inheritdoc />
    public async ValueTask<Caller?> ReadAsync(string token, CancellationToken cancellationToken)
    {
        if (_seal.Open(token) is not { } access || access.ExpiresAt <= _time.GetUtcNow())
        {
            return null;
        }

        var known = await FindAsync(access, cancellationToken);
        if (known.EndsAt <= Micros.Of(_time.GetUtcNow()))
        {
            return null;
        }

        if (known.FormerWorks && known.Generation == access.Generation)
        {
            await _endings.GetAsync((access.CredentialId, access.Generation), cancellationToken);
        }

        return known.Caller;
    }

    /// <summary>Whom credentials stand for now, from the database in two reads for each thousand; those that are over are missing.</summary>
    public async Task<Dictionary<Guid, Caller>> StandingAsync(IReadOnlyCollection<Guid> credentialIds, CancellationToken cancellationToken)
    {
        var standing = new Dictionary<Guid, Caller>(credentialIds.Count);
        foreach (var some in credentialIds.Chunk(LookedUpAtOnce))
        {
            foreach (var (found, caller) in await LookUpAsync(some, cancellationToken))
            {
                if (caller is not null)
                {
                    standing[found.Id] = caller;
                }
            }
        }

        return standing;
    }

    /// <summary>The credential was changed: look again.</summary>
    public void Forget(Guid credentialId) => _known.TryRemove(credentialId, out _);

    private async ValueTask<Known> FindAsync(AccessToken access, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(access.CredentialId, out var known) && _time.GetElapsedTime(known.At) < Freshness && known.Generation >= access.Generation)
        {
            return known;
        }

        known = await _reads.GetAsync(access.CredentialId, cancellationToken) ?? new Known(null, int.MaxValue, false, null, _time.GetTimestamp());
        if (_known.Count >= MaxRemembered)
        {
            _known.Clear();
        }

        _known[access.CredentialId] = known;
        return known;
    }

    private async Task<Dictionary<Guid, Known?>> LoadAsync(IReadOnlyList<Guid> credentialIds)
    {
        var at = _time.GetTimestamp();
        return (await LookUpAsync(credentialIds, CancellationToken.None))
            .ToDictionary(one => one.Found.Id, Known? (one) => new Known(one.Caller, one.Found.Generation, one.Found.FormerWorks, one.Found.ExpiresAt, at));
    }

    private async Task<(Found Found, Caller? Caller)[]> LookUpAsync(IReadOnlyCollection<Guid> credentialIds, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RemoteClassroomDb>();
        var now = Micros.Of(_time.GetUtcNow());
        var rows = await db.Credentials.Where(row => credentialIds.Contains(row.Id) && row.RevokedAt == null && row.ExpiresAt > now)
            .Select(row => new Found(row.Id, row.AccountId, row.VenueId, row.Generation, row.FormerRefreshHash != null, row.ExpiresAt)).ToListAsync(cancellationToken);
        var accountIds = rows.Where(row => row.VenueId is null && row.AccountId is not null).Select(row => row.AccountId!.Value).Distinct().ToList();
        var accounts = accountIds.Count == 0
            ? []
            : await db.Users.AsNoTracking().Where(row => accountIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellationToken);

        // At once, so that the places of all of them are looked up together.
        return await Task.WhenAll(rows.Select(async row => (row, await CallerAsync(row))));

        async ValueTask<Caller?> CallerAsync(Found row) =>
            row.VenueId is { } venue ? new ScreenCaller(row.Id, venue)
            : row.AccountId is { } account && accounts.GetValueOrDefault(account) is { } known ? await AccountCallers.OfAsync(_places, known, row.Id, _time.GetUtcNow(), cancellationToken)
            : null;
    }

    // One statement for all who use a new token for the first time at once: a province's screens have all just been paired when its first lecture begins.
    private async Task<Dictionary<(Guid Id, int Generation), bool>> EndFormersAsync(IReadOnlyList<(Guid Id, int Generation)> used)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RemoteClassroomDb>();
        foreach (var some in used.GroupBy(one => one.Generation, one => one.Id))
        {
            var ids = some.ToList();
            await db.Credentials.Where(row => ids.Contains(row.Id) && row.Generation == some.Key).ExecuteUpdateAsync(set => set.SetProperty(row => row.FormerRefreshHash, (byte[]?)null), CancellationToken.None);
            ids.ForEach(Forget);
        }

        return used.ToDictionary(one => one, _ => true);
    }

    private sealed record Found(Guid Id, Guid? AccountId, Guid? VenueId, int Generation, bool FormerWorks, long ExpiresAt);

    // EndsAt, µs since 1970, counts to the moment, however long the rest is remembered.
    private sealed record Known(Caller? Caller, int Generation, bool FormerWorks, long? EndsAt, long At);
}
