using Orleans.Runtime;
using RemoteClassroom.Server.Composition;

namespace RemoteClassroom.Server.Cluster;

/// <summary>
/// Ends the process when its silo must not go on, above all when the others declared it dead: they have taken over its work, and it may join again only as a new
/// node. It ends with <see cref="ExitCodes.DeclaredDead"/>, for a supervisor to start it again. Nothing is drained: what this node still does is refused by the database.
/// </summary>
internal sealed partial class FatalEnd(ILogger<FatalEnd> log) : IFatalErrorHandler, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private Timer? _last;

    public bool IsUnexpected(Exception exception) => exception is not (OperationCanceledException or ObjectDisposedException);

    public void OnFatalException(object? sender = null, string? context = null, Exception? exception = null)
    {
        LogFatal(exception, context ?? "");
        Console.Error.WriteLine($"This node may not go on ({context}): the others declared it dead, or its silo failed. It ends with {ExitCodes.DeclaredDead}; start it again.");

        // Whatever hinders an orderly end must not keep a dead node walking.
        _last = new Timer(static _ => Environment.FailFast("A node that may not go on could not end in order."), null, Patience, Timeout.InfiniteTimeSpan);
        Environment.Exit(ExitCodes.DeclaredDead);
    }

    public void Dispose() => _last?.Dispose();

    [LoggerMessage(1, LogLevel.Critical, "This node may not go on ({Context}); it ends, to be started again")]
    private partial void LogFatal(Exception? exception, string context);
}
