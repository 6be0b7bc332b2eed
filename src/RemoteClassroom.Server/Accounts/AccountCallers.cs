using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage.Accounts;

namespace RemoteClassroom.Server.Accounts;

/// <summary>What an account may be taken for now.</summary>
internal static class AccountCallers
{
    /// <summary>The caller that an account's row makes; null where its time is over or its unit is gone.</summary>
    /// <param name="places">Where units stand.</param>
    /// <param name="account">The account.</param>
    /// <param name="credentialId">The sign-in; all zeros for what is done later in the account's name.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    public static async Task<AccountCaller?> OfAsync(Places places, AccountRow account, Guid credentialId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var role = Roles.Parse(account.Role);
        if (account.EndsAt <= Micros.Of(now))
        {
            return null;
        }

        var path = account.UnitId is { } unit ? await places.OfUnitAsync(unit, cancellationToken) : "";

        // Who keeps the installation or administers it without a unit has the whole tree; a unit that is gone gives nothing.
        return path is null || (role is Role.Lecturer or Role.Assistant && account.UnitId is null)
            ? null
            : new AccountCaller(
                account.Id, credentialId, account.UserName ?? "", role, account.UnitId, path, account.VenueId,
                Roles.ParseAll(account.AlsoRoles).Aggregate(Callers.None, (kinds, also) => kinds | AccountCaller.KindOf(also)));
    }
}
