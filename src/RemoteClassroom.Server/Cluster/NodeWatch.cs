using System.Diagnostics;
using RemoteClassroom.Relay.Connections;
using RemoteClassroom.Server.Composition;
using RemoteClassroom.Storage;

namespace RemoteClassroom.Server.Cluster;

/// <summary>
/// Ends a node that lost the database while another node still has it: its screens see nothing new and its grains can store nothing, and both are better off elsewhere.
/// While nobody has the database, nobody leaves: there is nowhere to go, and when it comes back all go on.
/// </summary>
internal sealed partial class NodeWatch(IDatabaseHealth health, NodeEyes others, IRelayConnections connections, ILogger<NodeWatch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private readonly LoneLoss _loss = new();
    private readonly long _began = Stopwatch.GetTimestamp();

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                var othersSee = !health.Answers && await others.AnySeesDatabaseAsync();
                if (_loss.Look(Stopwatch.GetElapsedTime(_began), lostHere: !health.Answers, othersSee))
                {
                    await EndAsync();
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task EndAsync()
    {
        LogLost(health.AwayFor);
        using var limit = new CancellationTokenSource(Farewell);
        try
        {
            await connections.DrainAsync(TimeSpan.Zero, limit.Token);
        }
        catch (OperationCanceledException)
        {
            // Whoever has not taken leave by now is cut.
        }

        await Console.Error.WriteLineAsync($"This node has not reached the database for {health.AwayFor.TotalSeconds:0} s, and others do. It ends with {ExitCodes.DatabaseLost}; start it again.");

        // In order it cannot end: leaving the cluster would need the database.
        Environment.Exit(ExitCodes.DatabaseLost);
    }

    [LoggerMessage(1, LogLevel.Critical, "The database has not been reached for {Away}, and other nodes reach it; this node ends, to be started again")]
    private partial void LogLost(TimeSpan away);
}
