using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Relay.Connections;

namespace RemoteClassroom.Relay.Tail;

/// <summary>Once a second: looks at the heads of all logs in one query, so that a lost notice costs a second and never an event; and tidies up.</summary>
internal sealed partial class TailLoop(SessionFeeds feeds, ISessionLog log, IOptions<RelayOptions> options, TimeProvider time, ILogger<TailLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly RelayOptions _options = options.Value;
    private long _floorRaisedAt = time.GetTimestamp();
    private bool _failing;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_options.LookEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await LookAsync(stoppingToken);
            Tidy();
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        var known = feeds.All.ToDictionary(feed => feed.SessionId, feed => (Feed: feed, feed.Position));
        if (known.Count == 0)
        {
            return;
        }

        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            patience.CancelAfter(Patience);
            var heads = await log.HeadsAsync(known.Keys, patience.Token);
            foreach (var (sessionId, (feed, position)) in known)
            {
                var head = heads.GetValueOrDefault(sessionId);
                if (head.Offset != position.Offset || head.Tag != position.Tag)
                {
                    _ = feed.LookAsync();
                }
            }

            _failing = false;
        }
        catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
        {
            if (!_failing)
            {
                LogFailing(logger, failure);
            }

            _failing = true;
        }
    }

    private void Tidy()
    {
        var raise = time.GetElapsedTime(_floorRaisedAt) >= _options.QuietViews;
        if (raise)
        {
            _floorRaisedAt = time.GetTimestamp();
        }

        foreach (var feed in feeds.All)
        {
            if (feed.Forked)
            {
                Discard(feed);
                continue;
            }

            if (raise)
            {
                feed.RaiseFloor();
            }

            feed.History.Forget();
            CutLaggards(feed);
            if (time.GetElapsedTime(feed.UsedAt) > _options.IdleSessions)
            {
                feeds.Drop(feed);
            }
        }
    }

    /// <summary>Whoever is still working through an old block holds its memory: it is given as long again as newcomers are given the block.</summary>
    private void CutLaggards(SessionFeed feed)
    {
        for (var slot = 0; slot < feed.Followers.Length; slot++)
        {
            if (feed.Followers[slot] is { } connection && IsLaggard(connection))
            {
                connection.End(ByeCodes.SlowConsumer);
            }
        }
    }

    // Asked of everybody every second: it must cost no memory.
    private bool IsLaggard(RelayConnection connection)
    {
        foreach (var subscription in connection.Following)
        {
            if (subscription.History is { } block && time.GetElapsedTime(block.ReadAt) > 2 * SharedHistory.Fresh)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Its followers come back with their cursors and are told <c>forked</c> by a feed that reads the log anew.</summary>
    private void Discard(SessionFeed feed)
    {
        feeds.Discard(feed);
        for (var slot = 0; slot < feed.Followers.Length; slot++)
        {
            feed.Followers[slot]?.End(ByeCodes.Draining);
        }
    }

    [LoggerMessage(20, LogLevel.Warning, "The heads of the logs cannot be read; trying again every second.")]
    private static partial void LogFailing(ILogger logger, Exception failure);
}
