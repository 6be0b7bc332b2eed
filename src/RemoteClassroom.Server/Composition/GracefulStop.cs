using System.Runtime.InteropServices;
using RemoteClassroom.Relay.Connections;

namespace RemoteClassroom.Server.Composition;

/// <summary>
/// Ends the server without hurting anybody: no new work, every connection told to come back later, then the host stops. It must come before the host's own stop,
/// at whose first sign the framework cuts all connections without a word.
/// </summary>
internal sealed partial class GracefulStop(IRelayConnections connections, IHostApplicationLifetime lifetime, ILogger<GracefulStop> log)
{
    private const int FewConnections = 100;

    private static readonly TimeSpan Spread = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private int _begun;

    /// <summary>Whether it has begun.</summary>
    public bool HasBegun => Volatile.Read(ref _begun) != 0;

    /// <summary>Drains, then stops the host; a second call does nothing.</summary>
    public async Task StopAsync()
    {
        if (Interlocked.Exchange(ref _begun, 1) != 0)
        {
            return;
        }

        var count = connections.Count;
        LogDraining(count);
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            await connections.DrainAsync(count > FewConnections ? Spread : TimeSpan.Zero, limit.Token);
        }
        catch (OperationCanceledException)
        {
            LogImpatient(connections.Count);
        }
        finally
        {
            lifetime.StopApplication();
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Stopping; telling {Count} connections to come back later")]
    private partial void LogDraining(int count);

    [LoggerMessage(2, LogLevel.Warning, "{Count} connections did not take leave in time")]
    private partial void LogImpatient(int count);
}

/// <summary>Turns Ctrl-C and SIGTERM into a graceful stop; a second signal does not wait for anybody to take leave.</summary>
internal sealed class SignalLifetime(IServiceProvider services) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in (ReadOnlySpan<PosixSignal>)[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT])
        {
            _signals.Add(PosixSignalRegistration.Create(signal, OnSignal));
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var signal in _signals)
        {
            signal.Dispose();
        }
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        var stop = services.GetRequiredService<GracefulStop>();
        if (stop.HasBegun)
        {
            services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
            return;
        }

        // Its faults cannot be lost: it ends in StopApplication whatever happens.
        _ = stop.StopAsync();
    }
}
