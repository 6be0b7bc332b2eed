using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Domain.Accounts;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Accounts;

namespace RemoteClassroom.Server.Accounts;

/// <summary>
/// Reads access tokens. Who a credential stands for is looked up and remembered for some seconds: so long a revocation on another node may take to be felt here.
/// </summary>
internal sealed class CredentialCache(IServiceScopeFactory scopes, AccessTokenSeal seal, Places places, TimeProvider time) : ICredentialReader
{
    private const int MaxRemembered = 50_000;

    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<Guid, Known> _known = new();

    /// <inheritdoc />
    public async ValueTask<Caller?> ReadAsync(string token, CancellationToken cancellationToken)
    {
        if (seal.Open(token) is not { } access || access.ExpiresAt <= time.GetUtcNow())
        {
            return null;
        }

        var known = await FindAsync(access, cancellationToken);
        if (known.FormerWorks && known.Generation == access.Generation)
        {
            await EndFormerAsync(access, cancellationToken);
        }

        return known.Caller;
    }

    /// <summary>The credential was changed: look again.</summary>
    public void Forget(Guid credentialId) => _known.TryRemove(credentialId, out _);

    private async ValueTask<Known> FindAsync(AccessToken access, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(access.CredentialId, out var known) && time.GetElapsedTime(known.At) < Freshness && known.Generation >= access.Generation)
        {
            return known;
        }

        known = await LoadAsync(access.CredentialId, cancellationToken);
        if (_known.Count >= MaxRemembered)
        {
            _known.Clear();
        }

        _known[access.CredentialId] = known;
        return known;
    }

    private async Task<Known> LoadAsync(Guid credentialId, CancellationToken cancellationToken)
    {
        var at = time.GetTimestamp();
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RemoteClassroomDb>();
        var now = Micros.Of(time.GetUtcNow());
        var row = await db.Credentials.AsNoTracking().FirstOrDefaultAsync(row => row.Id == credentialId && row.RevokedAt == null && row.ExpiresAt > now, cancellationToken);
        return row is null
            ? new Known(null, int.MaxValue, false, at)
            : new Known(await CallerOfAsync(db, row, cancellationToken), row.Generation, row.FormerRefreshHash is not null, at);
    }

    private async Task<Caller?> CallerOfAsync(RemoteClassroomDb db, CredentialRow credential, CancellationToken cancellationToken)
    {
        if (credential.VenueId is { } venue)
        {
            return new ScreenCaller(credential.Id, venue);
        }

        if (await db.Users.AsNoTracking().FirstOrDefaultAsync(row => row.Id == credential.AccountId, cancellationToken) is not { } account)
        {
            return null;
        }

        var role = Roles.Parse(account.Role);
        var path = account.UnitId is { } unit ? await places.OfUnitAsync(unit, cancellationToken) : "";

        // An administrator without a unit holds the whole tree; a unit that is gone gives nothing.
        return path is null || (role is not (Role.Administrator or Role.Operator) && account.UnitId is null)
            ? null
            : new AccountCaller(account.Id, credential.Id, account.UserName ?? "", role, account.UnitId, path, account.VenueId);
    }

    private async Task EndFormerAsync(AccessToken access, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RemoteClassroomDb>();
        await db.Credentials.Where(row => row.Id == access.CredentialId && row.Generation == access.Generation)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.FormerRefreshHash, (byte[]?)null), cancellationToken);
        Forget(access.CredentialId);
    }

    private sealed record Known(Caller? Caller, int Generation, bool FormerWorks, long At);
}
