using System.IO.Compression;
using System.Text;
using MiniExcelLibs;
using RemoteClassroom.Server.Organization.Imports;

namespace RemoteClassroom.Server.Tests.Organization;

/// <summary>Reading files into lines, before anything is compared with the database.</summary>
public sealed class ImportFileTests
{
    private static (List<ImportLine> Lines, ImportFaults Faults) Read(byte[] content, ImportShape? shape = null)
    {
        var faults = new ImportFaults();
        return ([.. ImportReader.Read(content, shape ?? ImportShape.OrgUnits, faults, TestContext.Current.CancellationToken)], faults);
    }

    private static (List<ImportLine> Lines, ImportFaults Faults) Read(string text, ImportShape? shape = null) => Read(Encoding.UTF8.GetBytes(text), shape);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Columns_come_in_any_order_with_or_without_a_byte_order_mark(bool mark)
    {
        var text = Encoding.UTF8.GetBytes("level,Name, code ,parentCode\r\nprovince,\"甲,乙\",A,\r\n\r\ncity,丙,B,A\r\n");
        var (lines, faults) = Read(mark ? [0xEF, 0xBB, 0xBF, .. text] : text);

        Assert.False(faults.Any);
        Assert.Equal([2, 4], lines.Select(line => line.Number));
        Assert.Equal(["A", "", "甲,乙", "province"], lines[0].Values);
        Assert.Equal(["B", "A", "丙", "city"], lines[1].Values);
    }

    [Fact]
    public void A_value_may_go_over_two_lines_and_the_next_still_has_its_own_number()
    {
        var (lines, _) = Read("code,parentCode,name,level\nA,,\"two\nlines\",city\nB,A,x,village\n");
        Assert.Equal([2, 4], lines.Select(line => line.Number));
    }

    [Fact]
    public void Every_fault_of_the_heading_is_named()
    {
        var (lines, faults) = Read("code,name,name,colour\nA,x,y,z\n");

        Assert.Empty(lines);
        var found = faults.InOrder().Select(error => (error.Line, error.Column, error.Code)).ToHashSet();
        Assert.Equal(
            [(1, "name", "duplicate"), (1, "colour", "unknown_column"), (1, "parentCode", "missing_column"), (1, "level", "missing_column")],
            found.Order().ToHashSet(), HashSet<(int, string, string)>.CreateSetComparer());
    }

    [Fact]
    public void An_empty_file_lacks_every_column() => Assert.Equal(4, Read("").Faults.InOrder().Count(error => error.Code == "missing_column"));

    [Fact]
    public void A_line_with_too_many_values_or_a_stray_quotation_mark_is_named_and_the_others_are_read()
    {
        var (lines, faults) = Read("code,parentCode,name,level\nA,,x,city,and,more\nB,,\"x\"y\"z,city\nC,,x,city\n");
        Assert.Equal([2, 3], faults.InOrder().Where(error => error.Code == "invalid").Select(error => error.Line));
        Assert.Equal("C", Assert.Single(lines).Values[0]);
    }

    [Fact]
    public void A_file_that_is_not_UTF8_is_refused_as_a_whole()
    {
        var gbk = "code,parentCode,name,level\nA,,"u8.ToArray().Concat(new byte[] { 0xD6, 0xD0, 0xB9, 0xFA }).Concat(",city\n"u8.ToArray()).ToArray();
        Assert.Contains("UTF-8", Assert.Throws<ImportFileException>(() => Read(gbk)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_workbook_reads_as_the_same_lines_and_numbers_as_they_would_be_typed()
    {
        using var stream = new MemoryStream();
        stream.SaveAs(new[]
        {
            new Dictionary<string, object> { ["rosterNo"] = "R1", ["name"] = "王建国", ["phone"] = 13_800_001_234d, ["unitCode"] = 990_101, ["category"] = "教师", ["venueCode"] = "" },
        });
        var (lines, faults) = Read(stream.ToArray(), ImportShape.Trainees);

        Assert.False(faults.Any);
        var line = Assert.Single(lines);
        Assert.Equal(2, line.Number);
        Assert.Equal(["R1", "王建国", "13800001234", "990101", "教师", ""], line.Values);
    }

    [Fact]
    public void A_ZIP_that_is_no_workbook_is_refused_as_a_whole()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("readme.txt");
        }

        Assert.Throws<ImportFileException>(() => Read(stream.ToArray()));
    }

    [Fact]
    public void A_ZIP_bomb_is_refused_before_it_unpacks()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open();
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 520; i++)
            {
                entry.Write(zeros);
            }
        }

        Assert.True(Assert.Throws<ImportFileException>(() => Read(stream.ToArray())).TooLarge);
    }
}
