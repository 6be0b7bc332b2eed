using Microsoft.Extensions.Logging;

namespace RemoteClassroom.Storage.Audit;

internal sealed partial class AuditLinker
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The audit's lines could not be linked now; they will be in some seconds")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
