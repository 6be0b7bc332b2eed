using Microsoft.Extensions.Logging;

namespace RemoteClassroom.Grains.CheckIns;

internal sealed partial class CheckInDesk
{
    [LoggerMessage(1, LogLevel.Warning, "The outcome of a check-in at branch {BranchId} of session {SessionId} cannot be read")]
    private static partial void LogCannotTell(ILogger logger, Exception problem, Guid sessionId, Guid branchId);
}
