using Microsoft.Extensions.Logging;

namespace RemoteClassroom.Grains.Sessions;

internal sealed partial class NoticeSubscriptions
{
    [LoggerMessage(2, LogLevel.Information, "The main classroom of session {SessionId} could not be asked for its notices now")]
    private static partial void LogNotReached(ILogger logger, Exception problem, Guid sessionId);
}
