using System.Runtime.InteropServices;
using RemoteClassroom.Relay.Connections;

namespace RemoteClassroom.Server.Composition;

/// <summary>
/// Ends the server without hurting anybody: no new work, every connection told to come back later, then the host stops. It must come before the host's own stop,
/// at whose first sign the framework cuts all connections without a word.
/// </summary>
internal sealed partial class GracefulStop(IRelayConnections connections, ServerOptions options, IHostApplicationLifetime lifetime, ILogger<GracefulStop> log)
{
    private const int FewConnections = 100;

    // The other nodes take so many joins in a second without anybody waiting for them.
    private const double TakenOverPerSecond = 1_000;

    private static readonly TimeSpan Spread = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestSpread = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>So long the node of a cluster still serves after it said that it is not ready: until its proxy has noticed, and sends newcomers elsewhere.</summary>
    private static readonly TimeSpan Notice = TimeSpan.FromSeconds(1);

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

        if (options.Database is not null)
        {
            await Task.Delay(Notice);
        }

        var count = connections.Count;
        LogDraining(count);
        var spread = SpreadOf(count);
        using var limit = new CancellationTokenSource(spread + Patience);
        try
        {
            await connections.DrainAsync(spread, limit.Token);
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

    private static TimeSpan SpreadOf(int count)
    {
        if (count <= FewConnections)
        {
            return TimeSpan.Zero;
        }

        var wanted = TimeSpan.FromSeconds(count / TakenOverPerSecond);
        return wanted < Spread ? Spread : wanted > LongestSpread ? LongestSpread : wanted;
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
