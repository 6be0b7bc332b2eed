using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using CsvHelper;
using MiniExcelLibs;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Server.Attendance;
using RemoteClassroom.Server.Tests.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;

namespace RemoteClassroom.Server.Tests.Attendance;

/// <summary>The ledger as files.</summary>
public sealed class LedgerFileTests(Town town) : IClassFixture<Town>
{
    private static async Task<List<string[]>> CsvAsync(Api by, Lesson lesson)
    {
        var answer = await by.GetAsync(lesson.Path + "/ledger.csv");
        Assert.Equal((200, "text/csv"), (answer.Status, answer.ContentType));
        using var parser = new CsvParser(new StringReader(answer.Body.TrimStart('\uFEFF')), CultureInfo.InvariantCulture);
        var rows = new List<string[]>();
        while (parser.Read())
        {
            rows.Add(parser.Record!);
        }

        return rows;
    }

    [Fact]
    public async Task The_file_has_every_check_in_masked_and_its_heading_names_the_time_zone()
    {
        var lesson = await town.OpenAsync();
        var at = (await lesson.CheckInAsync(0, 0)).At;
        await lesson.CheckInAsync(2, 1);
        var rows = await CsvAsync(town.Root, lesson);

        Assert.Equal(3, rows.Count);
        Assert.Contains("Asia/Shanghai", rows[0][1], StringComparison.Ordinal);
        Assert.Equal(["1", at.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss"), "签到 signIn", "1", "N****0", "张*甲", "教师", "东镇", "青河县 / 东镇", "东镇会议室", "", "扫码 ticket"], rows[1]);
        Assert.DoesNotContain(rows, row => row.Any(value => value.Contains(Town.NameOf(0, 0), StringComparison.Ordinal) || value.Contains(Town.RosterNo(0, 0), StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_file_begins_with_the_mark_by_which_spreadsheets_know_UTF8()
    {
        var lesson = await town.OpenAsync();
        using var http = new HttpClient { BaseAddress = town.Host.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", town.Root.Bearer);
        var bytes = await http.GetByteArrayAsync(lesson.Path + "/ledger.csv", TestContext.Current.CancellationToken);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
    }

    [Fact]
    public async Task The_workbook_holds_the_same_lines()
    {
        var lesson = await town.OpenAsync();
        await lesson.CheckInAsync(1, 0);
        await lesson.CheckInAsync(1, 1);
        using var http = new HttpClient { BaseAddress = town.Host.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", town.Root.Bearer);
        using var file = new MemoryStream(await http.GetByteArrayAsync(lesson.Path + "/ledger.xlsx", TestContext.Current.CancellationToken));
        var rows = file.Query(useHeaderRow: false).Select(row => ((IDictionary<string, object?>)row).Values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "").ToArray()).ToList();

        Assert.Equal(await CsvAsync(town.Root, lesson), rows);
    }

    [Fact]
    public async Task An_administrator_gets_the_lines_of_his_own_halls_alone()
    {
        var lesson = await town.OpenAsync();
        await lesson.CheckInAsync(0, 0);
        await lesson.CheckInAsync(2, 0);
        await lesson.CheckInAsync(1, 0);
        var east = (await town.Root.GetAsync("/api/v1/org-units?query=east")).Json.GetProperty("items")[0].GetProperty("id").GetGuid();
        var by = await town.AccountAsync(Role.Administrator, east);

        Assert.Equal(["1", "3"], (await CsvAsync(by, lesson)).Skip(1).Select(row => row[0]));
        Assert.Equal(403, (await (await town.AccountAsync(Role.Lecturer, town.County)).GetAsync(lesson.Path + "/ledger.csv")).Status);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("-2+3")]
    [InlineData("\tx")]
    public async Task A_name_that_a_spreadsheet_would_run_is_made_harmless(string hall)
    {
        using var output = new MemoryStream();
        await LedgerFiles.WriteCsvAsync(output, "UTC", OneAsync(hall), TestContext.Current.CancellationToken);
        var line = Encoding.UTF8.GetString(output.ToArray()).Split("\r\n")[1];
        using var parser = new CsvParser(new StringReader(line), CultureInfo.InvariantCulture);
        Assert.True(parser.Read());
        Assert.Equal("'" + hall, parser.Record![9]);
    }

    [Fact]
    public async Task A_long_ledger_is_written_as_it_is_read()
    {
        using var output = new MemoryStream();
        var before = 0L;
        var grew = 0;
        await LedgerFiles.WriteCsvAsync(output, "UTC", ManyAsync(), TestContext.Current.CancellationToken);
        Assert.True(grew > 10, "nothing was written before the end");

        async IAsyncEnumerable<LedgerLine> ManyAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            for (var i = 0; i < 20_000; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                (grew, before) = output.Length > before ? (grew + 1, output.Length) : (grew, before);
                yield return Line("礼堂") with { Seq = i };
            }

            await Task.CompletedTask;
        }
    }

    private static LedgerLine Line(string hall) => new(1, DateTimeOffset.UnixEpoch, "签到 signIn", 1, "R***1", "王*国", "教师", "村", "省 / 村", hall, false, "扫码 ticket");

    private static async IAsyncEnumerable<LedgerLine> OneAsync(string hall)
    {
        yield return Line(hall);
        await Task.CompletedTask;
    }
}
