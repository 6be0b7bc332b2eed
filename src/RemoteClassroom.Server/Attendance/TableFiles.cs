using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using MiniExcelLibs;

namespace RemoteClassroom.Server.Attendance;

/// <summary>A table to be written.</summary>
/// <param name="Name">Its name: at most 28 characters, none of <c>[]:*?/\</c>.</param>
/// <param name="Columns">The heading.</param>
/// <param name="Rows">The rows, each as long as the heading; read once.</param>
/// <param name="AtMost">How many rows there can be.</param>
internal sealed record Table(string Name, IReadOnlyList<string> Columns, IAsyncEnumerable<IReadOnlyList<object>> Rows, long AtMost);

/// <summary>Writes rows as CSV (UTF-8 with a byte order mark, as spreadsheets want it) and as XLSX.</summary>
internal static class TableFiles
{
    /// <summary>The media type of CSV.</summary>
    public const string CsvType = "text/csv";

    /// <summary>The media type of XLSX.</summary>
    public const string XlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private const int FlushEvery = 500;
    private const long RowsPerSheet = 1_000_000;
    private static readonly string[] ColumnKeys = [.. Enumerable.Range(0, 64).Select(i => $"c{i}")];

    private static readonly CsvConfiguration Csv = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        // A value that a spreadsheet would take for a formula gets an apostrophe before it.
        InjectionOptions = InjectionOptions.Escape,
    };

    /// <summary>Names the file that an answer is; not to be kept by anybody between.</summary>
    public static void Name(HttpResponse response, string file, string type)
    {
        response.ContentType = type == CsvType ? CsvType + "; charset=utf-8" : type;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = $"attachment; filename=\"{file}\"";
    }

    /// <summary>Writes CSV as the rows come.</summary>
    public static async Task WriteCsvAsync(Stream output, IReadOnlyList<string> columns, IAsyncEnumerable<IReadOnlyList<object>> rows, CancellationToken cancellationToken)
    {
        await using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), bufferSize: 16_384, leaveOpen: true);
        await using var csv = new CsvWriter(text, Csv, leaveOpen: true);
        await RowAsync(csv, columns);
        var written = 0;
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            await RowAsync(csv, row);
            if (++written % FlushEvery == 0)
            {
                await csv.FlushAsync();
                await text.FlushAsync(cancellationToken);
            }
        }
    }

    /// <summary>Makes an XLSX in a file that goes when it is closed; a workbook is a ZIP, whose end must be known before it can be sent.</summary>
    public static async Task<FileStream> MakeXlsxAsync(string sheet, IReadOnlyList<string> columns, IAsyncEnumerable<IReadOnlyList<object>> rows, CancellationToken cancellationToken)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 81_920, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            await file.SaveAsAsync(NamedAsync(columns, rows, cancellationToken), printHeader: true, sheetName: sheet, excelType: ExcelType.XLSX, cancellationToken: cancellationToken);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <summary>Writes a workbook of several sheets as the rows come; nothing is held but the row at hand. A sheet that is longer than a spreadsheet takes goes on in another.</summary>
    public static async Task WriteXlsxAsync(Stream output, IEnumerable<Table> tables, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tables);
        var (sheets, readers) = (new Dictionary<string, object>(StringComparer.Ordinal), new List<IAsyncDisposable>());
        try
        {
            foreach (var table in tables)
            {
                var reader = table.Rows.GetAsyncEnumerator(cancellationToken);
                readers.Add(reader);
                for (var part = 0L; part * RowsPerSheet < Math.Max(1, table.AtMost); part++)
                {
                    sheets[part == 0 ? table.Name : $"{table.Name} {part + 1}"] = SheetAsync(table.Columns, reader);
                }
            }

            await output.SaveAsAsync(sheets, printHeader: false, excelType: ExcelType.XLSX, cancellationToken: cancellationToken);
        }
        finally
        {
            foreach (var reader in readers)
            {
                await reader.DisposeAsync();
            }
        }
    }

    // The heading is a row of its own: it stands also over nothing.
    private static async IAsyncEnumerable<IDictionary<string, object>> SheetAsync(IReadOnlyList<string> columns, IAsyncEnumerator<IReadOnlyList<object>> rows)
    {
        yield return Cells(columns);
        for (var row = 0; row < RowsPerSheet && await rows.MoveNextAsync(); row++)
        {
            yield return Cells(rows.Current);
        }
    }

    private static Dictionary<string, object> Cells(IReadOnlyList<object> values)
    {
        var cells = new Dictionary<string, object>(values.Count, StringComparer.Ordinal);
        for (var i = 0; i < values.Count; i++)
        {
            cells[ColumnKeys[i]] = values[i];
        }

        return cells;
    }

    private static async Task RowAsync(CsvWriter csv, IReadOnlyList<object> values)
    {
        foreach (var value in values)
        {
            csv.WriteField(Convert.ToString(value, CultureInfo.InvariantCulture));
        }

        await csv.NextRecordAsync();
    }

    private static async IAsyncEnumerable<IDictionary<string, object>> NamedAsync(
        IReadOnlyList<string> columns, IAsyncEnumerable<IReadOnlyList<object>> rows, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var values in rows.WithCancellation(cancellationToken))
        {
            var row = new Dictionary<string, object>(columns.Count, StringComparer.Ordinal);
            for (var i = 0; i < columns.Count; i++)
            {
                row[columns[i]] = values[i];
            }

            yield return row;
        }
    }
}
