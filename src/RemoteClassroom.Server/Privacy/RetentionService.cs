using System.Data.Common;
using RemoteClassroom.Domain.Privacy;

namespace RemoteClassroom.Server.Privacy;

/// <summary>Applies the retention every six hours, the first time some minutes after the start: who starts the server has other things in mind.</summary>
internal sealed partial class RetentionService(IRetention retention, RetentionOptions options, TimeProvider time, ILogger<RetentionService> log) : BackgroundService
{
    private static readonly TimeSpan First = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Every = TimeSpan.FromHours(6);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(First, time, stoppingToken);
            using var timer = new PeriodicTimer(Every, time);
            do
            {
                await TryApplyAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task TryApplyAsync(CancellationToken stoppingToken)
    {
        try
        {
            var taken = await retention.ApplyAsync(options.ToTimes(), time.GetUtcNow(), stoppingToken);
            if (taken != RetentionTaken.None)
            {
                LogTaken(log, taken.AuditLines, taken.WalkIns, taken.SignIns, taken.Slips);
            }
        }
        catch (Exception error) when (error is DbException or InvalidOperationException or Microsoft.EntityFrameworkCore.DbUpdateException)
        {
            // The database is away; what is too old now is too old in six hours.
            LogFailed(log, error);
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Taken away by age: {AuditLines} audit lines, the details of {WalkIns} walk-ins, {SignIns} sign-ins, {Slips} slips")]
    private static partial void LogTaken(ILogger logger, int auditLines, int walkIns, int signIns, int slips);

    [LoggerMessage(2, LogLevel.Warning, "What is too old could not be taken away; tried again in six hours")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
