using System.Diagnostics;
using Orleans.Runtime;

namespace RemoteClassroom.Server.Cluster;

/// <summary>Whether this node still stands with the other nodes.</summary>
internal interface IPeerHealth
{
    /// <summary>Whether it has lost sight of most of them.</summary>
    bool IsCutOff { get; }

    /// <summary>Done once it is cut off; another task after it found back.</summary>
    Task CutOff { get; }
}

/// <summary>
/// Asks every other node twice a second whether it is there. A node that is cut off from its peers still has its clients and its database, and half a dozen seconds pass until
/// the others hold it for dead, some more until it hears of it. All that time a call that needs a grain elsewhere would hang: so it refuses calls as soon as it knows, says that it is not
/// ready, and the other nodes serve. See <see cref="Isolation{TNode}"/> for when it knows.
/// </summary>
internal sealed partial class PeerWatch(NodeEyes others, ILogger<PeerWatch> log) : BackgroundService, IPeerHealth
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = Isolation<SiloAddress>.Silence / 2;

    private readonly Isolation<SiloAddress> _isolation = new();
    private readonly long _began = Stopwatch.GetTimestamp();
    private volatile TaskCompletionSource _cutOff = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc />
    public bool IsCutOff => _cutOff.Task.IsCompleted;

    /// <inheritdoc />
    public Task CutOff => _cutOff.Task;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var answered = await others.WhoAnswersAsync(Patience);
                Note(_isolation.Look(Stopwatch.GetElapsedTime(_began), others.Members, answered));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private void Note(bool cutOff)
    {
        if (cutOff && !IsCutOff)
        {
            LogCutOff(log);
            _cutOff.TrySetResult();
        }
        else if (!cutOff && IsCutOff)
        {
            LogBack(log);
            _cutOff = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Most other nodes do not answer this one; it refuses calls, for the others to serve them, until they do")]
    private static partial void LogCutOff(ILogger logger);

    [LoggerMessage(2, LogLevel.Warning, "The other nodes answer again")]
    private static partial void LogBack(ILogger logger);
}
