using System.Runtime.InteropServices;
using RemoteClassroom.Relay.Connections;

namespace RemoteClassroom.Server.Hubs;

/// <summary>
/// Takes Ctrl-C and SIGTERM: tells every connection to come back later, and only then stops the host. A hosted service would be too late, for SignalR
/// cuts its connections as soon as the host says that it is stopping. A second signal does not wait.
/// </summary>
internal sealed partial class DrainingLifetime(IRelayConnections connections, IHostApplicationLifetime application, ILogger<DrainingLifetime> log) : IHostLifetime, IDisposable
{
    /// <summary>Over how long the byes are spread when there are many, so that they do not all come back at once.</summary>
    private static readonly TimeSpan Spread = TimeSpan.FromSeconds(2);

    /// <summary>After which the host stops, whoever has not left.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private readonly List<PosixSignalRegistration> _signals = [];
    private int _asked;

    /// <inheritdoc />
    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT])
        {
            _signals.Add(PosixSignalRegistration.Create(signal, OnSignal));
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public void Dispose() => _signals.ForEach(signal => signal.Dispose());

    private void OnSignal(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (Interlocked.Increment(ref _asked) > 1)
        {
            application.StopApplication();
            return;
        }

        // Owned by the process's end: whatever becomes of it, the host is stopped.
        _ = DrainThenStopAsync();
    }

    private async Task DrainThenStopAsync()
    {
        try
        {
            if (connections.Count is > 0 and var count)
            {
                LogDraining(count);
                using var limit = new CancellationTokenSource(Patience);
                await connections.DrainAsync(count > 100 ? Spread : TimeSpan.Zero, limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            LogImpatient();
        }
        finally
        {
            application.StopApplication();
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Telling {Count} connections to come back later")]
    private partial void LogDraining(int count);

    [LoggerMessage(2, LogLevel.Warning, "Some connections did not leave in time; stopping all the same")]
    private partial void LogImpatient();
}
