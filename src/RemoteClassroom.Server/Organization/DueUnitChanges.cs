using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Audit;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Server.Organization;

/// <summary>Once a second, carries out the changes of the tree whose day has come. Every node looks; the row decides who does it.</summary>
internal sealed partial class DueUnitChanges(IDbContextFactory<RemoteClassroomDb> databases, Places places, TimeProvider time, ILogger<DueUnitChanges> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private bool _failing;

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
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
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var now = Micros.Of(time.GetUtcNow());
        var due = await db.OrgUnitChanges.AsNoTracking().Where(row => row.DoneAt == null && row.EffectiveAt <= now)
            .OrderBy(row => row.EffectiveAt).ThenBy(row => row.MadeAt).Select(row => row.Id).Take(100).ToListAsync(cancellationToken);
        foreach (var id in due)
        {
            await CarryOutAsync(id, now, cancellationToken);
        }

        if (due.Count > 0)
        {
            places.Forget();
        }
    }

    private async Task CarryOutAsync(Guid id, long now, CancellationToken cancellationToken)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        long? at = now;

        // Two nodes at once: the row decides.
        if (await db.OrgUnitChanges.Where(row => row.Id == id && row.DoneAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.DoneAt, at), cancellationToken) == 0)
        {
            return;
        }

        var change = await db.OrgUnitChanges.FirstAsync(row => row.Id == id, cancellationToken);
        var fault = await TreeChanges.CarryOutAsync(db, change, OrgLevels.All, now, cancellationToken);
        if (fault is not null)
        {
            LogRefused(log, id, fault);
        }

        var path = await db.OrgUnits.Where(unit => unit.Id == change.UnitId).Select(unit => unit.Path).FirstOrDefaultAsync(cancellationToken) ?? "";
        db.Audit(AuditLine.Of(
            time.GetUtcNow(), AuditActor.Server, AuditActions.UnitChanged, new AuditObject(AuditKinds.Unit, change.UnitId, path), done: fault is null, detail: [("change", change.Kind)]));

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
    }

    [LoggerMessage(1, LogLevel.Warning, "Changes of the tree whose day has come cannot be carried out; trying again every second.")]
    private static partial void LogFailing(ILogger logger, Exception failure);

    [LoggerMessage(2, LogLevel.Warning, "A change of the tree could not be carried out on its day: {Change}, {Fault}")]
    private static partial void LogRefused(ILogger logger, Guid change, string fault);
}
