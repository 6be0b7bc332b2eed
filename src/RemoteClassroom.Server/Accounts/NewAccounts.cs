using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain.Accounts;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Accounts;

namespace RemoteClassroom.Server.Accounts;

/// <summary>Makes accounts: checks names and passwords, hashes, adds the row to an edit.</summary>
internal sealed class NewAccounts(IPasswordHasher<AccountRow> hasher, ILookupNormalizer normalizer, TimeProvider time)
{
    /// <summary>A row ready to be added. Hashing takes a while: make it before the edit begins.</summary>
    /// <exception cref="RefusedException">Name or password are not acceptable.</exception>
    public AccountRow Make(string user, string password, Role role, Guid? unitId, Guid? venueId)
    {
        var row = MakePending(user, role, unitId, venueId);
        row.PasswordHash = Hash(row, password);
        return row;
    }

    /// <summary>A row without a password, which an activation slip sets.</summary>
    /// <exception cref="RefusedException">The name is not acceptable.</exception>
    public AccountRow MakePending(string user, Role role, Guid? unitId, Guid? venueId) =>
        NameFault(user) is { } fault ? throw Refused.Validation("user", fault) : Row(user, role, unitId, venueId);

    /// <summary>A row without a password, for a name that was checked.</summary>
    public AccountRow Row(string user, Role role, Guid? unitId, Guid? venueId) => new()
    {
        Id = Guid.CreateVersion7(time.GetUtcNow()),
        UserName = user,
        NormalizedUserName = Normalise(user),
        Role = role.Word(),
        UnitId = unitId,
        VenueId = venueId,
        LockoutEnabled = true,
        SecurityStamp = Guid.NewGuid().ToString("N"),
    };

    /// <summary>The installation's first account, whose password whoever starts the server chose: only its length counts, or the server would not start.</summary>
    /// <exception cref="RefusedException">Name or password are not acceptable.</exception>
    public AccountRow MakeFirst(string user, string password)
    {
        var row = MakePending(user, Role.Administrator, null, null);
        row.PasswordHash = password.Length is >= PasswordRules.Shortest and <= PasswordRules.Longest
            ? hasher.HashPassword(row, password)
            : throw Refused.Validation("password", $"Give a password of {PasswordRules.Shortest} to {PasswordRules.Longest} characters.");
        return row;
    }

    /// <summary>The hash of a password that keeps the rules.</summary>
    /// <exception cref="RefusedException">The password is not acceptable.</exception>
    public string Hash(AccountRow row, string password, string field = "password") =>
        PasswordRules.Fault(password, row.UserName ?? "") is { } fault ? throw Refused.Validation(field, fault) : hasher.HashPassword(row, password);

    /// <summary>A name as it is compared.</summary>
    public string? Normalise(string user) => normalizer.NormalizeName(user);

    /// <summary>What is wrong with a name; null if nothing is.</summary>
    public static string? NameFault(string user) =>
        user.Length is < 3 or > 64 || user != user.Trim() || user.Any(char.IsControl) ? "Give a name of 3 to 64 characters without spaces around it." : null;

    /// <summary>Adds it, unless somebody has the name.</summary>
    /// <exception cref="RefusedException">The name is taken.</exception>
    public static async Task AddAsync(RemoteClassroomDb db, AccountRow row, CancellationToken cancellationToken)
    {
        if (await db.Users.AnyAsync(other => other.NormalizedUserName == row.NormalizedUserName, cancellationToken))
        {
            throw new RefusedException(ErrorCodes.Conflict, "There is an account of this name; choose another.", "user");
        }

        db.Users.Add(row);
    }
}
