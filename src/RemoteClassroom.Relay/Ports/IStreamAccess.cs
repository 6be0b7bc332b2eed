using System.Security.Claims;
using RemoteClassroom.Contracts.Hub;

namespace RemoteClassroom.Relay.Ports;

/// <summary>Who may follow which stream. The server answers; the relay asks before anything of a stream is sent.</summary>
public interface IStreamAccess
{
    /// <summary>Whether a caller may join a stream.</summary>
    /// <param name="user">The caller, as the upgrade's credential says.</param>
    /// <param name="stream">The stream wanted.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Null if the caller may; else why not: <c>forbidden</c> for the role, <c>not_found</c> for what is out of scope.</returns>
    Task<HubError?> AuthorizeAsync(ClaimsPrincipal user, StreamName stream, CancellationToken cancellationToken);

    /// <summary>The venue whose paired screen the caller is; null for everybody else.</summary>
    Guid? VenueOf(ClaimsPrincipal user);

    /// <summary>The venue whose operator the caller is; null for everybody else.</summary>
    Guid? OperatedBy(ClaimsPrincipal user) => null;
}
