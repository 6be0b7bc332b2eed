using Microsoft.Extensions.Logging;

namespace RemoteClassroom.Storage.Writing;

internal sealed partial class GroupCommitWriter
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "A group of {Count} could not be stored as one; halving it to find the item at fault")]
    private static partial void LogBisected(ILogger logger, int count, Exception error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A group of {Count} was not stored at attempt {Attempt}; trying again")]
    private static partial void LogAgain(ILogger logger, int count, int attempt, Exception error);

    [LoggerMessage(Level = LogLevel.Error, Message = "A group of {Count} failed; outcome unknown: {Unknown}")]
    private static partial void LogFailed(ILogger logger, int count, bool unknown, Exception error);
}
