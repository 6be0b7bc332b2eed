using Microsoft.Extensions.Logging;

namespace RemoteClassroom.Grains.Hosting;

/// <summary>Work that a node does over and over while its silo is active. A turn that fails is logged and the next one comes; turns never overlap.</summary>
internal abstract partial class SiloLoop(TimeSpan period, TimeProvider time, ILogger logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _running = Task.CompletedTask;

    protected TimeProvider Time { get; } = time;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(GetType().FullName!, ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose()
    {
        _stop.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>One turn.</summary>
    protected abstract Task TurnAsync(CancellationToken cancellationToken);

    /// <summary>What is still to be done when the silo leaves, while grains can still be called.</summary>
    protected virtual Task FinishAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _running = Task.Run(RunAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await _running;
        await TryAsync(FinishAsync, cancellationToken);
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(period, Time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                await TryAsync(TurnAsync, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops: that is how the loop ends.
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to stop in the middle.
        }
#pragma warning disable CA1031 // Whatever fails in one turn must not end the loop: the next turn tries again.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            LogTurnFailed(logger, problem, GetType().Name);
        }
    }
}
