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

    private const int LookedUpAtOnce = 500;

    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(4);

    private readonly IServiceScopeFactory _scopes;
    private readonly AccessTokenSeal _seal;
    private readonly Places _places;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<Guid, Known> _known = new();

    // All screens that come back at once are looked up together.
    private readonly SharedReads<Guid, Known?> _reads;

    public CredentialCache(IServiceScopeFactory scopes, AccessTokenSeal seal, Places places, TimeProvider time)
    {
        (_scopes, _seal, _places, _time) = (scopes, seal, places, time);
        _reads = new SharedReads<Guid, Known?>(LookedUpAtOnce, LoadAsync, none: null);
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
            await EndFormerAsync(access, cancellationToken);
        }

        return known.Caller;
    }

    /// <summary>Whom credentials stand for now, from the database in two reads however many they are; those that are over are missing.</summary>
    public async Task<Dictionary<Guid, Caller>> StandingAsync(IReadOnlyCollection<Guid> credentialIds, CancellationToken cancellationToken)
    {
        var standing = new Dictionary<Guid, Caller>(credentialIds.Count);
        foreach (var (row, caller) in await LookUpAsync(credentialIds, cancellationToken))
        {
            if (caller is not null)
            {
                standing[row.Id] = caller;
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
            .ToDictionary(found => found.Row.Id, Known? (found) => new Known(found.Caller, found.Row.Generation, found.Row.FormerRefreshHash is not null, found.Row.ExpiresAt, at));
    }

    private async Task<List<(CredentialRow Row, Caller? Caller)>> LookUpAsync(IReadOnlyCollection<Guid> credentialIds, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RemoteClassroomDb>();
        var now = Micros.Of(_time.GetUtcNow());
        var rows = await db.Credentials.AsNoTracking().Where(row => credentialIds.Contains(row.Id) && row.RevokedAt == null && row.ExpiresAt > now).ToListAsync(cancellationToken);
        var accountIds = rows.Where(row => row.VenueId is null && row.AccountId is not null).Select(row => row.AccountId!.Value).Distinct().ToList();
        var accounts = accountIds.Count == 0
            ? []
            : await db.Users.AsNoTracking().Where(row => accountIds.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellationToken);

        // At once, so that the places of all of them are looked up together.
        return [.. await Task.WhenAll(rows.Select(async row => (row, await CallerAsync(row))))];

        async Task<Caller?> CallerAsync(CredentialRow row) =>
            row.VenueId is { } venue ? new ScreenCaller(row.Id, venue)
            : row.AccountId is { } account && accounts.GetValueOrDefault(account) is { } known ? await AccountCallers.OfAsync(_places, known, row.Id, _time.GetUtcNow(), cancellationToken)
            : null;
    }

    private async Task EndFormerAsync(AccessToken access, CancellationToken cancellationToken)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RemoteClassroomDb>();
        await db.Credentials.Where(row => row.Id == access.CredentialId && row.Generation == access.Generation)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.FormerRefreshHash, (byte[]?)null), cancellationToken);
        Forget(access.CredentialId);
    }

    // EndsAt, µs since 1970, counts to the moment, however long the rest is remembered.
    private sealed record Known(Caller? Caller, int Generation, bool FormerWorks, long? EndsAt, long At);
}
