using Microsoft.Extensions.Logging;

namespace RemoteClassroom.Grains.Attendance;

internal sealed partial class AttendanceFrames
{
    [LoggerMessage(1, LogLevel.Information, "The board of session {SessionId} could not be read now")]
    private partial void LogNotRead(Exception problem, Guid sessionId);
}
