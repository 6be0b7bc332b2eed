using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Accounts;

namespace RemoteClassroom.Server.Accounts;

/// <summary>
/// Makes the first administrator, who holds the whole tree: from <c>RC_BOOTSTRAP_ADMIN=user:password</c>, or by a one-time link that each start without an
/// administrator replaces. Later both are ignored.
/// </summary>
internal sealed class FirstAdministratorLink(IServiceScopeFactory scopes, IEdits edits)
{
    /// <summary>The setting that holds the hash of the link's secret.</summary>
    private const string Setting = "first-administrator";

    /// <summary>Prepares the link, or makes the administrator at once.</summary>
    /// <param name="bootstrap"><c>user:password</c>, or null.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>The link's secret; null if no link is needed.</returns>
    public async Task<string?> PrepareAsync(string? bootstrap, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RemoteClassroomDb>();
        if (await HasAdministratorAsync(db, cancellationToken))
        {
            return null;
        }

        if (bootstrap?.Split(':', 2) is [var user, var password])
        {
            var row = Accounts(scope).Make(user, password, Role.Administrator, null, null);
            db.Users.Add(row);
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }

        var secret = RandomNumberGenerator.GetBytes(32);
        await db.Settings.Where(row => row.Name == Setting).ExecuteDeleteAsync(cancellationToken);
        db.Settings.Add(new SettingRow { Name = Setting, Value = SHA256.HashData(secret) });
        await db.SaveChangesAsync(cancellationToken);
        return Base64Url.EncodeToString(secret);
    }

    /// <summary>Makes the first administrator for who holds the link. The same wish again gives the same account.</summary>
    /// <exception cref="RefusedException">The secret is wrong, or there is an administrator.</exception>
    public async Task<Guid> RedeemAsync(FirstAdministrator wish, CancellationToken cancellationToken)
    {
        var secret = wish.Secret.Length == Base64Url.GetEncodedLength(32) && Base64Url.IsValid(wish.Secret) ? Base64Url.DecodeFromChars(wish.Secret) : throw Wrong();
        var hash = SHA256.HashData(secret);
        await using var scope = scopes.CreateAsyncScope();
        var row = Accounts(scope).Make(wish.User, wish.Password, Role.Administrator, null, null);
        var key = new ReceiptKey("first-administrator", new Guid(hash.AsSpan(0, 16)), SHA256.HashData(Encoding.UTF8.GetBytes($"{wish.User}\n{wish.Password}")));
        var answer = await edits.RunAsync(
            key,
            async (db, cancelled) =>
            {
                var stored = await db.Settings.FirstOrDefaultAsync(setting => setting.Name == Setting, cancelled);
                if (stored is null || await HasAdministratorAsync(db, cancelled) || !CryptographicOperations.FixedTimeEquals(stored.Value, hash))
                {
                    throw Wrong();
                }

                await NewAccounts.AddAsync(db, row, cancelled);
                db.Settings.Remove(stored);
                return (StatusCodes.Status200OK, row.Id.ToString("D"));
            },
            cancellationToken);
        return answer.Matches ? Guid.ParseExact(answer.Body, "D") : throw Wrong();
    }

    private static NewAccounts Accounts(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<NewAccounts>();

    private static Task<bool> HasAdministratorAsync(RemoteClassroomDb db, CancellationToken cancellationToken)
    {
        var administrator = Role.Administrator.Word();
        return db.Users.AnyAsync(row => row.Role == administrator, cancellationToken);
    }

    private static RefusedException Wrong() => new(ErrorCodes.NotFound, "This link was used, or another start of the server replaced it; the server prints the one that is good.");
}
