using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using MiniExcelLibs;

namespace RemoteClassroom.Server.Attendance;

/// <summary>Writes ledger lines as CSV (UTF-8 with a byte order mark, as spreadsheets want it) and as XLSX.</summary>
internal static class LedgerFiles
{
    private const int FlushEvery = 500;

    private static readonly CsvConfiguration Csv = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        // A value that a spreadsheet would take for a formula gets an apostrophe before it.
        InjectionOptions = InjectionOptions.Escape,
    };

    /// <summary>Writes CSV as the lines come.</summary>
    public static async Task WriteCsvAsync(Stream output, string zone, IAsyncEnumerable<LedgerLine> lines, CancellationToken cancellationToken)
    {
        await using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 16_384, leaveOpen: true);
        await using var csv = new CsvWriter(text, Csv, leaveOpen: true);
        await RowAsync(csv, LedgerColumns.Of(zone));
        var written = 0;
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            await RowAsync(csv, LedgerColumns.Values(line));
            if (++written % FlushEvery == 0)
            {
                await csv.FlushAsync();
                await text.FlushAsync(cancellationToken);
            }
        }
    }

    /// <summary>Makes an XLSX in a file that goes when it is closed; a workbook is a ZIP, whose end must be known before it can be sent.</summary>
    public static async Task<FileStream> MakeXlsxAsync(string zone, IAsyncEnumerable<LedgerLine> lines, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 81_920, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await file.SaveAsAsync(RowsAsync(LedgerColumns.Of(zone), lines, cancellationToken), printHeader: true, sheetName: "ledger", excelType: ExcelType.XLSX, cancellationToken: cancellationToken);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    private static async Task RowAsync(CsvWriter csv, IReadOnlyList<object> values)
    {
        foreach (var value in values)
        {
            csv.WriteField(Convert.ToString(value, CultureInfo.InvariantCulture));
        }

        await csv.NextRecordAsync();
    }

    private static async IAsyncEnumerable<IDictionary<string, object>> RowsAsync(
        IReadOnlyList<string> columns, IAsyncEnumerable<LedgerLine> lines, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            var values = LedgerColumns.Values(line);
            var row = new Dictionary<string, object>(columns.Count, StringComparer.Ordinal);
            for (var i = 0; i < columns.Count; i++)
            {
                row[columns[i]] = values[i];
            }

            yield return row;
        }
    }
}
