using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Accounts;

/// <summary>
/// Who may give which role to whom. Pure. The roles stand apart: administrators set up their subtree and give the roles of a classroom; a security administrator gives the others, but
/// makes no accounts and touches neither his own nor what lies outside his part of the tree. The first administrator holds all of them until each is given to somebody else.
/// </summary>
internal static class RoleRules
{
    /// <summary>The roles that keep the installation, apart from those that hold lectures.</summary>
    public static bool KeepsInstallation(this Role role) => role is Role.PlatformAdministrator or Role.SecurityAdministrator or Role.Auditor;

    /// <summary>Why the caller may not give that role to that account; null if he may.</summary>
    /// <param name="caller">Who gives it.</param>
    /// <param name="accountId">Whose it becomes.</param>
    /// <param name="accountPath">Where the account stands now; null if its place is gone.</param>
    /// <param name="role">The role.</param>
    /// <param name="path">Where it is to hold; empty for the whole tree.</param>
    public static string? Fault(AccountCaller caller, Guid accountId, string? accountPath, Role role, string path)
    {
        if ((caller.Kind & Callers.SecurityAdministrator) == Callers.None)
        {
            return "Roles are given by a security administrator.";
        }

        if (caller.Id == accountId)
        {
            return "Nobody gives a role to his own account; ask another security administrator.";
        }

        return accountPath is null || !Paths.Contains(caller.UnitPath, accountPath) || !Paths.Contains(caller.UnitPath, path)
            ? "A security administrator gives roles within his own part of the tree."
            : null;
    }

    /// <summary>What is wrong with the place of a role; null if it fits.</summary>
    public static string? PlaceFault(Role role, Guid? unitId, Guid? venueId) => (role, unitId, venueId) switch
    {
        (Role.Operator, null, not null) => null,
        (Role.Operator, _, _) => "An operator needs a venueId, and no unitId.",
        (Role.PlatformAdministrator, null, null) => null,
        (Role.PlatformAdministrator, _, _) => "A platform administrator keeps the whole installation: neither unitId nor venueId.",
        (Role.SecurityAdministrator or Role.Auditor, _, null) => null,
        (_, not null, null) => null,
        _ => "This role needs a unitId, and no venueId.",
    };
}
