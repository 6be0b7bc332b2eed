using Microsoft.Extensions.Logging;

namespace RemoteClassroom.Grains.Attendance;

internal sealed partial class RefusalTally
{
    [LoggerMessage(1, LogLevel.Debug, "The board of session {SessionId} could not be told of refusals; they are not counted")]
    private partial void LogNotTold(Exception problem, Guid sessionId);
}
