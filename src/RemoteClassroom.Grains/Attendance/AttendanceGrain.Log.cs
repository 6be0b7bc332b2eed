using Microsoft.Extensions.Logging;

namespace RemoteClassroom.Grains.Attendance;

internal sealed partial class AttendanceGrain
{
    [LoggerMessage(1, LogLevel.Warning, "The ledger of session {SessionId} could not be counted anew; the board goes on with what it was told")]
    private partial void LogRecountFailed(Exception problem, Guid sessionId);
}
