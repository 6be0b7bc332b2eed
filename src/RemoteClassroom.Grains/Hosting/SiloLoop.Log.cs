using Microsoft.Extensions.Logging;

namespace RemoteClassroom.Grains.Hosting;

internal abstract partial class SiloLoop
{
    [LoggerMessage(1, LogLevel.Warning, "A turn of {Loop} failed; the next one tries again")]
    private static partial void LogTurnFailed(ILogger logger, Exception problem, string loop);
}
