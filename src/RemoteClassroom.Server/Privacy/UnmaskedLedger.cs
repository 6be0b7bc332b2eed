using System.Globalization;
using System.Runtime.CompilerServices;
using RemoteClassroom.Contracts.Privacy;
using RemoteClassroom.Server.Attendance;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Privacy;

/// <summary>The ledger with names and numbers: for a reason, into the audit, and with a mark in the file that says who took it, when and why.</summary>
internal static class UnmaskedLedger
{
    /// <summary>Maps <c>/sessions/{s}/ledger/unmasked</c>.</summary>
    public static void MapUnmaskedLedger(this IEndpointRouteBuilder api) =>
        api.MapPost("/sessions/{s:guid}/ledger/unmasked", ExportAsync).Allow(Callers.Administrator).Fresh().WithTags("Privacy")
            .NotIdempotent("It changes nothing; every export has its own line in the audit.")
            .Produces(StatusCodes.Status200OK, contentType: TableFiles.CsvType)
            .WithSummary("The ledger of the caller's subtree with names and roster numbers, as CSV or XLSX; its first and last line say who took it, when and why.");

    private static async Task ExportAsync(HttpContext context, Guid s, Caller caller, Body<ExportUnmasked> body, LedgerExport export, ReportZone zone, TimeProvider time)
    {
        var cancelled = context.RequestAborted;
        var reason = Reasons.Check(body.Value.Reason);
        var format = body.Value.Format == FileFormat.Xlsx ? "xlsx" : "csv";
        var (path, rehearsal) = await export.BeginAsync(caller, s, format, reason, cancelled);
        var account = (AccountCaller)caller;
        var mark = string.Create(CultureInfo.InvariantCulture, $"含个人信息,勿转发 · personal data, do not pass on · {account.Name} ({account.Id:D}) · {zone.Local(time.GetUtcNow()):yyyy-MM-dd HH:mm:ss} {zone.Name} · {reason}");
        var columns = LedgerColumns.Of(export.Zone, masked: false);
        var table = RehearsalMark.On(new Table("ledger", columns, MarkedAsync(mark, columns.Count, export.ReadAsync(s, path, masked: false, cancelled), cancelled), 0), rehearsal);
        if (format == "csv")
        {
            TableFiles.Name(context.Response, RehearsalMark.FileName($"ledger-unmasked-{s:N}.csv", rehearsal), TableFiles.CsvType);
            await TableFiles.WriteCsvAsync(context.Response.Body, table.Columns, table.Rows, cancelled);
            return;
        }

        await using var file = await TableFiles.MakeXlsxAsync(table.Name, table.Columns, table.Rows, cancelled);
        TableFiles.Name(context.Response, RehearsalMark.FileName($"ledger-unmasked-{s:N}.xlsx", rehearsal), TableFiles.XlsxType);
        await file.CopyToAsync(context.Response.Body, cancelled);
    }

    private static async IAsyncEnumerable<IReadOnlyList<object>> MarkedAsync(
        string mark, int columns, IAsyncEnumerable<LedgerLine> lines, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        object[] marked = [mark, .. Enumerable.Repeat<object>("", columns - 1)];
        yield return marked;
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            yield return LedgerColumns.Values(line);
        }

        yield return marked;
    }
}
