using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Access;

/// <summary>
/// Which accounts may do what with a session. Pure. A session belongs to its owner's unit; halls and persons are judged by taking part instead
/// (<see cref="SessionAccess"/>).
/// </summary>
public static class SessionRules
{
    /// <summary>Open, start, pause, resume, end it and see the publisher's key: administrators and lecturers whose subtree holds the owner.</summary>
    public static bool MayRun(AccountCaller caller, SessionFacts session) => Is(caller, Role.Administrator, Role.Lecturer) && HoldsOwner(caller, session);

    /// <summary>Rounds and questions: assistants too.</summary>
    public static bool MayHelp(AccountCaller caller, SessionFacts session) => IsStaff(caller) && HoldsOwner(caller, session);

    /// <summary>See it in lists and by itself: its staff, and the administrators and auditors of units that it reaches.</summary>
    public static bool MayView(AccountCaller caller, SessionFacts session) => MayHelp(caller, session) || LedgerPath(caller, session) is not null;

    /// <summary>Read its whole log: administrators and auditors whose subtree holds the owner; what others ask and decide is not a lower level's business.</summary>
    public static bool MayReadLog(AccountCaller caller, SessionFacts session) => Is(caller, Role.Administrator, Role.Auditor) && HoldsOwner(caller, session);

    /// <summary>
    /// The subtree of which the caller may see who is there: everything for the session's staff, the own subtree for administrators of units that it reaches.
    /// Null: nothing.
    /// </summary>
    public static string? AttendancePath(AccountCaller caller, SessionFacts session) =>
        MayHelp(caller, session) ? "" : Is(caller, Role.Administrator) ? ReachOf(caller, session) : null;

    /// <summary>The subtree of which the caller may read the ledger: administrators and auditors only. Null: nothing.</summary>
    public static string? LedgerPath(AccountCaller caller, SessionFacts session) =>
        !Is(caller, Role.Administrator, Role.Auditor) ? null : HoldsOwner(caller, session) ? "" : ReachOf(caller, session);

    private static string? ReachOf(AccountCaller caller, SessionFacts session)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(session);
        return session.Invited.Any(invited => Paths.Meet(caller.UnitPath, invited)) ? caller.UnitPath : null;
    }

    private static bool HoldsOwner(AccountCaller caller, SessionFacts session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return Paths.Contains(caller.UnitPath, session.OwnerPath);
    }

    private static bool IsStaff(AccountCaller caller) => Is(caller, Role.Administrator, Role.Lecturer, Role.Assistant);

    private static bool Is(AccountCaller caller, params ReadOnlySpan<Role> roles)
    {
        ArgumentNullException.ThrowIfNull(caller);
        return roles.Contains(caller.Role);
    }
}
