using Microsoft.AspNetCore.Http;

namespace RemoteClassroom.Media.Watching;

/// <summary>Whether a caller may watch a session's picture.</summary>
public enum WatchDecision
{
    /// <summary>Let it.</summary>
    Allowed,
    /// <summary>No credential, or none that is valid: 401.</summary>
    Unauthenticated,
    /// <summary>Its role may never: 403.</summary>
    Forbidden,
    /// <summary>The programme is cut: nobody gets any of it until it is restored: 409.</summary>
    Cut,
    /// <summary>No such session, or not in the caller's scope: 404.</summary>
    NotFound,
}

/// <summary>Port: who may watch. Asked at every request for a playlist or segment, so an implementation remembers its answers for a few seconds.</summary>
public interface IMediaAccess
{
    /// <summary>Decides by the request's cookie or bearer credential.</summary>
    /// <param name="context">The request.</param>
    /// <param name="sessionId">The session of the address.</param>
    ValueTask<WatchDecision> MayWatchAsync(HttpContext context, Guid sessionId);
}
