using Microsoft.Extensions.Logging;

namespace RemoteClassroom.Grains.Attendance;

internal sealed partial class CounterMerger
{
    [LoggerMessage(2, LogLevel.Information, "The board of session {SessionId} could not be told {Count} counters; they are kept")]
    private partial void LogNotTold(Exception problem, Guid sessionId, int count);
}
