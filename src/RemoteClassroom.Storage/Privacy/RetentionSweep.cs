using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Privacy;
using RemoteClassroom.Storage.Audit;

namespace RemoteClassroom.Storage.Privacy;

/// <summary>Deletes by age, on both databases alike.</summary>
internal sealed class RetentionSweep(IDbContextFactory<RemoteClassroomDb> contexts) : IRetention
{
    /// <summary>So many rows go in one transaction, so that nobody who writes waits for it.</summary>
    internal const int Portion = 500;

    /// <inheritdoc />
    public async Task<RetentionTaken> ApplyAsync(RetentionTimes times, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(times);
        var (audit, walkIns, signIns) = (Micros.Of(now - times.Audit), Micros.Of(now - times.WalkIns), Micros.Of(now - times.SignIns));
        return new RetentionTaken(
            await PortionsAsync("audit", now, (db, cancelled) => TakeAuditAsync(db, audit, cancelled), cancellationToken),
            await PortionsAsync("walkIns", now, (db, cancelled) => BlankWalkInsAsync(db, walkIns, cancelled), cancellationToken),
            await PortionsAsync("signIns", now, (db, cancelled) => TakeSignInsAsync(db, signIns, cancelled), cancellationToken),
            await PortionsAsync("slips", now, (db, cancelled) => TakeSlipsAsync(db, signIns, cancelled), cancellationToken));
    }

    private async Task<int> PortionsAsync(string what, DateTimeOffset now, Func<RemoteClassroomDb, CancellationToken, Task<int>> take, CancellationToken cancellationToken)
    {
        for (var all = 0; ;)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var taken = await take(db, cancellationToken);
            if (taken > 0)
            {
                db.Audit(AuditLine.Of(
                    now, AuditActor.Server, AuditActions.RetentionApplied, new AuditObject(AuditKinds.Installation, null, ""), detail: [("what", what), ("rows", taken)]));
                await db.SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
            }

            all += taken;
            if (taken < Portion)
            {
                return all;
            }
        }
    }

    // From the chain's beginning only, and never past a younger line: what is left is one chain still, whose first link says itself what it stands on.
    private static async Task<int> TakeAuditAsync(RemoteClassroomDb db, long before, CancellationToken cancellationToken)
    {
        var links = db.Set<AuditLinkRow>();
        var first = await links.Where(link => link.At >= before).MinAsync(link => (long?)link.Seq, cancellationToken) ?? long.MaxValue;
        var old = await links.AsNoTracking().Where(link => link.Seq < first).OrderBy(link => link.Seq).Take(Portion).Select(link => new { link.Seq, link.LineId }).ToListAsync(cancellationToken);
        if (old.Count == 0)
        {
            return 0;
        }

        var (last, lines) = (old[^1].Seq, old.ConvertAll(link => link.LineId));
        await links.Where(link => link.Seq <= last).ExecuteDeleteAsync(cancellationToken);
        return await db.Set<AuditRow>().Where(line => lines.Contains(line.Id)).ExecuteDeleteAsync(cancellationToken);
    }

    private static async Task<int> BlankWalkInsAsync(RemoteClassroomDb db, long before, CancellationToken cancellationToken)
    {
        var none = Array.Empty<byte>();
        var old = await db.WalkIns.Where(row => row.Details != none && (row.DecidedAt ?? row.At) < before).Select(row => row.Id).Take(Portion).ToListAsync(cancellationToken);
        return old.Count == 0 ? 0 : await db.WalkIns.Where(row => old.Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.Details, none), cancellationToken);
    }

    private static async Task<int> TakeSignInsAsync(RemoteClassroomDb db, long before, CancellationToken cancellationToken)
    {
        var old = await db.Credentials.Where(row => row.ExpiresAt < before || row.RevokedAt < before).Select(row => row.Id).Take(Portion).ToListAsync(cancellationToken);
        return old.Count == 0 ? 0 : await db.Credentials.Where(row => old.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
    }

    private static async Task<int> TakeSlipsAsync(RemoteClassroomDb db, long before, CancellationToken cancellationToken)
    {
        var old = await db.ActivationSlips.Where(row => row.ExpiresAt < before).Select(row => row.Id).Take(Portion).ToListAsync(cancellationToken);
        return old.Count == 0 ? 0 : await db.ActivationSlips.Where(row => old.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
    }
}
