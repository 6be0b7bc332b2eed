using Microsoft.Extensions.Logging;

namespace RemoteClassroom.Media.Publishing;

internal sealed partial class SignalWatch
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The live signal of session {SessionId} is there")]
    private partial void LogStarted(Guid sessionId);

    [LoggerMessage(Level = LogLevel.Information, Message = "The live signal of session {SessionId} is gone")]
    private partial void LogStopped(Guid sessionId);

    [LoggerMessage(Level = LogLevel.Information, Message = "Session {SessionId} is over; its publisher is refused from here on")]
    private partial void LogOver(Guid sessionId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {SessionId} could not be told of its live signal; trying again")]
    private partial void LogTellFailed(Exception fault, Guid sessionId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Could not read which sessions had a live signal; trying again")]
    private partial void LogLoadFailed(Exception fault);
}
