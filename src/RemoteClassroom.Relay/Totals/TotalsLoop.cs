using System.Runtime.CompilerServices;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Questions;
using RemoteClassroom.Relay.Tail;

namespace RemoteClassroom.Relay.Totals;

/// <summary>Brings the totals of all sessions served up to date, each session by itself: a slow answer for one holds up no other.</summary>
internal sealed partial class TotalsLoop(
    SessionFeeds feeds, IAttendanceFrames attendance, IVotes votes, IOptions<RelayOptions> options, TimeProvider time, ILogger<TotalsLoop> logger) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly ConditionalWeakTable<SessionFeed, Watches> _watches = new();

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.TotalsEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var feed in feeds.All)
            {
                var watches = _watches.GetValue(feed, Begin);
                if (watches.Tick.IsCompleted)
                {
                    watches.Tick = TickAsync(watches, stoppingToken);
                }
            }
        }
    }

    private Watches Begin(SessionFeed feed) => new(new AttendanceWatch(feed, attendance), new VoteWatch(feed, votes, time));

    private async Task TickAsync(Watches watches, CancellationToken stoppingToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        patience.CancelAfter(Patience);
        await TryAsync(watches.Attendance.TickAsync, patience.Token, stoppingToken);
        await TryAsync(watches.Votes.TickAsync, patience.Token, stoppingToken);
    }

    private async Task TryAsync(Func<CancellationToken, Task> tick, CancellationToken patience, CancellationToken stoppingToken)
    {
        try
        {
            await tick(patience);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node stops.
        }
        catch (Exception failure)
        {
            LogFailed(logger, failure);
        }
    }

    private sealed class Watches(AttendanceWatch attendance, VoteWatch votes)
    {
        public AttendanceWatch Attendance { get; } = attendance;

        public VoteWatch Votes { get; } = votes;

        public Task Tick { get; set; } = Task.CompletedTask;
    }

    [LoggerMessage(30, LogLevel.Warning, "Totals could not be read; they stay as they are until the next time.")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
