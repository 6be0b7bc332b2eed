using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Audit;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Attendance;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;

namespace RemoteClassroom.Server.Audit;

/// <summary>Reads the audit: each caller the lines about his own subtree.</summary>
internal static class AuditEndpoints
{
    private const Callers Readers = Callers.Administrator | Callers.Auditor;
    private const int PageSize = 1_000;

    /// <summary>Maps <c>/audit</c>.</summary>
    public static void MapAudit(this IEndpointRouteBuilder api)
    {
        var audit = api.MapGroup("").WithTags("Audit");
        audit.MapGet("/audit", ListAsync).Allow(Readers)
            .WithSummary("Who did what in the caller's subtree, newest first; by actor, action, object, unit and time.");
        audit.MapGet("/audit.csv", CsvAsync).Allow(Readers).Produces(StatusCodes.Status200OK, contentType: TableFiles.CsvType).WithSummary("The same lines as a file; the heading names the time zone.");
        audit.MapGet("/audit.xlsx", XlsxAsync).Allow(Readers).Produces(StatusCodes.Status200OK, contentType: TableFiles.XlsxType).WithSummary("The same as a workbook.");
        audit.MapGet("/audit/check", CheckAsync).Allow(Readers).WithSummary("Goes through the audit's chain: whether every line is as it was written. For who holds the whole tree.");
    }

    private static async Task<Page<AuditItem>> ListAsync(
        HttpContext context, [AsParameters] AuditFilter filter, string? cursor, int? limit, Caller caller, TreeAccess tree, IAuditTrail trail, RemoteClassroomDb db)
    {
        context.Response.Headers.CacheControl = "no-store";
        var most = Paging.Limit(limit);
        var query = await filter.QueryAsync(caller, tree, context.RequestAborted);
        var lines = await trail.ReadAsync(query, Read(cursor), most + 1, context.RequestAborted);
        var shown = lines.Take(most).ToList();
        var names = await NamesAsync(db, shown, context.RequestAborted);
        return new Page<AuditItem>([.. shown.Select(line => Item(line, names))], lines.Count > most ? Next(shown[^1]) : null);
    }

    private static async Task CsvAsync(HttpContext context, [AsParameters] AuditFilter filter, Caller caller, AuditExport export)
    {
        var rows = await export.BeginAsync(caller, filter, "csv", context.RequestAborted);
        TableFiles.Name(context.Response, $"audit-{export.Stamp()}.csv", TableFiles.CsvType);
        await TableFiles.WriteCsvAsync(context.Response.Body, export.Columns, rows, context.RequestAborted);
    }

    private static async Task XlsxAsync(HttpContext context, [AsParameters] AuditFilter filter, Caller caller, AuditExport export)
    {
        var rows = await export.BeginAsync(caller, filter, "xlsx", context.RequestAborted);
        await using var file = await TableFiles.MakeXlsxAsync("audit", export.Columns, rows, context.RequestAborted);
        TableFiles.Name(context.Response, $"audit-{export.Stamp()}.xlsx", TableFiles.XlsxType);
        await file.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static async Task<AuditChainState> CheckAsync(Caller caller, IAuditTrail trail, CancellationToken cancellationToken)
    {
        var check = caller is AccountCaller { UnitPath: "" } ? await trail.CheckAsync(cancellationToken) : throw Refused.Forbidden("The chain is the whole installation's; who holds the whole tree may check it.");
        return new AuditChainState(check.Broken is null, check.Links, check.Unlinked, check.Broken);
    }

    private static AuditItem Item(AuditLine line, Dictionary<Guid, string> names) => new(
        line.Id, line.At, line.Actor.Role, line.Action, line.On.Kind, line.On.UnitPath, line.Done, line.Actor.Id,
        line.Actor.Id is { } id ? names.GetValueOrDefault(id) : null, line.On.Id, line.Reason, line.Detail.Length == 0 ? null : AuditDetail.Read(line.Detail));

    private static async Task<Dictionary<Guid, string>> NamesAsync(RemoteClassroomDb db, IReadOnlyList<AuditLine> lines, CancellationToken cancellationToken)
    {
        var ids = lines.Select(line => line.Actor.Id).OfType<Guid>().Distinct().ToList();
        var accounts = await db.Users.AsNoTracking().Where(row => ids.Contains(row.Id)).Select(row => new { row.Id, row.UserName }).ToListAsync(cancellationToken);
        return accounts.ToDictionary(row => row.Id, row => Answers.Masked(row.UserName ?? ""));
    }

    private static string Next(AuditLine last) => string.Create(CultureInfo.InvariantCulture, $"{Micros.Of(last.At)}.{last.Id:N}");

    private static AuditPlace? Read(string? cursor) => cursor is null ? null
        : cursor.Split('.') is [var at, var id] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var micros) && micros < 1L << 53 && Guid.TryParseExact(id, "N", out var line)
            ? new AuditPlace(Micros.ToInstant(micros), line)
            : throw Paging.BadCursor();

    /// <summary>Which lines are asked for, as the query string says.</summary>
    /// <param name="Actor">Of this account or device.</param>
    /// <param name="Action">Of this action.</param>
    /// <param name="About">About this thing.</param>
    /// <param name="Unit">At and below this unit; default: the caller's own.</param>
    /// <param name="From">Not before.</param>
    /// <param name="To">Before.</param>
    internal sealed record AuditFilter(Guid? Actor = null, string? Action = null, [property: FromQuery(Name = "object")] Guid? About = null, Guid? Unit = null, DateTimeOffset? From = null, DateTimeOffset? To = null)
    {
        /// <summary>The query, within what the caller may see.</summary>
        public async Task<AuditQuery> QueryAsync(Caller caller, TreeAccess tree, CancellationToken cancellationToken)
        {
            if (Action is not null && !AuditActions.All.Contains(Action))
            {
                throw Refused.Validation("action", "There is no such action; ask for one that the lines name.");
            }

            var path = Unit is { } unit ? await tree.ToUnitAsync(caller, unit, cancellationToken) : TreeAccess.ScopeOf(caller) ?? throw Refused.NotFound("unit");
            return new AuditQuery(path, Actor, Action, About, From, To);
        }
    }

    /// <summary>The audit as rows of a file; that somebody took it stands in the audit, too.</summary>
    internal sealed class AuditExport(IAuditTrail trail, TreeAccess tree, ReportZone zone, TimeProvider time)
    {
        /// <summary>The heading.</summary>
        public IReadOnlyList<string> Columns { get; } =
            [$"时间 at ({zone.Name})", "角色 role", "账号 actorId", "操作 action", "结果 done", "对象类别 objectKind", "对象 objectId", "路径 unitPath", "原因 reason", "详情 detail", "编号 id"];

        /// <summary>Today, for the file's name.</summary>
        public string Stamp() => zone.Local(time.GetUtcNow()).ToString("yyyyMMdd", CultureInfo.InvariantCulture);

        /// <summary>Writes the line about the export; gives the rows.</summary>
        public async Task<IAsyncEnumerable<IReadOnlyList<object>>> BeginAsync(Caller caller, AuditFilter filter, string format, CancellationToken cancellationToken)
        {
            var query = await filter.QueryAsync(caller, tree, cancellationToken);
            var now = time.GetUtcNow();
            await trail.WriteAsync(AuditLine.Of(now, AuditBy.Of(caller), AuditActions.AuditExported, AuditBy.OwnUnit(caller), detail: [("format", format)]), cancellationToken);
            return RowsAsync(query, cancellationToken);
        }

        private async IAsyncEnumerable<IReadOnlyList<object>> RowsAsync(AuditQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            for (AuditPlace? after = null; ;)
            {
                var page = await trail.ReadAsync(query, after, PageSize, cancellationToken);
                foreach (var line in page)
                {
                    yield return
                    [
                        zone.Local(line.At).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), line.Actor.Role, line.Actor.Id?.ToString("D") ?? "", line.Action, line.Done ? "是 yes" : "否 no",
                        line.On.Kind, line.On.Id?.ToString("D") ?? "", line.On.UnitPath, line.Reason ?? "", line.Detail, line.Id.ToString("D"),
                    ];
                }

                if (page.Count < PageSize)
                {
                    yield break;
                }

                after = new AuditPlace(page[^1].At, page[^1].Id);
            }
        }
    }
}
