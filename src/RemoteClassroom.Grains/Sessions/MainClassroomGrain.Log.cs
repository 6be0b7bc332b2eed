using Microsoft.Extensions.Logging;

namespace RemoteClassroom.Grains.Sessions;

internal sealed partial class MainClassroomGrain
{
    [LoggerMessage(1, LogLevel.Warning, "The store failed under a command of session {SessionId} (outcome unknown: {OutcomeUnknown}); the activation ends")]
    private partial void LogStoreFailed(Exception problem, Guid sessionId, bool outcomeUnknown);

    [LoggerMessage(2, LogLevel.Warning, "The store failed under an event that the server noticed in session {SessionId}; it will be tried again")]
    private partial void LogUnasked(Exception problem, Guid sessionId);

    [LoggerMessage(3, LogLevel.Warning, "Somebody else keeps writing to the log of session {SessionId}; the command was turned away")]
    private partial void LogCrowded(Guid sessionId);

    [LoggerMessage(4, LogLevel.Warning, "Reach could not be learnt for a closing round of session {SessionId}; who did not check in is unknown")]
    private partial void LogNoReach(Exception problem, Guid sessionId);
}
