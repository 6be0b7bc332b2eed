using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Storage.Audit;

/// <summary>
/// Links the audit's lines into their chain some seconds after they were written, so that no act waits for another's. Every node does it; the link's place is unique,
/// so of two nodes one is refused and looks again.
/// </summary>
internal sealed partial class AuditLinker(IDbContextFactory<RemoteClassroomDb> contexts, AuditTrail trail, TimeProvider time, ILogger<AuditLinker> logger) : BackgroundService
{
    private const int Portion = 500;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    // A line's transaction may commit later than the line says; but not by a day.
    private static readonly TimeSpan Back = TimeSpan.FromDays(1);

    private bool _looked;

    /// <summary>Links what has no link yet; gives how many.</summary>
    public async Task<int> LinkAsync(CancellationToken cancellationToken)
    {
        for (var all = 0; ;)
        {
            var since = _looked ? time.GetUtcNow() - Back : DateTimeOffset.UnixEpoch;
            var lines = await trail.UnlinkedAsync(since, Portion, cancellationToken);
            if (lines.Count > 0)
            {
                await using var db = await contexts.CreateDbContextAsync(cancellationToken);
                var last = await db.Set<AuditLinkRow>().AsNoTracking().OrderByDescending(row => row.Seq).FirstOrDefaultAsync(cancellationToken);
                db.AddRange(Chain(last, lines));
                await db.SaveChangesAsync(cancellationToken);
            }

            all += lines.Count;
            if (lines.Count < Portion)
            {
                _looked = true;
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
                await TryLinkAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private static IEnumerable<AuditLinkRow> Chain(AuditLinkRow? last, List<AuditLine> lines)
    {
        var (seq, previous) = (last?.Seq ?? 0, last?.Hash ?? AuditChain.Beginning.ToArray());
        foreach (var line in lines)
        {
            var hash = AuditChain.Next(previous, line);
            yield return new AuditLinkRow { Seq = ++seq, LineId = line.Id, At = Micros.Of(line.At), Previous = previous, Hash = hash };
            previous = hash;
        }
    }

    private async Task TryLinkAsync(CancellationToken stoppingToken)
    {
        try
        {
            await LinkAsync(stoppingToken);
        }
        catch (DbUpdateException)
        {
            // Another node was faster, or the database is away: the next look will tell.
        }
        catch (Exception error) when (error is DbException or StorageException or InvalidOperationException)
        {
            LogFailed(logger, error);
        }
    }
}
