using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Server.Accounts;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Accounts;

namespace RemoteClassroom.Server.Access;

/// <summary>Authorises an account for other accounts: the next level up answers for them.</summary>
internal sealed class AccountAccess(Places places)
{
    /// <summary>
    /// Whether who stands at <paramref name="scope"/> answers for an account at <paramref name="path"/>: those of a classroom at and below the own unit, administrators' and auditors' only below
    /// it, so that two of one unit cannot take over each other's accounts.
    /// </summary>
    /// <param name="scope">The path of the caller's unit; empty for the whole tree.</param>
    /// <param name="path">The path of the other account's unit, or of its hall's.</param>
    /// <param name="role">The other account's role.</param>
    public static bool Answers(string scope, string path, Role role) =>
        Paths.Contains(scope, path) && (role is Role.Operator or Role.Lecturer or Role.Assistant || scope.Length < path.Length);

    /// <summary>The path at which an account stands; empty for the whole tree, null if its place is gone.</summary>
    public async ValueTask<string?> PathOfAsync(AccountRow account, CancellationToken cancellationToken) => account switch
    {
        { VenueId: { } venue } => await places.OfVenueAsync(venue, cancellationToken),
        { UnitId: { } unit } => await places.OfUnitAsync(unit, cancellationToken),
        _ => "",
    };

    /// <summary>The account, if the caller is an administrator who answers for it.</summary>
    public async Task<AccountRow> ToAccountAsync(Caller caller, RemoteClassroomDb db, Guid accountId, CancellationToken cancellationToken)
    {
        var account = await db.Users.AsNoTracking().FirstOrDefaultAsync(row => row.Id == accountId, cancellationToken);
        return account is not null && await MayAsync(caller, account, cancellationToken) ? account : throw Refused.NotFound("account");
    }

    /// <summary>The account, to be changed, if the caller is a security administrator in whose part of the tree it stands.</summary>
    public async Task<AccountRow> ToSecureAsync(Caller caller, RemoteClassroomDb db, Guid accountId, CancellationToken cancellationToken)
    {
        var account = await db.Users.FirstOrDefaultAsync(row => row.Id == accountId, cancellationToken);
        return account is not null && await MaySecureAsync(caller, account, cancellationToken) ? account : throw Refused.NotFound("account");
    }

    /// <summary>Whether the caller is a security administrator in whose part of the tree the account stands; nobody for his own.</summary>
    public async Task<bool> MaySecureAsync(Caller caller, AccountRow account, CancellationToken cancellationToken) =>
        caller is AccountCaller keeper && (keeper.Kind & Callers.SecurityAdministrator) != Callers.None && keeper.Id != account.Id &&
        await PathOfAsync(account, cancellationToken) is { } path && Paths.Contains(keeper.UnitPath, path);

    /// <summary>Whether the caller is an administrator who answers for the account; nobody for his own.</summary>
    public async Task<bool> MayAsync(Caller caller, AccountRow account, CancellationToken cancellationToken) =>
        caller is AccountCaller { Role: Role.Administrator } administrator && administrator.Id != account.Id &&
        await PathOfAsync(account, cancellationToken) is { } path && Answers(administrator.UnitPath, path, Roles.Parse(account.Role));
}
