using Microsoft.Extensions.Logging;

namespace RemoteClassroom.Grains.Sessions;

internal sealed partial class CommandRunner
{
    [LoggerMessage(1, LogLevel.Warning, "The store failed under a command of session {SessionId} (outcome unknown: {OutcomeUnknown}); the activation ends unless the receipt can tell")]
    private static partial void LogStoreFailed(ILogger logger, Exception problem, Guid sessionId, bool outcomeUnknown);

    [LoggerMessage(2, LogLevel.Warning, "Somebody else keeps writing to the log of session {SessionId}; the command was turned away")]
    private static partial void LogCrowded(ILogger logger, Guid sessionId);
}
