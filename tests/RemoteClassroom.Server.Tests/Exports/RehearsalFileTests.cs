using System.Net.Http.Headers;
using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.Exports;
using RemoteClassroom.Contracts.Privacy;
using RemoteClassroom.Server.Tests.CheckIns;

namespace RemoteClassroom.Server.Tests.Exports;

/// <summary>A file of a rehearsal says so wherever somebody may look: in its name, in its title, in every sheet and every row.</summary>
public sealed class RehearsalFileTests(Town town) : IClassFixture<Town>
{
    private const string Column = "彩排 rehearsal";

    [Fact]
    public async Task Every_sheet_and_every_row_of_a_rehearsals_files_says_that_it_counts_nowhere()
    {
        var lesson = await town.OpenAsync(rehearsal: true);
        await lesson.CheckInAsync(0, 0);
        await lesson.CloseRoundAsync();

        var (info, file) = await Exported.MakeAsync(town.Host, town.Root, new MakeExport(FileFormat.Xlsx, lesson.Id));
        Assert.StartsWith("彩排", info.Title, StringComparison.Ordinal);
        var sheets = Workbook.Read(file).Sheets;
        Assert.Equal(Column, sheets["关于 about"][1][0]);
        Assert.All(sheets.Where(sheet => sheet.Key != "关于 about"), sheet =>
        {
            Assert.Equal(Column, sheet.Value[0][^1]);
            Assert.All(sheet.Value.Skip(1), row => Assert.Contains("不计入统计", row[^1], StringComparison.Ordinal));
        });
        Assert.Equal(2, sheets["签到 check-ins"].Count);
        var about = sheets["关于 about"].ToDictionary(row => row[0], row => row[1]);
        Assert.Equal(string.Join(" | ", sheets["人员 persons"][0]), about["栏目 columns: 人员 persons"]);

        foreach (var table in (ExportTable[])[ExportTable.Persons, ExportTable.CheckIns])
        {
            var rows = Exported.Csv((await Exported.MakeAsync(town.Host, town.Root, new MakeExport(FileFormat.Csv, lesson.Id, Table: table))).File);
            Assert.Equal(Column, rows[0][^1]);
            Assert.All(rows.Skip(1), row => Assert.Contains("不计入统计", row[^1], StringComparison.Ordinal));
            Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
        }

        Assert.StartsWith("rehearsal-attendance-", await NameAsync($"/api/v1/exports/{info.ExportId}/file"), StringComparison.Ordinal);
        Assert.StartsWith("rehearsal-ledger-", await NameAsync($"{lesson.Path}/ledger.csv"), StringComparison.Ordinal);
        Assert.Equal(Column, (await town.Root.GetAsync($"{lesson.Path}/ledger/about")).As<LedgerAbout>().Columns[^1]);
    }

    [Fact]
    public async Task A_lectures_files_say_nothing_of_rehearsals()
    {
        var lesson = await town.OpenAsync();
        await lesson.CheckInAsync(1, 0);
        var (info, file) = await Exported.MakeAsync(town.Host, town.Root, new MakeExport(FileFormat.Xlsx, lesson.Id));
        Assert.DoesNotContain(Workbook.Read(file).Sheets.Values.SelectMany(rows => rows).SelectMany(row => row), cell => cell.Contains("彩排", StringComparison.Ordinal));
        Assert.StartsWith("attendance-", await NameAsync($"/api/v1/exports/{info.ExportId}/file"), StringComparison.Ordinal);
        Assert.StartsWith("ledger-", await NameAsync($"{lesson.Path}/ledger.xlsx"), StringComparison.Ordinal);
    }

    private async Task<string> NameAsync(string path)
    {
        using var http = new HttpClient { BaseAddress = town.Host.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", town.Root.Bearer);
        using var answer = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return answer.Content.Headers.ContentDisposition!.FileName!.Trim('"');
    }
}
