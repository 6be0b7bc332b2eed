using System.Security.Cryptography;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Contracts.Exports;
using RemoteClassroom.Contracts.Privacy;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Server.Attendance;
using RemoteClassroom.Server.Audit;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage.Exports;

namespace RemoteClassroom.Server.Exports;

/// <summary>Files that are made in the background: asked for, followed, taken.</summary>
internal static class ExportEndpoints
{
    /// <summary>Registers what they need.</summary>
    public static IServiceCollection AddExports(this IServiceCollection services) =>
        services.AddScoped<SessionTables>().AddScoped<PeriodTables>().AddScoped<CorrectionRows>().AddScoped<ExportDesk>().AddSingleton<ExportMaking>().AddHostedService<ExportWorker>();

    /// <summary>Maps them.</summary>
    public static void MapExports(this IEndpointRouteBuilder api)
    {
        var exports = api.MapGroup("/exports").WithTags("Exports");
        exports.MapPost("", StartAsync).Allow(Callers.Administrator).Produces<ExportStarted>(StatusCodes.Status201Created)
            .WithSummary("Asks for a file of a session, a course or a period, XLSX with several sheets or CSV; made in the background, masked unless a reason and a fresh password are given.");
        exports.MapGet("", (HttpContext context, Caller caller, ExportDesk desk) => Fresh(context, desk.ListAsync((AccountCaller)caller, context.RequestAborted)))
            .Allow(Callers.Administrator).Produces<Page<ExportInfo>>().WithSummary("The caller's own exports of the last seven days, newest first, at most a hundred.");
        exports.MapGet("/about", About).Allow(Callers.Administrator).WithSummary("What files hold, before one is made: sheets, columns, the zone of their times, and how long they are kept.");
        exports.MapGet("/{e:guid}", async (Guid e, HttpContext context, Caller caller, ExportDesk desk) =>
            await Fresh(context, Task.FromResult(desk.InfoOf(await desk.FindAsync((AccountCaller)caller, e, context.RequestAborted)))))
            .Allow(Callers.Administrator).Produces<ExportInfo>().WithSummary("How far an export of the caller's is.");
        exports.MapGet("/{e:guid}/file", TakeAsync).Allow(Callers.Administrator)
            .Produces(StatusCodes.Status200OK, contentType: TableFiles.XlsxType, additionalContentTypes: TableFiles.CsvType)
            .WithSummary("The finished file, from whichever node; with names in it only within five minutes of the password. Each time stands in the audit.");
    }

    private static Task<T> Fresh<T>(HttpContext context, Task<T> answer)
    {
        context.Response.Headers.CacheControl = "no-store";
        return answer;
    }

    private static async Task<IResult> StartAsync(HttpContext context, Caller caller, Change change, Body<MakeExport> body, ExportDesk desk)
    {
        if (body.Value.Unmasked == true)
        {
            await FreshSignIn.RequireAsync(context);
        }

        return Answers.Of(await desk.StartAsync((AccountCaller)caller, change.For(caller), body.Value, context.RequestAborted));
    }

    private static ExportAbout About(SessionTables tables, ReportZone zone) => new(
        zone.Name, [.. tables.Sheets(AttendanceRules.Default.Version, masked: true).Select(sheet => new ExportSheet(sheet.Name, sheet.Columns))], (int)ExportBook.MaskedLife.TotalHours,
        (int)ExportBook.UnmaskedLife.TotalMinutes);

    private static async Task TakeAsync(Guid e, HttpContext context, Caller caller, ExportDesk desk, ExportMaking making, IExportFiles files, IAuditTrail trail, TimeProvider time)
    {
        var cancelled = context.RequestAborted;
        var account = (AccountCaller)caller;
        var row = await desk.FindAsync(account, e, cancelled);
        var (about, rehearsal) = await desk.ToTakeAsync(account, row, cancelled);
        if (!row.Masked)
        {
            await FreshSignIn.RequireAsync(context);
        }

        var format = desk.InfoOf(row).Format;
        await using var parts = ExportSeal.OpenAsync(files.ReadAsync(e, row.Attempt, cancelled), making.KeyOf(row), e, row.Attempt, cancelled).GetAsyncEnumerator(cancelled);
        if (!await FirstAsync(parts))
        {
            throw new RefusedException(ErrorCodes.IllegalTransition, "The file is not there any more, or not as it was made; ask for a new one.");
        }

        await trail.WriteAsync(AuditLine.Of(time.GetUtcNow(), AuditBy.Of(caller), AuditActions.ExportTaken, about, detail: [("export", e), ("masked", row.Masked)]), cancelled);
        TableFiles.Name(context.Response, ExportNames.File(e, format, rehearsal), format == FileFormat.Xlsx ? TableFiles.XlsxType : TableFiles.CsvType);
        context.Response.ContentLength = row.Bytes;
        do
        {
            await context.Response.Body.WriteAsync(parts.Current, cancelled);
        }
        while (await parts.MoveNextAsync());
    }

    private static async Task<bool> FirstAsync(IAsyncEnumerator<byte[]> parts)
    {
        try
        {
            return await parts.MoveNextAsync();
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or InvalidDataException)
        {
            return false;
        }
    }
}
