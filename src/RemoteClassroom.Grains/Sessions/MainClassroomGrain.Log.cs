using Microsoft.Extensions.Logging;

namespace RemoteClassroom.Grains.Sessions;

internal sealed partial class MainClassroomGrain
{
    [LoggerMessage(1, LogLevel.Warning, "The store failed under an event that the server noticed in session {SessionId}; it will be tried again")]
    private partial void LogUnasked(Exception problem, Guid sessionId);

    [LoggerMessage(2, LogLevel.Warning, "Reach could not be learnt for a closing round of session {SessionId}; who did not check in is unknown")]
    private partial void LogNoReach(Exception problem, Guid sessionId);
}
