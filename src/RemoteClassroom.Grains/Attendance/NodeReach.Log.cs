using Microsoft.Extensions.Logging;

namespace RemoteClassroom.Grains.Attendance;

internal sealed partial class NodeReach
{
    [LoggerMessage(2, LogLevel.Information, "The board of session {SessionId} could not be told which halls are within reach; the next turn tries again")]
    private partial void LogNotTold(Exception problem, Guid sessionId);
}
