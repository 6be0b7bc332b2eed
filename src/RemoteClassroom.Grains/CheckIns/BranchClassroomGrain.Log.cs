using Microsoft.Extensions.Logging;

namespace RemoteClassroom.Grains.CheckIns;

internal sealed partial class BranchClassroomGrain
{
    [LoggerMessage(1, LogLevel.Warning, "The store failed at branch {BranchId} of session {SessionId} (outcome unknown: {OutcomeUnknown}); the activation ends")]
    private partial void LogStoreFailed(Exception problem, Guid sessionId, Guid branchId, bool outcomeUnknown);
}
