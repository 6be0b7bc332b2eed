using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Audit;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage.Accounts;

namespace RemoteClassroom.Server.Accounts;

/// <summary>Signs accounts in by name and password. Failures are counted by name, whether there is such an account or not; Identity locks real ones out.</summary>
internal sealed class SignIn(
    UserManager<AccountRow> users, IPasswordHasher<AccountRow> hasher, NewAccounts accounts, SignInFailures failures, Credentials credentials, Places places, IAuditTrail trail, UnknownNames unknown,
    TimeProvider time)
{
    // One who is locked for good is told to come back tomorrow, as one who is locked for a while.
    private const int LongestWaitMs = 24 * 60 * 60 * 1_000;

    /// <summary>Signs in.</summary>
    /// <exception cref="RefusedException">Name or password are wrong, or there were too many failures.</exception>
    public async Task<Tokens> EnterAsync(Login login, string device, CancellationToken cancellationToken)
    {
        var key = FailureKey.Device(SHA256.HashData(Encoding.UTF8.GetBytes("login:" + users.NormalizeName(login.User))));
        if (failures.Limiter.Blocked(time.GetUtcNow(), key) is { } wait)
        {
            throw TooMany(wait);
        }

        var account = login.User.Length is > 0 and <= 64 && login.Password.Length is > 0 and <= 128 ? await users.FindByNameAsync(login.User) : null;
        if (account is not { PasswordHash: not null } || account.EndsAt <= Micros.Of(time.GetUtcNow()))
        {
            // For a name that nobody has, or nobody yet or any more, the same work is done, so that the time it takes tells nothing.
            hasher.VerifyHashedPassword(new AccountRow { Role = "" }, failures.NobodysHash, login.Password.Length <= 128 ? login.Password : "");
            if (unknown.Take(out var unwritten))
            {
                await trail.WriteAsync(
                    AuditLine.Of(time.GetUtcNow(), AuditActor.Nobody, AuditActions.SignInFailed, new AuditObject(AuditKinds.Installation, null, ""), done: false, detail: [("unwritten", unwritten)]),
                    cancellationToken);
            }

            throw Wrong(key);
        }

        var on = await AuditBy.AccountAsync(places, account, cancellationToken);
        if (await users.IsLockedOutAsync(account))
        {
            throw TooMany((account.LockoutEnd ?? time.GetUtcNow()) - time.GetUtcNow());
        }

        if (!await users.CheckPasswordAsync(account, login.Password))
        {
            await users.AccessFailedAsync(account);
            var action = await users.IsLockedOutAsync(account) ? AuditActions.SignInLocked : AuditActions.SignInFailed;
            await trail.WriteAsync(AuditLine.Of(time.GetUtcNow(), AuditActor.Nobody, action, on, done: false), cancellationToken);
            throw Wrong(key);
        }

        if (account.AccessFailedCount > 0)
        {
            await users.ResetAccessFailedCountAsync(account);
        }

        return await credentials.OpenAsync(account.Id, device, AuditLine.Of(time.GetUtcNow(), new AuditActor(account.Id, account.Role), AuditActions.SignInSucceeded, on), cancellationToken);
    }

    /// <summary>Takes the password once more, for what wants a fresh sign-in.</summary>
    /// <exception cref="RefusedException">It is wrong, or there were too many failures.</exception>
    public async Task ConfirmAsync(AccountCaller caller, string password, CancellationToken cancellationToken)
    {
        await VerifyAsync(caller, password, cancellationToken);
        await credentials.FreshenAsync(caller.CredentialId, cancellationToken);
    }

    /// <summary>Changes the own password; every other sign-in ends.</summary>
    /// <exception cref="RefusedException">The present password is wrong, or the new one is not acceptable.</exception>
    public async Task ChangeAsync(AccountCaller caller, ChangePassword wish, CancellationToken cancellationToken)
    {
        var account = await VerifyAsync(caller, wish.Password, cancellationToken);
        account.PasswordHash = accounts.Hash(account, wish.NewPassword, "newPassword");
        account.SecurityStamp = Guid.NewGuid().ToString("N");
        if (!(await users.UpdateAsync(account)).Succeeded)
        {
            throw new RefusedException(ErrorCodes.Conflict, "Somebody else changed this account at the same moment; try again.");
        }

        await trail.WriteAsync(
            AuditLine.Of(time.GetUtcNow(), AuditBy.Of(caller), AuditActions.PasswordChanged, await AuditBy.AccountAsync(places, account, cancellationToken)), cancellationToken);
        await credentials.RevokeOthersAsync(account.Id, caller.CredentialId, cancellationToken);
        await credentials.FreshenAsync(caller.CredentialId, cancellationToken);
    }

    private async Task<AccountRow> VerifyAsync(AccountCaller caller, string password, CancellationToken cancellationToken)
    {
        var account = await users.FindByIdAsync(caller.Id.ToString()) ?? throw Refused.Unauthenticated();
        if (await users.IsLockedOutAsync(account))
        {
            throw TooMany((account.LockoutEnd ?? time.GetUtcNow()) - time.GetUtcNow());
        }

        if (password.Length is 0 or > Domain.Accounts.PasswordRules.Longest || !await users.CheckPasswordAsync(account, password))
        {
            await users.AccessFailedAsync(account);
            var action = await users.IsLockedOutAsync(account) ? AuditActions.SignInLocked : AuditActions.SignInFailed;
            await trail.WriteAsync(AuditLine.Of(time.GetUtcNow(), AuditBy.Of(caller), action, await AuditBy.AccountAsync(places, account, cancellationToken), done: false), cancellationToken);
            throw Refused.Validation("password", "The password is wrong.");
        }

        await users.ResetAccessFailedCountAsync(account);
        return account;
    }

    private RefusedException Wrong(FailureKey key)
    {
        failures.Limiter.Fail(time.GetUtcNow(), key);
        return Refused.Unauthenticated("The name or the password is wrong.");
    }

    private static RefusedException TooMany(TimeSpan wait) =>
        new(ErrorCodes.RateLimited, "Too many failed tries for this name; wait before the next one.", retryAfterMs: (int)Math.Clamp(wait.TotalMilliseconds, 1_000, LongestWaitMs));
}

/// <summary>The counters of failed sign-ins and approvals.</summary>
internal sealed class SignInFailures(IPasswordHasher<AccountRow> hasher)
{
    /// <summary>The hash of a password that nobody knows.</summary>
    public string NobodysHash { get; } = hasher.HashPassword(new AccountRow { Role = "" }, Guid.NewGuid().ToString("N"));

    /// <summary>The counters.</summary>
    public FailureLimiter Limiter { get; } = new();
}
