using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Domain.Chasing;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Audit;
using RemoteClassroom.Storage.Chasing;

namespace RemoteClassroom.Server.Chasing;

/// <summary>
/// Tells the level above when a reminder was in vain: some minutes after it, while the round is open and still too few came. A step is a due moment in the reminder's row;
/// every node looks, and who takes the moment out of the row makes the next reminder in the same transaction.
/// </summary>
internal sealed partial class ReminderSteps(
    IDbContextFactory<RemoteClassroomDb> databases, ChaseReading reading, ISessionDirectory directory, IBulkInsert bulk, IEnumerable<IReminderChannel> channels, ChasingOptions options, TimeProvider time,
    ILogger<ReminderSteps> log) : BackgroundService
{
    private const int AtOnce = 100;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private readonly IReadOnlyCollection<string> _channels = [.. channels.Select(channel => channel.Name)];

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        var failing = false;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    while (await LookAsync(stoppingToken))
                    {
                    }

                    failing = false;
                }
                catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
                {
                    if (!failing)
                    {
                        LogFailing(log, failure);
                    }

                    failing = true;
                }
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; a step that was not committed is due at another node, or here at the next start.
        }
    }

    /// <summary>Takes the steps that are due; false if there are no more.</summary>
    private async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        var now = Micros.Of(time.GetUtcNow());
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var due = await db.Reminders.AsNoTracking().Where(row => row.StepDueAt <= now).OrderBy(row => row.StepDueAt).Take(AtOnce).ToListAsync(cancellationToken);
        foreach (var reminder in due)
        {
            try
            {
                await StepAsync(reminder, cancellationToken);
            }
            catch (DbUpdateException raced)
            {
                // Somebody chased the hall at this very moment: nothing of ours was stored, and the next look decides by what stands there.
                LogRaced(log, reminder.Id, raced);
            }
        }

        return due.Count == AtOnce;
    }

    private async Task StepAsync(ReminderRow before, CancellationToken cancellationToken)
    {
        var (round, hall) = await GatherAsync(before, cancellationToken);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Reminders.Where(row => row.Id == before.Id && row.StepDueAt == before.StepDueAt).ExecuteUpdateAsync(set => set.SetProperty(row => row.StepDueAt, (long?)null), cancellationToken) == 0)
        {
            return;
        }

        var now = Micros.Truncate(time.GetUtcNow());
        if (round is not null && hall is not null && await DecideAsync(db, before, hall, now, cancellationToken) is { } decision)
        {
            var stepDue = ChaseRules.StepDue(hall.Chain, decision.Target!.Level, options.Policy, now);
            var reminder = hall.Row(round, decision, new Chaser(null, null, before.ByUnit, before.Scope), now, stepDue);
            await bulk.AddRemindersAsync(db, [reminder], _channels, cancellationToken);
            db.Audit(AuditLine.Of(
                now, AuditActor.Server, AuditActions.HallChased, new AuditObject(AuditKinds.Venue, reminder.BranchId, hall.UnitPath),
                detail: [("session", reminder.SessionId), ("round", reminder.RoundId), ("level", reminder.Level), ("missing", hall.Counts.Open)]));
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
    }

    /// <summary>The round and the hall as they are now; nothing if the round is over or nobody is missing any more.</summary>
    private async Task<(ChasedRound? Round, HallToChase? Hall)> GatherAsync(ReminderRow before, CancellationToken cancellationToken)
    {
        try
        {
            var (round, _) = await reading.RoundAsync(before.SessionId, before.RoundId, cancellationToken);
            return round is { IsOpen: true } && await directory.BranchAsync(before.SessionId, before.BranchId, cancellationToken) is { } branch
                ? (round, await reading.HallAsync(round, branch, before.Scope, cancellationToken))
                : (null, null);
        }
        catch (RefusedException)
        {
            // The session or the round is gone: there is nothing to climb for.
            return (null, null);
        }
    }

    /// <summary>Only a step up is taken without a hand: to repeat itself is for people.</summary>
    private async Task<ChaseDecision?> DecideAsync(RemoteClassroomDb db, ReminderRow before, HallToChase hall, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var rows = await db.Reminders.AsNoTracking().Where(row => row.SessionId == before.SessionId && row.RoundId == before.RoundId && row.BranchId == before.BranchId)
            .Select(row => new { row.Level, row.At }).ToListAsync(cancellationToken);
        var past = rows.ConvertAll(row => new PastReminder(row.Level, Micros.ToInstant(row.At)));
        var decision = ChaseRules.Decide(hall.Counts, hall.Chain, past, options.Policy, now);
        return decision.Target is { } target && target.Level > past.Max(one => one.Level) ? decision : null;
    }

    [LoggerMessage(1, LogLevel.Warning, "Steps up the chain that are due cannot be taken; trying again every two seconds.")]
    private static partial void LogFailing(ILogger logger, Exception failure);

    [LoggerMessage(2, LogLevel.Debug, "The step of reminder {Reminder} met another reminder; it is looked at again.")]
    private static partial void LogRaced(ILogger logger, Guid reminder, Exception raced);
}
