using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Domain.Accounts;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Accounts;
using RemoteClassroom.Storage.Audit;

namespace RemoteClassroom.Server.Accounts;

/// <summary>
/// Makes, refreshes and revokes credentials. A refresh makes a new generation with a new refresh token; the old one works on until an access token of the new
/// generation was used, so that a lost answer locks nobody out.
/// </summary>
internal sealed class Credentials(IServiceScopeFactory scopes, AccessTokenSeal seal, CredentialCache cache, TimeProvider time)
{
    private const int RefreshBytes = 16 + 32;

    private static readonly TimeSpan AccountAccess = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan ScreenAccess = TimeSpan.FromHours(12);
    private static readonly TimeSpan AccountLife = TimeSpan.FromDays(30);
    private static readonly TimeSpan ScreenLife = TimeSpan.FromDays(400);

    /// <summary>SHA-256 of a secret, as it is stored.</summary>
    public static byte[] Hash(ReadOnlySpan<byte> secret) => SHA256.HashData(secret);

    /// <summary>Signs an account in.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="device">What it is opened with, for the account's owner to recognise.</param>
    /// <param name="line">What the audit says of it.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task<Tokens> OpenAsync(Guid accountId, string device, AuditLine line, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RemoteClassroomDb>();
        var (row, tokens) = Create(accountId, null, null, await EndOfAsync(db, accountId, cancellationToken), device);
        db.Credentials.Add(row);
        db.Audit(line);
        await db.SaveChangesAsync(cancellationToken);
        return tokens;
    }

    /// <summary>A new credential's row, to be added by the caller, and its first tokens.</summary>
    /// <param name="accountId">The account; or null.</param>
    /// <param name="venueId">The venue of a screen; or null.</param>
    /// <param name="formerHash">The hash of what may ask for tokens again until these were used.</param>
    /// <param name="accountEndsAt">When the account's rights end, µs since 1970; or null.</param>
    /// <param name="device">What it is opened with, for the account's owner to recognise.</param>
    public (CredentialRow Row, Tokens Tokens) Create(Guid? accountId, Guid? venueId, byte[]? formerHash, long? accountEndsAt = null, string device = "")
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var refresh = NewRefreshToken(id);
        var row = new CredentialRow
        {
            Id = id,
            AccountId = accountId,
            VenueId = venueId,
            Generation = 1,
            RefreshHash = Hash(refresh),
            FormerRefreshHash = formerHash,
            CreatedAt = Micros.Of(now),
            LastUsedAt = Micros.Of(now),
            PasswordAt = accountId is null ? 0 : Micros.Of(now),
            Device = device,
            ExpiresAt = Math.Min(Micros.Of(now + Life(venueId)), accountEndsAt ?? long.MaxValue),
        };
        return (row, TokensOf(row, refresh, now));
    }

    /// <summary>New tokens for a refresh token that is still good; null if it is not.</summary>
    public async Task<(Tokens Tokens, Guid? VenueId)?> RefreshAsync(string refreshToken, CancellationToken cancellationToken)
    {
        Span<byte> secret = stackalloc byte[RefreshBytes];
        if (refreshToken.Length != Base64Url.GetEncodedLength(RefreshBytes) || !Base64Url.TryDecodeFromChars(refreshToken, secret, out var read) || read != RefreshBytes)
        {
            return null;
        }

        return await RenewAsync(new Guid(secret[..16], bigEndian: true), Hash(secret), cancellationToken);
    }

    /// <summary>New tokens for whoever holds the secret of the present or, unless the present was used, of the former generation; null if nobody may have them.</summary>
    public async Task<(Tokens Tokens, Guid? VenueId)?> RenewAsync(Guid credentialId, byte[] hash, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RemoteClassroomDb>();
        while (true)
        {
            var now = time.GetUtcNow();
            if (await db.Credentials.AsNoTracking().FirstOrDefaultAsync(row => row.Id == credentialId, cancellationToken) is not { } row ||
                row.RevokedAt is not null || row.ExpiresAt <= Micros.Of(now) || FormerAfter(row, hash) is not { } former)
            {
                return null;
            }

            var ends = row.AccountId is { } account ? await EndOfAsync(db, account, cancellationToken) : null;
            if (ends <= Micros.Of(now))
            {
                return null;
            }

            var refresh = NewRefreshToken(credentialId);
            var (known, next, refreshHash, expiresAt) = (row.Generation, row.Generation + 1, Hash(refresh), Math.Min(Micros.Of(now + Life(row.VenueId)), ends ?? long.MaxValue));
            var changed = await db.Credentials.Where(other => other.Id == credentialId && other.Generation == known && other.RevokedAt == null).ExecuteUpdateAsync(
                set => set.SetProperty(other => other.Generation, next).SetProperty(other => other.RefreshHash, refreshHash)
                    .SetProperty(other => other.FormerRefreshHash, former).SetProperty(other => other.ExpiresAt, expiresAt)
                    .SetProperty(other => other.LastUsedAt, Micros.Of(now)),
                cancellationToken);
            if (changed == 1)
            {
                (row.Generation, row.ExpiresAt) = (next, expiresAt);
                cache.Forget(credentialId);
                return (TokensOf(row, refresh, now), row.VenueId);
            }
        }
    }

    /// <summary>Ends a credential for good.</summary>
    /// <param name="credentialId">The credential.</param>
    /// <param name="line">What the audit says of it.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public async Task RevokeAsync(Guid credentialId, AuditLine line, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RemoteClassroomDb>();
        long? now = Micros.Of(time.GetUtcNow());
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var ended = await db.Credentials.Where(row => row.Id == credentialId && row.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, now), cancellationToken);
        if (ended > 0)
        {
            db.Audit(line);
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        cache.Forget(credentialId);
    }

    /// <summary>The password was given within this sign-in just now.</summary>
    public async Task FreshenAsync(Guid credentialId, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RemoteClassroomDb>();
        var now = Micros.Of(time.GetUtcNow());
        await db.Credentials.Where(row => row.Id == credentialId).ExecuteUpdateAsync(set => set.SetProperty(row => row.PasswordAt, now), cancellationToken);
    }

    /// <summary>Ends every sign-in of an account but one.</summary>
    public async Task RevokeOthersAsync(Guid accountId, Guid kept, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RemoteClassroomDb>();
        long? now = Micros.Of(time.GetUtcNow());
        var others = db.Credentials.Where(row => row.AccountId == accountId && row.Id != kept && row.RevokedAt == null);
        var ids = await others.Select(row => row.Id).ToListAsync(cancellationToken);
        await others.ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, now), cancellationToken);
        ids.ForEach(cache.Forget);
    }

    // What is to work beside the new refresh token: the one just shown. If that is already the former one, the tokens made of it in between were never used.
    private static byte[]? FormerAfter(CredentialRow row, byte[] hash) =>
        CryptographicOperations.FixedTimeEquals(row.RefreshHash, hash) ||
        (row.FormerRefreshHash is { } former && CryptographicOperations.FixedTimeEquals(former, hash))
            ? hash
            : null;

    private static Task<long?> EndOfAsync(RemoteClassroomDb db, Guid accountId, CancellationToken cancellationToken) =>
        db.Users.Where(row => row.Id == accountId).Select(row => row.EndsAt).FirstOrDefaultAsync(cancellationToken);

    /// <summary>When a credential was made or last renewed: its end is put off by its whole life each time.</summary>
    public static DateTimeOffset RenewedAt(CredentialRow row) => Micros.ToInstant(row.ExpiresAt) - Life(row.VenueId);

    private static TimeSpan Life(Guid? venueId) => venueId is null ? AccountLife : ScreenLife;

    private static byte[] NewRefreshToken(Guid credentialId)
    {
        var bytes = new byte[RefreshBytes];
        credentialId.TryWriteBytes(bytes, bigEndian: true, out _);
        RandomNumberGenerator.Fill(bytes.AsSpan(16));
        return bytes;
    }

    private Tokens TokensOf(CredentialRow row, byte[] refresh, DateTimeOffset now)
    {
        var expiresAt = Micros.ToInstant(Math.Min(Micros.Of(now + (row.VenueId is null ? AccountAccess : ScreenAccess)), row.ExpiresAt));
        return new Tokens(seal.Seal(new AccessToken(row.Id, row.Generation, expiresAt)), Base64Url.EncodeToString(refresh), expiresAt);
    }
}
