using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Contracts.Organization;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Accounts;
using RemoteClassroom.Server.Audit;
using RemoteClassroom.Server.Composition;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Server.Organization.Imports;

namespace RemoteClassroom.Server.Organization;

/// <summary>The three imports: units, venues, trainees, as CSV or XLSX.</summary>
internal static class ImportEndpoints
{
    /// <summary>One large file at a time is read: it is held in memory while it is checked.</summary>
    private static readonly SemaphoreSlim Turn = new(1);

    /// <summary>Maps them.</summary>
    public static void MapImports(this IEndpointRouteBuilder api)
    {
        api.MapPost("/org-units/import", (HttpContext context, Caller caller, Change change, ImportDesk desk, Places places, bool dryRun = false) =>
            ImportAsync(context, caller, change, places, dryRun, ImportShape.OrgUnits, desk.OrgUnitsAsync)).Import("Imports units of the tree.");
        api.MapPost("/venues/import", (HttpContext context, Caller caller, Change change, ImportDesk desk, Places places, bool dryRun = false) =>
            ImportAsync(context, caller, change, places, dryRun, ImportShape.Venues, desk.VenuesAsync)).Import("Imports venues.");
        api.MapPost("/halls/import", (HttpContext context, Caller caller, Change change, Places places, HallImportDesk desk, ActivationSlips slips, ServerOptions options, bool dryRun = false) =>
            ImportHallsAsync(context, caller, change, places, desk, slips, options, dryRun))
            .Import<HallsImportAnswer>("Imports halls with their contacts and operators; each new operator gets an activation slip.");
        api.MapPost("/trainees/import", (HttpContext context, Caller caller, Change change, ImportDesk desk, Places places, bool dryRun = false) =>
            ImportAsync(context, caller, change, places, dryRun, ImportShape.Trainees, desk.TraineesAsync)).Import("Imports trainees; of the phone number only the last four digits are kept.");
    }

    private static async Task<IResult> ImportAsync(
        HttpContext context, Caller caller, Change change, Places places, bool dryRun, ImportShape shape, Func<ImportRequest, string, CancellationToken, Task<StoredAnswer>> import) =>
        Answers.Of(await StoreAsync(context, caller, change, places, dryRun, shape, import));

    private static async Task<IResult> ImportHallsAsync(
        HttpContext context, Caller caller, Change change, Places places, HallImportDesk desk, ActivationSlips slips, ServerOptions options, bool dryRun)
    {
        var answer = await StoreAsync(context, caller, change, places, dryRun, ImportShape.Halls, (file, _, cancel) => desk.HallsAsync(file, (AccountCaller)caller, options.AddressFor(context.Request), cancel));
        context.Response.Headers.CacheControl = "no-store";
        return Answers.Of<HallsImportAnswer>(answer, kept => kept with { Slips = [.. kept.Slips.Select(slip => slips.Written(slip))] });
    }

    private static async Task<StoredAnswer> StoreAsync(
        HttpContext context, Caller caller, Change change, Places places, bool dryRun, ImportShape shape, Func<ImportRequest, string, CancellationToken, Task<StoredAnswer>> import)
    {
        var cancel = context.RequestAborted;
        var content = (await RequestBody.OfAsync(context)).Bytes;
        await Turn.WaitAsync(cancel);
        try
        {
            var faults = new ImportFaults();
            var lines = Read(content, shape, faults, cancel);
            var answer = await import(new ImportRequest(change.For(caller), lines, faults, dryRun, AuditBy.Of(caller), AuditBy.OwnUnit(caller)), ((AccountCaller)caller).UnitPath, cancel);
            places.Forget();
            return answer;
        }
        finally
        {
            Turn.Release();
        }
    }

    private static List<ImportLine> Read(byte[] content, ImportShape shape, ImportFaults faults, CancellationToken cancellationToken)
    {
        try
        {
            return [.. ImportReader.Read(content, shape, faults, cancellationToken)];
        }
        catch (ImportFileException unreadable)
        {
            throw new RefusedException(unreadable.TooLarge ? ErrorCodes.TooLarge : ErrorCodes.Malformed, unreadable.Message);
        }
    }

    private static void Import(this RouteHandlerBuilder endpoint, string summary) => endpoint.Import<ImportAnswer>(summary);

    private static void Import<TAnswer>(this RouteHandlerBuilder endpoint, string summary) => endpoint
        .Allow(Callers.Administrator)
        .BodyLimit(ImportReader.MostBytes)
        .Accepts<string>("text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        .Produces<TAnswer>()
        .WithSummary(summary);
}
