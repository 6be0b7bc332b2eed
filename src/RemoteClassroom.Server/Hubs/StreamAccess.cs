using System.Security.Claims;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Relay.Ports;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Hubs;

/// <summary>Who may follow which stream: the same rules as over HTTP.</summary>
internal sealed class StreamAccess(ISessionDirectory sessions, SessionAccess access, Places places) : IStreamAccess
{
    public async Task<HubError?> AuthorizeAsync(ClaimsPrincipal user, StreamName stream, CancellationToken cancellationToken)
    {
        if (Caller.Of(user) is not { } caller)
        {
            return new HubError(ErrorCodes.Unauthenticated, "Sign in first: the hub needs a credential in the upgrade.");
        }

        if ((RolesOf(stream.Kind) & caller.Kind) == Callers.None)
        {
            return new HubError(ErrorCodes.Forbidden, "Your role does not allow this stream.");
        }

        return await sessions.FindAsync(stream.SessionId, cancellationToken) is { } session && await MayAsync(caller, stream, session, cancellationToken)
            ? null
            : new HubError(ErrorCodes.NotFound, "There is no such stream, or it is not within your scope.");
    }

    public Guid? VenueOf(ClaimsPrincipal user) => Caller.Of(user) is ScreenCaller screen ? screen.VenueId : null;

    public Guid? OperatedBy(ClaimsPrincipal user) => Caller.Of(user) is AccountCaller { VenueId: { } venue } ? venue : null;

    private static Callers RolesOf(StreamKind kind) => kind switch
    {
        StreamKind.Screen => Callers.Classroom | Callers.Screen,
        StreamKind.Branch => Callers.Hall | Callers.Staff,
        _ => Callers.Staff,
    };

    private async Task<bool> MayAsync(Caller caller, StreamName stream, SessionFacts session, CancellationToken cancellationToken) => stream.Kind switch
    {
        StreamKind.Screen => await access.MayViewAsync(caller, session, cancellationToken),
        StreamKind.Staff => caller is AccountCaller staff && SessionRules.MayHelp(staff, session),
        StreamKind.Branch => await MayFollowHallAsync(caller, stream.Target, session, cancellationToken),
        _ => caller is AccountCaller account && SessionRules.AttendancePath(account, session) is { } path &&
            await places.OfUnitAsync(stream.Target, cancellationToken) is { } unit && Paths.Contains(path, unit),
    };

    // A hall follows its own stream; staff and the administrators above the hall may look in.
    private async Task<bool> MayFollowHallAsync(Caller caller, Guid branchId, SessionFacts session, CancellationToken cancellationToken)
    {
        if (await sessions.BranchAsync(session.SessionId, branchId, cancellationToken) is null)
        {
            return false;
        }

        if (SessionAccess.VenueOf(caller) is { } venue)
        {
            return venue == branchId;
        }

        return caller is AccountCaller account && SessionRules.AttendancePath(account, session) is { } path &&
            await places.OfVenueAsync(branchId, cancellationToken) is { } place && Paths.Contains(path, place);
    }
}
