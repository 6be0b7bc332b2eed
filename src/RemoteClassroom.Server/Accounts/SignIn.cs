using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage.Accounts;

namespace RemoteClassroom.Server.Accounts;

/// <summary>Signs accounts in by name and password. Failures are counted by name, whether there is such an account or not; Identity locks real ones out.</summary>
internal sealed class SignIn(UserManager<AccountRow> users, IPasswordHasher<AccountRow> hasher, SignInFailures failures, Credentials credentials, TimeProvider time)
{
    /// <summary>Signs in.</summary>
    /// <exception cref="RefusedException">Name or password are wrong, or there were too many failures.</exception>
    public async Task<Tokens> EnterAsync(Login login, CancellationToken cancellationToken)
    {
        var key = FailureKey.Device(SHA256.HashData(Encoding.UTF8.GetBytes("login:" + users.NormalizeName(login.User))));
        if (failures.Limiter.Blocked(time.GetUtcNow(), key) is { } wait)
        {
            throw TooMany(wait);
        }

        var account = login.User.Length is > 0 and <= 64 && login.Password.Length is > 0 and <= 128 ? await users.FindByNameAsync(login.User) : null;
        if (account is null)
        {
            // For a name that nobody has the same work is done, so that the time it takes tells nothing.
            hasher.VerifyHashedPassword(new AccountRow { Role = "" }, failures.NobodysHash, login.Password.Length <= 128 ? login.Password : "");
            throw Wrong(key);
        }

        if (await users.IsLockedOutAsync(account))
        {
            throw TooMany((account.LockoutEnd ?? time.GetUtcNow()) - time.GetUtcNow());
        }

        if (!await users.CheckPasswordAsync(account, login.Password))
        {
            await users.AccessFailedAsync(account);
            throw Wrong(key);
        }

        if (account.AccessFailedCount > 0)
        {
            await users.ResetAccessFailedCountAsync(account);
        }

        return await credentials.OpenAsync(account.Id, cancellationToken);
    }

    private RefusedException Wrong(FailureKey key)
    {
        failures.Limiter.Fail(time.GetUtcNow(), key);
        return Refused.Unauthenticated("The name or the password is wrong.");
    }

    private static RefusedException TooMany(TimeSpan wait) =>
        new(ErrorCodes.RateLimited, "Too many failed tries for this name; wait before the next one.", retryAfterMs: Math.Max(1_000, (int)wait.TotalMilliseconds));
}

/// <summary>The counters of failed sign-ins and approvals.</summary>
internal sealed class SignInFailures(IPasswordHasher<AccountRow> hasher)
{
    /// <summary>The hash of a password that nobody knows.</summary>
    public string NobodysHash { get; } = hasher.HashPassword(new AccountRow { Role = "" }, Guid.NewGuid().ToString("N"));

    /// <summary>The counters.</summary>
    public FailureLimiter Limiter { get; } = new();
}
