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
    private readonly ICredentialReading _credentials;
    private readonly AccessTokenSeal _seal;
    private readonly Places _places;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<Guid, Known> _known = new();

    // All screens that come back at once are looked up together, and what their new tokens end is ended together.
    private readonly SharedReads<Guid, Known?> _reads;
    private readonly SharedReads<(Guid Id, int Generation), bool> _endings;

    public CredentialCache(IServiceScopeFactory scopes, ICredentialReading credentials, AccessTokenSeal seal, Places places, TimeProvider time)
    {
        (_scopes, _credentials, _seal, _places, _time) = (scopes, credentials, seal, places, time);
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

    private async Task<(GoodCredential Found, Caller? Caller)[]> LookUpAsync(IReadOnlyCollection<Guid> credentialIds, CancellationToken cancellationToken)
    {
        var found = await _credentials.GoodAsync(credentialIds, _time.GetUtcNow(), cancellationToken);
        var accounts = await AccountsAsync([.. found.Where(one => one.VenueId is null).Select(one => one.AccountId).OfType<Guid>().Distinct()], cancellationToken);

        // At once, so that the places of all of them are looked up together.
        return await Task.WhenAll(found.Select(async one => (one, await CallerAsync(one))));

        async ValueTask<Caller?> CallerAsync(GoodCredential one) =>
            one.VenueId is { } venue ? new ScreenCaller(one.Id, venue)
            : one.AccountId is { } account && accounts.GetValueOrDefault(account) is { } known ? await AccountCallers.OfAsync(_places, known, one.Id, _time.GetUtcNow(), cancellationToken)
            : null;
    }

    private async Task<Dictionary<Guid, AccountRow>> AccountsAsync(List<Guid> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return [];
        }

        await using var scope = _scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<RemoteClassroomDb>().Users.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellationToken);
    }

    // One statement for all who use a new token for the first time at once: a province's screens have all just been paired when its first lecture begins.
    private async Task<Dictionary<(Guid Id, int Generation), bool>> EndFormersAsync(IReadOnlyList<(Guid Id, int Generation)> used)
    {
        await _credentials.EndFormersAsync(used, CancellationToken.None);
        foreach (var (id, _) in used)
        {
            Forget(id);
        }

        return used.ToDictionary(one => one, _ => true);
    }

    // EndsAt, µs since 1970, counts to the moment, however long the rest is remembered.
    private sealed record Known(Caller? Caller, int Generation, bool FormerWorks, long? EndsAt, long At);
}
