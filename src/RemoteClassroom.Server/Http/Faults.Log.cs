namespace RemoteClassroom.Server.Http;

internal sealed partial class Faults
{
    [LoggerMessage(1, LogLevel.Error, "{Method} {Route} failed")]
    private partial void LogFailed(Exception fault, string method, string route);

    [LoggerMessage(2, LogLevel.Warning, "{Method} {Route} was answered with {Code}")]
    private partial void LogUnavailable(Exception fault, string method, string route, string code);
}
