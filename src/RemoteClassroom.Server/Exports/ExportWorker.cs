using RemoteClassroom.Server.Composition;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage.Exports;

namespace RemoteClassroom.Server.Exports;

/// <summary>Makes what waits: a few at once on this node, and never more than the book has places for on all. What a node leaves unfinished another one takes up, or this one after its next start.</summary>
internal sealed partial class ExportWorker(ExportBook book, ExportMaking making, IExportFiles files, ServerOptions options, TimeProvider time, ILogger<ExportWorker> log) : BackgroundService
{
    private const int MostAtOnce = 2;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);
    private bool _failing;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = new List<Task>();
        var swept = DateTimeOffset.MinValue;
        var begun = options.Database is not null;
        using var timer = new PeriodicTimer(LookEvery, time);
        try
        {
            do
            {
                try
                {
                    running.RemoveAll(task => task.IsCompleted);
                    if (!begun)
                    {
                        await book.ResumeAsync(stoppingToken);
                        begun = true;
                    }

                    while (running.Count < MostAtOnce && await book.TakeAsync(stoppingToken) is { } row)
                    {
                        running.Add(MakeAsync(row, stoppingToken));
                    }

                    if (time.GetUtcNow() - swept >= SweepEvery)
                    {
                        swept = time.GetUtcNow();
                        await SweepAsync(stoppingToken);
                    }

                    _failing = false;
                }
                catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
                {
                    if (!_failing)
                    {
                        LogFailing(log, failure);
                    }

                    _failing = true;
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The node stops; what is under way is given back below.
        }
        finally
        {
            await Task.WhenAll(running);
        }
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        foreach (var export in await book.SweepAsync(cancellationToken))
        {
            await files.DropAsync(export, null, cancellationToken);
        }
    }

    // Never throws: what fails stands in the row, for whoever asked.
    private async Task MakeAsync(ExportRow row, CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            try
            {
                await making.MakeAsync(row, stoppingToken);
            }
            catch (OperationCanceledException)
            {
                // Where it was taken from this node the row says so, and this changes nothing.
                await book.LeaveAsync(row.Id, row.Attempt, CancellationToken.None);
            }
            catch (RefusedException refused)
            {
                await book.FailAsync(row.Id, row.Attempt, refused.Refusal.Code, CancellationToken.None);
            }
        }
#pragma warning disable CA1031 // Whatever it is, the node goes on, and the row says that the file was not made.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogFailed(log, failure, row.Id);
            await FailAsync(row);
        }
    }

    private async Task FailAsync(ExportRow row)
    {
        try
        {
            await book.FailAsync(row.Id, row.Attempt, Contracts.Errors.ErrorCodes.Internal, CancellationToken.None);
        }
#pragma warning disable CA1031 // The database is away: the row falls silent, and is taken up or called lost by whoever looks next.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogFailed(log, failure, row.Id);
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Exports cannot be looked after; trying again.")]
    private static partial void LogFailing(ILogger logger, Exception failure);

    [LoggerMessage(2, LogLevel.Error, "An export could not be made: {Export}")]
    private static partial void LogFailed(ILogger logger, Exception failure, Guid export);
}
