using Microsoft.Extensions.Logging;

namespace RemoteClassroom.Storage.Log;

internal sealed partial class ReceiptSweeper
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Forgot {Count} receipts that were older than seven days")]
    private static partial void LogSwept(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old receipts could not be deleted now")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
