using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Accounts;
using RemoteClassroom.Storage.Audit;

namespace RemoteClassroom.Server.Accounts;

/// <summary>
/// Makes the first administrator, who holds the whole tree: from <c>RC_BOOTSTRAP_ADMIN=user:password</c>, or by a one-time link that each start without an
/// administrator replaces. Later both are ignored.
/// </summary>
internal sealed class FirstAdministratorLink(IServiceScopeFactory scopes, IEdits edits, TimeProvider time)
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
            var row = Accounts(scope).MakeFirst(user, password);
            row.AlsoRoles = Roles.OfTheFirst;
            db.Users.Add(row);
            db.Audit(Made(row.Id, "bootstrap"));
            try
            {
                await db.SaveChangesAsync(cancellationToken);
            }
            catch (DbUpdateException)
            {
                // Another node that starts at the same moment was first.
                db.ChangeTracker.Clear();
                if (!await HasAdministratorAsync(db, cancellationToken))
                {
                    throw;
                }
            }

            return null;
        }

        var secret = RandomNumberGenerator.GetBytes(32);
        var hash = SHA256.HashData(secret);
        await db.Database.ExecuteSqlAsync($"INSERT INTO settings (name, value) VALUES ({Setting}, {hash}) ON CONFLICT (name) DO UPDATE SET value = excluded.value", cancellationToken);
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
        row.AlsoRoles = Roles.OfTheFirst;
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
                db.Audit(Made(row.Id, "link"));
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

    // Whoever has the machine, or the link that it printed, makes the first one: there is nobody yet who could be named.
    private AuditLine Made(Guid account, string by) => AuditLine.Of(
        time.GetUtcNow(), AuditActor.Server, AuditActions.AccountCreated, new AuditObject(AuditKinds.Account, account, ""), detail: [("role", Role.Administrator.Word()), ("by", by)]);

    private static RefusedException Wrong() => new(ErrorCodes.NotFound, "This link was used, or another start of the server replaced it; the server prints the one that is good.");
}
