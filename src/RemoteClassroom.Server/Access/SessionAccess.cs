using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Access;

/// <summary>
/// Authorises a caller for one session, hall or unit. What is out of scope is answered as if it did not exist (<c>not_found</c>).
/// </summary>
public sealed class SessionAccess(ISessionDirectory sessions, Places places)
{
    /// <summary>To open, start, pause, resume, end it, and to publish.</summary>
    public Task<SessionFacts> ToRunAsync(Caller caller, Guid sessionId, CancellationToken cancellationToken) => OfAsync(caller, sessionId, SessionRules.MayRun, cancellationToken);

    /// <summary>To hold rounds and take questions.</summary>
    public Task<SessionFacts> ToHelpAsync(Caller caller, Guid sessionId, CancellationToken cancellationToken) => OfAsync(caller, sessionId, SessionRules.MayHelp, cancellationToken);

    /// <summary>To read its log.</summary>
    public Task<SessionFacts> ToReadLogAsync(Caller caller, Guid sessionId, CancellationToken cancellationToken) =>
        OfAsync(caller, sessionId, SessionRules.MayReadLog, cancellationToken);

    /// <summary>To see it: staff, administrators that it reaches, halls that take part, persons who checked in.</summary>
    public async Task<SessionFacts> ToViewAsync(Caller caller, Guid sessionId, CancellationToken cancellationToken)
    {
        var session = await FindAsync(sessionId, cancellationToken);
        return await MayViewAsync(caller, session, cancellationToken) ? session : throw Refused.NotFound("session");
    }

    /// <summary>The hall's own screen or operator, of a hall that takes part.</summary>
    public async Task<FrozenBranch> ToHallAsync(Caller caller, Guid sessionId, Guid branchId, CancellationToken cancellationToken) =>
        VenueOf(caller) == branchId && await sessions.BranchAsync(sessionId, branchId, cancellationToken) is { } branch ? branch : throw Refused.NotFound("hall in this session");

    /// <summary>To see a unit's attendance. For null: the caller's whole view, which is given back as a path.</summary>
    /// <returns>The session, and the path below which the caller may look (empty: everywhere).</returns>
    public async Task<(SessionFacts Session, string Path)> ToAttendanceAsync(Caller caller, Guid sessionId, Guid? unitId, CancellationToken cancellationToken)
    {
        var session = await FindAsync(sessionId, cancellationToken);
        if (caller is not AccountCaller account || SessionRules.AttendancePath(account, session) is not { } path)
        {
            throw Refused.NotFound("session");
        }

        if (unitId is { } unit && (await places.OfUnitAsync(unit, cancellationToken) is not { } unitPath || !Paths.Contains(path, unitPath)))
        {
            throw Refused.NotFound("unit");
        }

        return (session, path);
    }

    /// <summary>To read the ledger.</summary>
    /// <returns>The path below which the caller may read (empty: all).</returns>
    public async Task<string> ToLedgerAsync(Caller caller, Guid sessionId, CancellationToken cancellationToken) =>
        caller is AccountCaller account && SessionRules.LedgerPath(account, await FindAsync(sessionId, cancellationToken)) is { } path
            ? path
            : throw Refused.NotFound("session");

    /// <summary>Whether the caller may see the session at all.</summary>
    public async Task<bool> MayViewAsync(Caller caller, SessionFacts session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return caller switch
        {
            PersonCaller person => person.SessionId == session.SessionId,
            AccountCaller { VenueId: null } account => SessionRules.MayView(account, session),
            _ => VenueOf(caller) is { } venue && await sessions.BranchAsync(session.SessionId, venue, cancellationToken) is not null,
        };
    }

    /// <summary>The hall that the caller stands for; null if none.</summary>
    public static Guid? VenueOf(Caller caller) => caller switch
    {
        ScreenCaller screen => screen.VenueId,
        AccountCaller account => account.VenueId,
        _ => null,
    };

    private async Task<SessionFacts> OfAsync(Caller caller, Guid sessionId, Func<AccountCaller, SessionFacts, bool> may, CancellationToken cancellationToken)
    {
        var session = await FindAsync(sessionId, cancellationToken);
        return caller is AccountCaller account && may(account, session) ? session : throw Refused.NotFound("session");
    }

    private async Task<SessionFacts> FindAsync(Guid sessionId, CancellationToken cancellationToken) =>
        await sessions.FindAsync(sessionId, cancellationToken) ?? throw Refused.NotFound("session");
}
