using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Contracts.Exports;
using RemoteClassroom.Contracts.Privacy;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Attendance;
using RemoteClassroom.Server.Audit;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Server.Privacy;
using RemoteClassroom.Server.Reports;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Audit;
using RemoteClassroom.Storage.Exports;

namespace RemoteClassroom.Server.Exports;

/// <summary>Takes orders for files and says how far they are. An export is its owner's alone, and only while he may still read what is in it.</summary>
internal sealed class ExportDesk(RemoteClassroomDb reading, ReportDesk desk, TreeAccess tree, ISessionDirectory sessions, IEdits edits, ReportZone zone, TimeProvider time)
{
    private const int MostUnfinished = 5;
    private const int MostWaiting = 100;
    private const int RetryMs = 15_000;
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromDays(400);

    /// <summary>Takes an order.</summary>
    public async Task<StoredAnswer> StartAsync(AccountCaller caller, ReceiptKey key, MakeExport wish, CancellationToken cancellationToken)
    {
        Check(wish);
        var reason = wish.Unmasked == true ? Reasons.Check(wish.Reason ?? "") : null;
        var (title, about, _) = await AboutAsync(caller, wish, cancellationToken);
        var now = time.GetUtcNow();
        return await edits.RunAsync(
            key,
            async (db, cancelled) =>
            {
                if (await db.Exports.CountAsync(row => row.State == "waiting", cancelled) >= MostWaiting)
                {
                    throw new RefusedException(ErrorCodes.Overloaded, "Too many files wait to be made; try again in a while.", retryAfterMs: RetryMs);
                }

                if (await db.Exports.CountAsync(row => row.AccountId == caller.Id && (row.State == "waiting" || row.State == "running"), cancelled) >= MostUnfinished)
                {
                    throw new RefusedException(ErrorCodes.Conflict, $"{MostUnfinished} files of yours are on their way; wait for one of them.");
                }

                var row = new ExportRow
                {
                    Id = Guid.CreateVersion7(now), AccountId = caller.Id, SessionId = wish.SessionId, Wish = Answers.Json(wish with { Reason = reason }), Title = title, Masked = reason is null, State = "waiting",
                    MadeAt = Micros.Of(now),
                };
                db.Exports.Add(row);
                db.Audit(AuditLine.Of(
                    now, AuditBy.Of(caller), reason is null ? AuditActions.ReportExported : AuditActions.LedgerUnmasked, about, reason: reason,
                    detail: [("format", wish.Format == FileFormat.Xlsx ? "xlsx" : "csv"), ("export", row.Id)]));
                return (StatusCodes.Status201Created, Answers.Json(new ExportStarted(row.Id)));
            },
            cancellationToken);
    }

    /// <summary>The caller's exports, newest first.</summary>
    public async Task<Page<ExportInfo>> ListAsync(AccountCaller caller, CancellationToken cancellationToken)
    {
        var rows = await reading.Exports.AsNoTracking().Where(row => row.AccountId == caller.Id).OrderByDescending(row => row.MadeAt).Take(Paging.Default).ToListAsync(cancellationToken);
        return new Page<ExportInfo>([.. rows.Select(InfoOf)], null);
    }

    /// <summary>One of them.</summary>
    public async Task<ExportRow> FindAsync(AccountCaller caller, Guid exportId, CancellationToken cancellationToken) =>
        await reading.Exports.AsNoTracking().FirstOrDefaultAsync(row => row.Id == exportId && row.AccountId == caller.Id, cancellationToken) ?? throw Refused.NotFound("export");

    /// <summary>What a file of the caller's is about and whether of a rehearsal, if it is there and he may still read it.</summary>
    public async Task<(AuditObject About, bool Rehearsal)> ToTakeAsync(AccountCaller caller, ExportRow row, CancellationToken cancellationToken)
    {
        var (_, about, rehearsal) = await AboutAsync(caller, JsonSerializer.Deserialize<MakeExport>(row.Wish, ContractsJson.Options)!, cancellationToken);
        return row.State switch
        {
            "done" when row.ExpiresAt > Micros.Of(time.GetUtcNow()) => (about, rehearsal),
            "done" or "expired" => throw new RefusedException(ErrorCodes.IllegalTransition, "The file was thrown away; ask for a new one."),
            "failed" => throw new RefusedException(ErrorCodes.IllegalTransition, "The file could not be made; ask for a new one."),
            _ => throw new RefusedException(ErrorCodes.IllegalTransition, "The file is not finished yet; ask how far it is."),
        };
    }

    /// <summary>In the contract's words.</summary>
    public ExportInfo InfoOf(ExportRow row)
    {
        var state = Enum.Parse<ExportState>(row.State, ignoreCase: true);
        var over = state == ExportState.Done && row.ExpiresAt <= Micros.Of(time.GetUtcNow());
        return new ExportInfo(
            row.Id, over ? ExportState.Expired : state, JsonSerializer.Deserialize<MakeExport>(row.Wish, ContractsJson.Options)!.Format, row.Masked, row.Title, zone.Name, Micros.ToInstant(row.MadeAt), row.Rows,
            row.Expected > 0 ? row.Expected : null, row.SessionId, state == ExportState.Done && !over ? row.Bytes : null, state == ExportState.Done ? Micros.ToInstant(row.ExpiresAt) : null, row.Fault);
    }

    private static void Check(MakeExport wish)
    {
        var several = wish.CourseId is not null || wish.From is not null || wish.To is not null;
        if (wish.SessionId is not null == several)
        {
            throw Refused.Validation("sessionId", "Name a session, or a course or period, not both.");
        }

        if (several && wish.CourseId is null && (wish.From is null || wish.To is null))
        {
            throw Refused.Validation("from", "Give the period's beginning and end, or a course.");
        }

        if (wish is { From: { } from, To: { } to } && (to <= from || (wish.CourseId is null && to - from > LongestPeriod)))
        {
            throw Refused.Validation("to", $"Give a period of at most {LongestPeriod.Days} days whose end lies after its beginning.");
        }

        if (several && wish.Table is ExportTable.CheckIns or ExportTable.Corrections)
        {
            throw Refused.Validation("table", "Check-ins and corrections are told of one session; over several there are persons.");
        }
    }

    // What it is of, in words and for the audit; out of scope it is not found.
    private async Task<(string Title, AuditObject About, bool Rehearsal)> AboutAsync(AccountCaller caller, MakeExport wish, CancellationToken cancellationToken)
    {
        if (wish.SessionId is { } session)
        {
            var (scope, unit) = await desk.ScopeAsync(caller, session, wish.UnitId, cancellationToken);
            var owner = (await sessions.FindAsync(session, cancellationToken))?.OwnerPath ?? "";
            var rehearsal = scope.State.Rehearsal;
            return ($"{(rehearsal ? "彩排 rehearsal · " : "")}{scope.State.Title} · {scope.Tree.Units[unit].Name}", new AuditObject(AuditKinds.Session, session, scope.Path.Length == 0 ? owner : scope.Path), rehearsal);
        }

        var about = wish.UnitId is { } below ? new AuditObject(AuditKinds.Unit, below, await tree.ToUnitAsync(caller, below, cancellationToken)) : AuditBy.OwnUnit(caller);
        string Day(DateTimeOffset? at) => at is { } given ? zone.Local(given).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "…";
        return ($"{Day(wish.From)} – {Day(wish.To?.AddTicks(-1))}", about, false);
    }
}
