using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Accounts;

namespace RemoteClassroom.Server.Accounts;

/// <summary>Makes accounts: checks names and passwords, hashes, adds the row to an edit.</summary>
internal sealed class NewAccounts(IPasswordHasher<AccountRow> hasher, ILookupNormalizer normalizer, TimeProvider time)
{
    private const int MinPassword = 10;
    private const int MaxPassword = 128;

    /// <summary>A row ready to be added. Hashing takes a while: make it before the edit begins.</summary>
    /// <exception cref="RefusedException">Name or password are not acceptable.</exception>
    public AccountRow Make(string user, string password, Role role, Guid? unitId, Guid? venueId)
    {
        CheckName(user);
        if (password.Length is < MinPassword or > MaxPassword)
        {
            throw Refused.Validation("password", $"Give a password of {MinPassword} to {MaxPassword} characters.");
        }

        var row = new AccountRow
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            UserName = user,
            NormalizedUserName = normalizer.NormalizeName(user),
            Role = role.Word(),
            UnitId = unitId,
            VenueId = venueId,
            LockoutEnabled = true,
            SecurityStamp = Guid.NewGuid().ToString("N"),
        };
        row.PasswordHash = hasher.HashPassword(row, password);
        return row;
    }

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

    private static void CheckName(string user)
    {
        if (user.Length is < 3 or > 64 || user != user.Trim() || user.Any(char.IsControl))
        {
            throw Refused.Validation("user", "Give a name of 3 to 64 characters without spaces around it.");
        }
    }
}
