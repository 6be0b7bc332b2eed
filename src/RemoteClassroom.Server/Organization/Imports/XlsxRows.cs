using System.Globalization;
using System.IO.Compression;
using System.Xml;
using MiniExcelLibs;

namespace RemoteClassroom.Server.Organization.Imports;

/// <summary>The rows of the first sheet of an XLSX workbook.</summary>
internal static class XlsxRows
{
    private const long MostUnpacked = 512L * 1024 * 1024;
    private const int MostColumns = 64;

    /// <summary>Every row with its number; numbers in cells come out as they would be typed.</summary>
    /// <exception cref="ImportFileException">It is no workbook, or unpacks to too much.</exception>
    public static IEnumerable<(int Number, string[] Cells)> Read(ArraySegment<byte> content, CancellationToken cancellationToken)
    {
        RefuseBomb(content, cancellationToken);
        using var stream = new MemoryStream(content.Array!, content.Offset, content.Count, writable: false);
        using var rows = Open(stream);
        var number = 0;
        while (Guard(rows.MoveNext))
        {
            number++;
            var row = (IDictionary<string, object?>)rows.Current;
            if (row.Count > MostColumns)
            {
                throw new ImportFileException($"The sheet has more than {MostColumns} columns; keep only those that the import names.");
            }

            yield return (number, [.. row.Values.Select(Text)]);
        }
    }

    private static IEnumerator<dynamic> Open(Stream stream) => Guard(() => stream.Query(useHeaderRow: false, excelType: ExcelType.XLSX).GetEnumerator());

    private static T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is InvalidDataException or XmlException or FormatException or InvalidOperationException or ArgumentException or KeyNotFoundException or NullReferenceException or IndexOutOfRangeException)
        {
            throw new ImportFileException("The file is not a workbook that can be read; save it as XLSX, or send \"CSV UTF-8\".", error);
        }
    }

    // The sizes that a ZIP declares may lie: count what really comes out.
    private static void RefuseBomb(ArraySegment<byte> content, CancellationToken cancellationToken)
    {
        var total = 0L;
        var buffer = new byte[81_920];
        Guard(() =>
        {
            using var zip = new ZipArchive(new MemoryStream(content.Array!, content.Offset, content.Count, writable: false), ZipArchiveMode.Read);
            foreach (var entry in zip.Entries)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var unpacked = entry.Open();
                for (int read; total <= MostUnpacked && (read = unpacked.Read(buffer)) > 0;)
                {
                    total += read;
                }
            }

            return true;
        });
        if (total > MostUnpacked)
        {
            throw new ImportFileException("The workbook unpacks to more than 512 MiB; import it in parts.") { TooLarge = true };
        }
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        string text => text.Trim(),
        double number when Math.Abs(number) < 1e15 => ((decimal)number).ToString(CultureInfo.InvariantCulture),
        DateTime date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()?.Trim() ?? "",
    };
}
