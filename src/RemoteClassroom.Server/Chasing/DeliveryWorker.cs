using RemoteClassroom.Domain.Chasing;

namespace RemoteClassroom.Server.Chasing;

/// <summary>
/// Takes due deliveries out of the outbox and hands them to their channels; one loop a channel, so that a slow receiver holds up its own deliveries alone. Every node
/// does it; a lease decides who delivers. Nothing is kept in memory: what a node that dies had taken, another one takes when the lease is over.
/// </summary>
internal sealed partial class DeliveryWorker(IReminderOutbox outbox, IEnumerable<IReminderChannel> channels, ChaseMeters meters, TimeProvider time, ILogger<DeliveryWorker> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Lease = 6 * IReminderChannel.Patience;
    private const int LooksBetweenSweeps = 60;

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(channels.Select(channel => RunAsync(channel, stoppingToken)));

    private async Task RunAsync(IReminderChannel channel, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        var (failing, looks) = (false, 0);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    if (looks++ % LooksBetweenSweeps == 0)
                    {
                        await outbox.GiveUpOldAsync(stoppingToken);
                    }

                    while (await DeliverAsync(channel, stoppingToken))
                    {
                    }

                    failing = false;
                }
                catch (Exception error) when (!stoppingToken.IsCancellationRequested)
                {
                    if (!failing)
                    {
                        LogFailing(log, channel.Name, error);
                    }

                    failing = true;
                }
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; what could not be written down any more is taken over when its lease is over.
        }
    }

    /// <summary>Delivers one portion; false if nothing is due.</summary>
    private async Task<bool> DeliverAsync(IReminderChannel channel, CancellationToken stoppingToken)
    {
        var leased = await outbox.LeaseAsync([channel.Name], channel.AtOnce, Lease, stoppingToken);
        var done = await Task.WhenAll(leased.Select(delivery => DeliverAsync(channel, delivery, stoppingToken)));

        // Also what was broken off by the stop is written down, so that another node goes on at once.
        await outbox.FinishAsync([.. done.OfType<DeliveryDone>()], CancellationToken.None);
        return leased.Count > 0 && !stoppingToken.IsCancellationRequested;
    }

    private async Task<DeliveryDone?> DeliverAsync(IReminderChannel channel, LeasedDelivery delivery, CancellationToken stoppingToken)
    {
        // A node that stood still since it took the lease leaves it to the one that has it now.
        var at = time.GetUtcNow();
        if (at + IReminderChannel.Patience > delivery.Until)
        {
            return null;
        }

        ChannelOutcome outcome;
        try
        {
            outcome = await channel.DeliverAsync(delivery.Message, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return new DeliveryDone(delivery, [new DeliveryTry(at, ChannelResult.Failed, "stopped", Took(at))], new DeliveryStep(DeliveryState.Failed, time.GetUtcNow()));
        }
        catch (Exception error)
        {
            // A plug-in's own fault: its history says so, the log says which.
            LogThrew(log, channel.Name, delivery.Message.DeliveryId, error);
            outcome = new ChannelOutcome(ChannelResult.Failed, [new DeliveryTry(at, ChannelResult.Failed, "channel_error", Took(at))]);
        }

        var step = DeliveryRules.After(outcome, delivery.Message.At, delivery.Tries, delivery.Rounds, time.GetUtcNow(), Random.Shared.NextDouble());
        meters.Delivered(channel.Name, step.State);
        if (step.State == DeliveryState.GivenUp)
        {
            LogGivenUp(log, channel.Name, delivery.Message.DeliveryId, outcome.Tries.Count > 0 ? outcome.Tries[^1].Reason : "too_old");
        }

        return new DeliveryDone(delivery, outcome.Tries, step);
    }

    private int Took(DateTimeOffset since) => (int)Math.Clamp((time.GetUtcNow() - since).TotalMilliseconds, 0, int.MaxValue);

    [LoggerMessage(1, LogLevel.Warning, "Reminders cannot be taken out of the outbox for {Channel}; trying again every second.")]
    private static partial void LogFailing(ILogger logger, string channel, Exception error);

    [LoggerMessage(2, LogLevel.Error, "The channel {Channel} threw at delivery {Delivery}; it is tried again.")]
    private static partial void LogThrew(ILogger logger, string channel, Guid delivery, Exception error);

    [LoggerMessage(3, LogLevel.Warning, "The channel {Channel} did not take delivery {Delivery} ({Reason}); given up.")]
    private static partial void LogGivenUp(ILogger logger, string channel, Guid delivery, string reason);
}
