using System.IO.Compression;
using System.Xml.Linq;

namespace RemoteClassroom.Browser.Tests.Days;

/// <summary>Reads the first sheet of a workbook that has a column of a given name, from the file's own XML: it knows no library that could have written it.</summary>
internal static class Workbook
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    /// <summary>The lines below the heading, each as heading → text.</summary>
    /// <param name="file">An XLSX file.</param>
    /// <param name="column">The sheet is the first whose heading has a column that ends so.</param>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string file, string column)
    {
        using var zip = ZipFile.OpenRead(file);
        var shared = zip.GetEntry("xl/sharedStrings.xml") is { } strings ? Load(strings).Root!.Elements(Main + "si").Select(Text).ToList() : [];
        foreach (var entry in zip.Entries.Where(entry => entry.FullName.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal)).OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            var rows = Load(entry).Descendants(Main + "row").Select(row => row.Elements(Main + "c").Select(cell => Value(cell, shared)).ToList()).ToList();
            if (rows.FindIndex(row => row.Any(value => value.EndsWith(column, StringComparison.Ordinal))) is >= 0 and var heading)
            {
                return [.. rows.Skip(heading + 1).Select(row => rows[heading].Zip(row).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal))];
            }
        }

        throw new InvalidDataException($"No sheet of {Path.GetFileName(file)} has a column '{column}'.");
    }

    /// <summary>A line's value in the column that ends so.</summary>
    public static string Of(this IReadOnlyDictionary<string, string> line, string column) => line.Single(pair => pair.Key.EndsWith(column, StringComparison.Ordinal)).Value;

    private static string Value(XElement cell, List<string> shared) => (string?)cell.Attribute("t") switch
    {
        "s" => shared[int.Parse(cell.Element(Main + "v")!.Value)],
        "inlineStr" => Text(cell.Element(Main + "is")!),
        _ => cell.Element(Main + "v")?.Value ?? "",
    };

    private static string Text(XElement of) => string.Concat(of.Descendants(Main + "t").Select(text => text.Value));

    private static XDocument Load(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        return XDocument.Load(stream);
    }
}
