using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Storage.Log;

/// <summary>Forgets receipts after seven days, in small portions, so that nobody who writes waits for it. Every node does it; twice does no harm.</summary>
internal sealed partial class ReceiptSweeper(IDbContextFactory<RemoteClassroomDb> contexts, TimeProvider time, ILogger<ReceiptSweeper> logger) : BackgroundService
{
    /// <summary>How long a receipt is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);
    private const int Portion = 2_000;

    /// <summary>Deletes what is too old; gives how many there were.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var oldest = Micros.Of(time.GetUtcNow() - Kept);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        for (var all = 0; ;)
        {
            var deleted = await db.Database.ExecuteSqlAsync(
                $"DELETE FROM receipts WHERE (scope, key) IN (SELECT scope, key FROM receipts WHERE at < {oldest} LIMIT {Portion})", cancellationToken);
            all += deleted;
            if (deleted < Portion)
            {
                return all;
            }
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TrySweepAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task TrySweepAsync(CancellationToken stoppingToken)
    {
        try
        {
            var swept = await SweepAsync(stoppingToken);
            if (swept > 0)
            {
                LogSwept(logger, swept);
            }
        }
        catch (Exception error) when (error is DbException or InvalidOperationException)
        {
            // The database is away; what is too old now is too old in ten minutes.
            LogFailed(logger, error);
        }
    }
}
