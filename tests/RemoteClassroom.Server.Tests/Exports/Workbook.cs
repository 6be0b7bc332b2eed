using System.Globalization;
using System.IO.Compression;
using System.Xml.Linq;

namespace RemoteClassroom.Server.Tests.Exports;

/// <summary>
/// Reads a workbook by the standard's own structure (ECMA-376, parts 1 and 2), with nothing but ZIP and XML, and fails where a spreadsheet program would complain: parts without a type, relations that lead
/// nowhere, sheet names that are taken or too long, rows and cells out of order, styles and shared strings that are not there, cells of unknown kinds, formulas.
/// </summary>
internal sealed class Workbook
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XNamespace Relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static readonly XNamespace Package = "http://schemas.openxmlformats.org/package/2006/relationships";
    private static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";

    private readonly ZipArchive _zip;
    private readonly List<string> _strings;
    private readonly int _styles;

    private Workbook(ZipArchive zip)
    {
        _zip = zip;
        var types = Part("[Content_Types].xml").Root!;
        var defaults = types.Elements(Types + "Default").Select(type => (string)type.Attribute("Extension")!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var given = types.Elements(Types + "Override").Select(type => ((string)type.Attribute("PartName")!).TrimStart('/')).ToHashSet(StringComparer.Ordinal);
        Assert.All(zip.Entries.Where(entry => entry.FullName != "[Content_Types].xml"), entry => Assert.True(given.Contains(entry.FullName) || defaults.Contains(Path.GetExtension(entry.FullName).TrimStart('.')), entry.FullName));
        Assert.All(given, part => Assert.NotNull(zip.GetEntry(part)));

        var office = Relations("").Single(relation => relation.Type.EndsWith("/officeDocument", StringComparison.Ordinal)).Target;
        var parts = Relations(office).ToDictionary(relation => relation.Id);
        var styles = Part(parts.Values.Single(relation => relation.Type.EndsWith("/styles", StringComparison.Ordinal)).Target).Root!;
        _styles = styles.Element(Main + "cellXfs")!.Elements(Main + "xf").Count();
        var strings = parts.Values.Where(relation => relation.Type.EndsWith("/sharedStrings", StringComparison.Ordinal)).Select(relation => relation.Target).SingleOrDefault();
        _strings = strings is null ? [] : [.. Part(strings).Root!.Elements(Main + "si").Select(item => string.Concat(item.Descendants(Main + "t").Select(text => text.Value)))];
        foreach (var sheet in Part(office).Root!.Element(Main + "sheets")!.Elements(Main + "sheet"))
        {
            var name = (string)sheet.Attribute("name")!;
            Assert.True(name.Length is > 0 and <= 31 && name.IndexOfAny(['[', ']', ':', '*', '?', '/', '\\']) < 0, name);
            var target = parts[(string)sheet.Attribute(Relation + "id")!].Target;
            Relations(target);
            Sheets.Add(name, Rows(target));
        }
    }

    /// <summary>Rows of text by sheet, in the order of the sheets.</summary>
    public Dictionary<string, List<string[]>> Sheets { get; } = new(StringComparer.OrdinalIgnoreCase);

    public static Workbook Read(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file), ZipArchiveMode.Read);
        return new Workbook(zip);
    }

    private XDocument Part(string path)
    {
        using var stream = (_zip.GetEntry(path) ?? throw new InvalidDataException($"The part {path} is not there.")).Open();
        return XDocument.Load(stream);
    }

    // Every relation of a part leads to a part that is there.
    private List<(string Id, string Type, string Target)> Relations(string of)
    {
        var folder = of.Contains('/', StringComparison.Ordinal) ? of[..(of.LastIndexOf('/') + 1)] : "";
        var path = $"{folder}_rels/{of[folder.Length..]}.rels";
        if (_zip.GetEntry(path) is null)
        {
            return [];
        }

        var all = Part(path).Root!.Elements(Package + "Relationship").Select(relation =>
        {
            var target = (string)relation.Attribute("Target")!;
            var whole = target.StartsWith('/') ? target[1..] : new Uri(new Uri("http://p/" + folder), target).AbsolutePath[1..];
            return ((string)relation.Attribute("Id")!, (string)relation.Attribute("Type")!, whole);
        }).ToList();
        Assert.All(all, relation => Assert.NotNull(_zip.GetEntry(relation.whole)));
        Assert.Equal(all.Count, all.Select(relation => relation.Item1).Distinct().Count());
        return all;
    }

    private List<string[]> Rows(string path)
    {
        var rows = new List<string[]>();
        var root = Part(path).Root!;
        Assert.Empty(root.Descendants(Main + "f"));
        foreach (var row in root.Element(Main + "sheetData")!.Elements(Main + "row"))
        {
            Assert.Equal(rows.Count + 1, (int)row.Attribute("r")!);
            var cells = new List<string>();
            foreach (var cell in row.Elements(Main + "c"))
            {
                Assert.Equal($"{Column(cells.Count)}{rows.Count + 1}", (string)cell.Attribute("r")!);
                Assert.InRange((int?)cell.Attribute("s") ?? 0, 0, _styles - 1);
                cells.Add(ValueOf(cell));
            }

            rows.Add([.. cells]);
        }

        return rows;
    }

    private string ValueOf(XElement cell)
    {
        var value = cell.Element(Main + "v")?.Value ?? "";
        switch ((string?)cell.Attribute("t"))
        {
            case null or "n":
                Assert.True(value.Length == 0 || double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _), value);
                return value;
            case "str":
                return value;
            case "s":
                return _strings[int.Parse(value, CultureInfo.InvariantCulture)];
            case "inlineStr":
                return string.Concat(cell.Element(Main + "is")!.Descendants(Main + "t").Select(text => text.Value));
            case var kind:
                throw new InvalidDataException($"A cell of the kind {kind}.");
        }
    }

    private static string Column(int place) => place < 26 ? $"{(char)('A' + place)}" : Column((place / 26) - 1) + Column(place % 26);
}
