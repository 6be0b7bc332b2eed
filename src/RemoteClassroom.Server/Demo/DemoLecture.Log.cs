namespace RemoteClassroom.Server.Demo;

internal sealed partial class DemoLecture
{
    [LoggerMessage(1, LogLevel.Information, "Demo: the doors of session {SessionId} are open; {Halls} halls are coming")]
    private static partial void LogOpened(ILogger log, Guid sessionId, int halls);

    [LoggerMessage(2, LogLevel.Warning, "Demo: ffmpeg is not on PATH, so the lecture has no picture; install it to see one")]
    private static partial void LogNoPicture(ILogger log);

    [LoggerMessage(3, LogLevel.Information, "Demo: the link of county {County} fails; {Halls} halls are cut off")]
    private static partial void LogCut(ILogger log, string county, int halls);

    [LoggerMessage(4, LogLevel.Information, "Demo: county {County} is back and sent {Entries} entries that it had kept")]
    private static partial void LogBack(ILogger log, string county, int entries);

    [LoggerMessage(5, LogLevel.Information, "Demo: session {SessionId} has ended; the next one follows")]
    private static partial void LogEnded(ILogger log, Guid sessionId);
}
