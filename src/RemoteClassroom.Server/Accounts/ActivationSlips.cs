using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain.Accounts;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.CheckIns;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Accounts;

namespace RemoteClassroom.Server.Accounts;

/// <summary>Issues and redeems activation slips (开通单): how an account below gets its first password, or a new one, from the next level up and without e-mail.</summary>
internal sealed class ActivationSlips(
    ActivationCodes codes, AccountAccess access, Places places, NewAccounts accounts, SignInFailures failures, Devices devices, IDbContextFactory<RemoteClassroomDb> databases, TimeProvider time)
{
    /// <summary>A slip's row, to be added by the caller. It ends after seven days, or with the account.</summary>
    public ActivationSlipRow Make(AccountCaller issuer, Guid accountId, long? accountEndsAt = null)
    {
        var now = time.GetUtcNow();
        var id = Guid.NewGuid();
        var expiresAt = Micros.Of(now + ActivationCodes.Life);
        return new ActivationSlipRow
        {
            Id = id,
            AccountId = accountId,
            CodeHash = codes.HashOf(id),
            IssuedBy = issuer.Id,
            ScopeUnitId = issuer.UnitId,
            IssuedAt = Micros.Of(now),
            ExpiresAt = accountEndsAt is { } ends && ends < expiresAt ? ends : expiresAt,
        };
    }

    /// <summary>A slip as the receipt keeps it: without the code, which <see cref="Written"/> adds when it is answered.</summary>
    /// <param name="slip">The slip's row.</param>
    /// <param name="account">The account's row.</param>
    /// <param name="address">The address that people reach the server at.</param>
    /// <param name="place">The name of the hall or unit.</param>
    /// <param name="hall">The hall's short number.</param>
    public static ActivationSlip Kept(ActivationSlipRow slip, AccountRow account, string address, string? place, long? hall) =>
        new(slip.Id, account.Id, account.UserName ?? "", Roles.Parse(account.Role), "", $"{address}/activate", Micros.ToInstant(slip.ExpiresAt), place, hall);

    /// <summary>The slip as it is printed.</summary>
    public ActivationSlip Written(ActivationSlip slip)
    {
        var code = codes.Of(slip.Id);
        return slip with { Code = code, Url = $"{slip.Url}#{code}" };
    }

    /// <summary>Whose slip it is.</summary>
    /// <exception cref="RefusedException">It cannot be redeemed; the code says why.</exception>
    public async Task<Activation> FindAsync(HttpContext context, string typed)
    {
        var cancelled = context.RequestAborted;
        await using var db = await databases.CreateDbContextAsync(cancelled);
        var (slip, account) = await GoodAsync(context, db, typed);
        return new Activation(account.UserName ?? "", Roles.Parse(account.Role), Micros.ToInstant(slip.ExpiresAt), await PlaceAsync(db, account, cancelled));
    }

    /// <summary>Sets the password and spends the slip; every other sign-in of the account ends.</summary>
    /// <returns>The account.</returns>
    /// <exception cref="RefusedException">It cannot be redeemed; the code says why.</exception>
    public async Task<AccountRow> RedeemAsync(HttpContext context, Activate wish)
    {
        var cancelled = context.RequestAborted;
        await using var db = await databases.CreateDbContextAsync(cancelled);
        var (slip, account) = await GoodAsync(context, db, wish.Code);
        var hash = accounts.Hash(account, wish.Password);
        long? now = Micros.Of(time.GetUtcNow());
        await using var transaction = await db.Database.BeginTransactionAsync(cancelled);

        // Two who hold the same code: the row decides.
        var first = await db.ActivationSlips.Where(row => row.Id == slip.Id && row.UsedAt == null && row.WithdrawnAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.UsedAt, now), cancelled);
        if (first == 0)
        {
            throw Used();
        }

        var (stamp, concurrency) = (Guid.NewGuid().ToString("N"), Guid.NewGuid().ToString());
        await db.Users.Where(row => row.Id == account.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.PasswordHash, hash).SetProperty(row => row.SecurityStamp, stamp).SetProperty(row => row.ConcurrencyStamp, concurrency)
                .SetProperty(row => row.AccessFailedCount, 0).SetProperty(row => row.LockoutEnd, (DateTimeOffset?)null),
            cancelled);
        await db.Credentials.Where(row => row.AccountId == account.Id && row.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, now), cancelled);
        account.PasswordHash = hash;
        await RoleEndpoints.SplitAsync(db, account, cancelled);
        await db.SaveChangesAsync(cancelled);
        await transaction.CommitAsync(CancellationToken.None);
        return account;
    }

    /// <summary>The name of the account's hall or unit; null for the whole tree.</summary>
    public static async Task<string?> PlaceAsync(RemoteClassroomDb db, AccountRow account, CancellationToken cancellationToken) => account switch
    {
        { VenueId: { } venue } => await db.Venues.Where(row => row.Id == venue).Select(row => row.Name).FirstOrDefaultAsync(cancellationToken),
        { UnitId: { } unit } => await db.OrgUnits.Where(row => row.Id == unit).Select(row => row.Name).FirstOrDefaultAsync(cancellationToken),
        _ => null,
    };

    private async Task<(ActivationSlipRow Slip, AccountRow Account)> GoodAsync(HttpContext context, RemoteClassroomDb db, string typed)
    {
        devices.Ensure(context);
        var now = time.GetUtcNow();
        var code = ActivationCodes.Read(typed);
        var keys = Keys(context.Request, code);
        if (failures.Limiter.Blocked(now, keys) is { } wait)
        {
            throw new RefusedException(ErrorCodes.RateLimited, "Too many wrong codes; wait before the next one.", retryAfterMs: (int)wait.TotalMilliseconds + 1);
        }

        var hash = code is null ? null : codes.Hash(code);
        var slip = hash is null ? null : await db.ActivationSlips.AsNoTracking().FirstOrDefaultAsync(row => row.CodeHash == hash, context.RequestAborted);
        if (slip is null)
        {
            failures.Limiter.Fail(now, keys);
            throw new RefusedException(ErrorCodes.CodeInvalid, "No slip has this code; compare it with the slip once more.", "code");
        }

        if (slip.UsedAt is not null)
        {
            throw Used();
        }

        if (slip.WithdrawnAt is not null || slip.ExpiresAt <= Micros.Of(now))
        {
            throw new RefusedException(ErrorCodes.CodeExpired, "This slip is out of date; ask the next level up for a new one.", "code");
        }

        var account = await db.Users.AsNoTracking().FirstAsync(row => row.Id == slip.AccountId, context.RequestAborted);
        if (account.LockoutEnd >= RoleEndpoints.ForGood)
        {
            throw Refused.Forbidden("This account is locked; a security administrator unlocks it.");
        }

        return await AnswersStillAsync(slip, account, context.RequestAborted)
            ? (slip, account)
            : throw Refused.Forbidden("Whoever issued this slip no longer answers for the place it was issued for; ask the next level up for a new one.");
    }

    // The tree may have changed since the slip was printed.
    private async Task<bool> AnswersStillAsync(ActivationSlipRow slip, AccountRow account, CancellationToken cancellationToken)
    {
        var scope = slip.ScopeUnitId is { } unit ? await places.OfUnitAsync(unit, cancellationToken) : "";
        return scope is not null && await access.PathOfAsync(account, cancellationToken) is { } path && AccountAccess.Answers(scope, path, Roles.Parse(account.Role));
    }

    // Guesses are counted by the device and by the first four symbols: a million heaps, each of which bears eight wrong codes in three minutes.
    private FailureKey[] Keys(HttpRequest request, string? code)
    {
        var heap = FailureKey.Ticket(new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes("activation:" + code?[..4])).AsSpan(0, 16)));
        return devices.KeyOf(request) is { } device ? [heap, device] : [heap];
    }

    private static RefusedException Used() => new(ErrorCodes.Conflict, "This slip was used already; sign in, or ask the next level up for a new one.", "code");
}
