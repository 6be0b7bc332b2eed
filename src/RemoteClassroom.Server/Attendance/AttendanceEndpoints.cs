using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Grains;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Attendance;

/// <summary>The figures of a session, and its ledger as files.</summary>
internal static class AttendanceEndpoints
{
    /// <summary>Registers what they need.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="timeZone">The zone of reports, or null for <see cref="ReportZone.Default"/>.</param>
    public static IServiceCollection AddAttendance(this IServiceCollection services, string? timeZone) =>
        services.AddSingleton(ReportZone.Find(timeZone)).AddSingleton<LedgerExport>().AddSingleton<BreakdownDesk>();

    /// <summary>Maps them below the API's base.</summary>
    public static void MapAttendance(this IEndpointRouteBuilder api)
    {
        api.MapGet("/sessions/{sessionId:guid}/attendance", AttendanceAsync).Allow(Callers.Staff).Produces<AttendanceFrame>()
            .WithSummary("A unit's counts and those one level down, cut from one state; by default of the newest sign-in round and the caller's own unit.");
        api.MapGet("/sessions/{sessionId:guid}/attendance/arrivals", ArrivalsAsync).Allow(Callers.Staff).Produces<Arrivals>()
            .WithSummary("How a round filled at and below a unit, step by step, by the ledger's own times; by default the newest sign-in round and the caller's own unit.");
        api.MapGet("/sessions/{sessionId:guid}/attendance/breakdown", BreakdownAsync).Allow(Callers.Staff).Produces<AttendanceBreakdown>()
            .WithSummary("A unit's live figures by category and by seat, cut from one state, at most twice a second anew; by default of the newest sign-in round and the caller's own unit.");
        api.MapGet("/sessions/{sessionId:guid}/ledger/about", AboutAsync).Allow(Callers.Administrator | Callers.Auditor).Produces<LedgerAbout>()
            .WithSummary("What the ledger's files hold: their columns, the time zone of their times, and that names and numbers are masked.");
        api.MapGet("/sessions/{sessionId:guid}/ledger.csv", CsvAsync).Allow(Callers.Administrator | Callers.Auditor).Produces(StatusCodes.Status200OK, contentType: "text/csv")
            .WithSummary("The ledger of the caller's subtree, masked; the heading names the time zone.");
        api.MapGet("/sessions/{sessionId:guid}/ledger.xlsx", XlsxAsync).Allow(Callers.Administrator | Callers.Auditor)
            .Produces(StatusCodes.Status200OK, contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
            .WithSummary("The same as a workbook.");
    }

    private static async Task<IResult> AttendanceAsync(
        HttpContext context, Guid sessionId, Guid? unit, Guid? round, Caller caller, SessionAccess access, ISessionDirectory directory, IGrainFactory grains)
    {
        var (_, path) = await access.ToAttendanceAsync(caller, sessionId, unit, context.RequestAborted);
        var wanted = unit ?? await DefaultUnitAsync(directory, sessionId, path, context.RequestAborted);
        var frame = await grains.AttendanceOf(sessionId).FrameAsync(wanted, round) ?? throw Refused.NotFound("unit or round in this session");
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(frame, "application/json; charset=utf-8");
    }

    // Without a unit: the top of what the caller may see, as the session's own tree has it.
    private static async Task<Guid?> DefaultUnitAsync(ISessionDirectory directory, Guid sessionId, string path, CancellationToken cancellationToken) =>
        path.Length == 0 ? null : (await directory.TreeAsync(sessionId, cancellationToken))?.Units.FirstOrDefault(unit => Paths.Contains(path, unit.Path))?.UnitId;

    private static async Task<Arrivals> ArrivalsAsync(
        HttpContext context, Guid sessionId, Guid? unit, Guid? round, Caller caller, SessionAccess access, ISessionDirectory directory, IGrainFactory grains)
    {
        var wanted = await ChaseEndpoints.UnitAsync(sessionId, unit, caller, access, directory, context.RequestAborted);
        var curve = await grains.AttendanceOf(sessionId).ArrivalsAsync(wanted, round) ?? throw Refused.NotFound("unit or round in this session");
        context.Response.Headers.CacheControl = "no-store";
        return new Arrivals(curve.UnitId, curve.Expected, curve.Counts, curve.StepSeconds, curve.RoundId, curve.From);
    }

    private static async Task<AttendanceBreakdown> BreakdownAsync(
        HttpContext context, Guid sessionId, Guid? unit, Guid? round, Caller caller, SessionAccess access, ISessionDirectory directory, BreakdownDesk desk)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await desk.ReadAsync(sessionId, await ChaseEndpoints.UnitAsync(sessionId, unit, caller, access, directory, context.RequestAborted), round, context.RequestAborted);
    }

    private static async Task<LedgerAbout> AboutAsync(HttpContext context, Guid sessionId, Caller caller, SessionAccess access, LedgerExport export)
    {
        await access.ToLedgerAsync(caller, sessionId, context.RequestAborted);
        return new LedgerAbout(RehearsalMark.Columns(LedgerColumns.Of(export.Zone), await export.IsRehearsalAsync(sessionId, context.RequestAborted)), export.Zone, Masked: true);
    }

    private static async Task CsvAsync(HttpContext context, Guid sessionId, Caller caller, LedgerExport export)
    {
        var (path, rehearsal) = await export.BeginAsync(caller, sessionId, "csv", null, context.RequestAborted);
        TableFiles.Name(context.Response, RehearsalMark.FileName($"ledger-{sessionId:N}.csv", rehearsal), TableFiles.CsvType);
        await LedgerFiles.WriteCsvAsync(context.Response.Body, export.Zone, export.ReadAsync(sessionId, path, masked: true, context.RequestAborted), context.RequestAborted, rehearsal);
    }

    private static async Task XlsxAsync(HttpContext context, Guid sessionId, Caller caller, LedgerExport export)
    {
        var (path, rehearsal) = await export.BeginAsync(caller, sessionId, "xlsx", null, context.RequestAborted);
        await using var file = await LedgerFiles.MakeXlsxAsync(export.Zone, export.ReadAsync(sessionId, path, masked: true, context.RequestAborted), context.RequestAborted, rehearsal);
        TableFiles.Name(context.Response, RehearsalMark.FileName($"ledger-{sessionId:N}.xlsx", rehearsal), TableFiles.XlsxType);
        await file.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
