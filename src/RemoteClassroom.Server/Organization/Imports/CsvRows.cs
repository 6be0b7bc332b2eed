using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace RemoteClassroom.Server.Organization.Imports;

/// <summary>The rows of a CSV file after RFC 4180, in UTF-8 with or without a byte order mark.</summary>
internal static class CsvRows
{
    private const int LongestField = 10_000;

    /// <summary>Every row with the number of its first line; blank lines are left out.</summary>
    /// <exception cref="ImportFileException">The file is not UTF-8, or a value is absurdly long.</exception>
    public static IEnumerable<(int Number, string[] Cells)> Read(ArraySegment<byte> content, ImportFaults faults)
    {
        var badQuotes = false;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            HasHeaderRecord = false,
            IgnoreBlankLines = false,
            Delimiter = ",",
            TrimOptions = TrimOptions.Trim,
            MaxFieldSize = LongestField,
            BadDataFound = _ => badQuotes = true,
        };
        using var text = new StreamReader(new MemoryStream(content.Array!, content.Offset, content.Count, writable: false), new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true);
        using var parser = new CsvParser(text, configuration);
        var next = 1;
        while (Advance(parser))
        {
            var number = next;
            next = parser.RawRow + 1;
            var cells = parser.Record!;
            if (badQuotes)
            {
                badQuotes = false;
                faults.Add(number, "", ImportCodes.Invalid, "A quotation mark stands inside a value; double it, and put quotes around the value.");
            }
            else if (cells.Length > 1 || cells[0].Length > 0)
            {
                yield return (number, cells);
            }
        }
    }

    private static bool Advance(CsvParser parser)
    {
        try
        {
            return parser.Read();
        }
        catch (DecoderFallbackException error)
        {
            throw new ImportFileException("The file is not UTF-8; save it as \"CSV UTF-8\", or send the XLSX.", error);
        }
        catch (MaxFieldSizeException error)
        {
            throw new ImportFileException($"A value has more than {LongestField:N0} characters; perhaps a quotation mark is not closed.", error);
        }
    }
}
