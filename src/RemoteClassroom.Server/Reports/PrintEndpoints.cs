using MiniExcelLibs;
using RemoteClassroom.Contracts.Reports;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Attendance;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Reports;

/// <summary>Reports for paper and for spreadsheets: masked, in the report's zone, and saying by which rules and from which end of the ledger.</summary>
internal static class PrintEndpoints
{
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'";
    /// <summary>Maps them.</summary>
    public static void MapPrints(this IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/sessions/{s:guid}").WithTags("Reports");
        session.MapGet("/report.html", PageAsync).Allow(Callers.Administrator).Produces(StatusCodes.Status200OK, contentType: "text/html")
            .WithSummary("The report of a unit, or of one hall, on one page, to be printed.");
        session.MapGet("/report.xlsx", WorkbookAsync).Allow(Callers.Administrator)
            .Produces(StatusCodes.Status200OK, contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
            .WithSummary("The same as a workbook: about the report, units and halls, categories, seats.");
        session.MapGet("/persons.csv", PersonsAsync).Allow(Callers.Administrator).Produces(StatusCodes.Status200OK, contentType: "text/csv")
            .WithSummary("Everybody of a unit with how his part is judged, masked; the heading names zone and rules.");
        session.MapGet("/branches/{b:guid}/sheet.html", SheetAsync).Allow(Callers.Administrator | Callers.Operator).Produces(StatusCodes.Status200OK, contentType: "text/html")
            .WithSummary("A hall's sheet for signing (签到表): the roster, masked, with who has checked in in which round.");
    }

    private static async Task PageAsync(Guid s, Guid? unit, Guid? hall, HttpContext context, Caller caller, ReportDesk desk, ISessionStates states, ReportZone zone)
    {
        var report = await desk.SessionAsync(caller, s, unit, context.RequestAborted, hall);
        var state = await states.GetAsync(s, fresh: false, context.RequestAborted);
        await WriteAsync(context, PrintPages.Report(report, state is { Rehearsal: true }, zone));
    }

    private static async Task SheetAsync(
        Guid s, Guid b, HttpContext context, Caller caller, SessionAccess access, ISessionDirectory sessions, ISessionStates states, ILedger ledger, ReportZone zone)
    {
        var cancelled = context.RequestAborted;
        var tree = await sessions.TreeAsync(s, cancelled);
        FrozenBranch hall;
        if (SessionAccess.VenueOf(caller) is not null)
        {
            hall = await access.ToHallAsync(caller, s, b, cancelled);
        }
        else
        {
            var path = await access.ToLedgerAsync(caller, s, cancelled);
            hall = tree?.Branches.FirstOrDefault(branch => branch.BranchId == b && Paths.Contains(path, tree.Units[branch.UnitIndex].Path)) ?? throw Refused.NotFound("hall in this session");
        }

        var state = await states.GetAsync(s, fresh: true, cancelled) ?? throw Refused.NotFound("session");
        var lines = new List<LedgerEntry>();
        foreach (var round in state.Rounds)
        {
            lines.AddRange(await ledger.OfBranchAsync(s, round.RoundId, b, cancelled));
        }

        await WriteAsync(context, PrintPages.Sheet(state, hall, await sessions.RosterAsync(s, b, cancelled), lines, zone));
    }

    private static async Task WorkbookAsync(Guid s, Guid? unit, HttpContext context, Caller caller, ReportDesk desk, ReportZone zone)
    {
        var report = await desk.SessionAsync(caller, s, unit, context.RequestAborted);
        var sheets = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["关于 about"] = PrintPages.About(report, zone).Select(line => new Dictionary<string, object> { ["项 item"] = line.Name, ["值 value"] = line.Value }).ToList(),
            ["单位 units"] = report.Children.Select(child => Row(child)).ToList(),
            ["类别 categories"] = report.Categories.Select(category => Row(category)).ToList(),
            ["座位 seats"] = report.Seats.Select(seat => new Dictionary<string, object> { ["分课堂 hall"] = seat.Name, ["人数 people"] = seat.People, ["外来 visitors"] = seat.Visitors }).ToList(),
        };
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 81_920, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await file.SaveAsAsync(sheets, printHeader: true, excelType: ExcelType.XLSX, cancellationToken: context.RequestAborted);
        file.Position = 0;
        context.Response.ContentType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = $"attachment; filename=\"report-{s:N}.xlsx\"";
        await file.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static Dictionary<string, object> Row(NamedCounts counts)
    {
        var row = new Dictionary<string, object>(StringComparer.Ordinal) { ["名称 name"] = counts.Name };
        foreach (var (name, value) in PrintPages.Columns(counts.Counts))
        {
            row[name] = value;
        }

        return row;
    }

    private static async Task PersonsAsync(Guid s, Guid? unit, HttpContext context, Caller caller, ReportDesk desk, PersonRows rows)
    {
        var (_, scope, _) = await desk.StandAsync(caller, s, unit, context.RequestAborted);
        TableFiles.Name(context.Response, $"persons-{s:N}.csv", TableFiles.CsvType);
        await TableFiles.WriteCsvAsync(context.Response.Body, rows.Columns(scope.State.Rules.Version), rows.ReadAsync(scope, masked: true, context.RequestAborted), context.RequestAborted);
    }

    private static Task WriteAsync(HttpContext context, string html)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentSecurityPolicy = Policy;
        return context.Response.WriteAsync(html, context.RequestAborted);
    }
}
