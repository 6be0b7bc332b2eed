using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RemoteClassroom.Browser.Tests.Browsing;
using RemoteClassroom.Browser.Tests.Lectures;
using RemoteClassroom.Province;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.ByContract;
using static Microsoft.Playwright.Assertions;

namespace RemoteClassroom.Browser.Tests.Days;

/// <summary>A county administrator's day: brings the halls in, hands out slips, sees who can begin, watches the lecture, goes after the missing and takes the figures home.</summary>
[Collection(DemoProvinceCollection.Name)]
public sealed partial class CountyAdministratorsDayTests(DemoProvince province)
{
    private const string Title = "全省防汛避险大讲堂";
    private const string User = "day-new-county";
    private const int HallsOnline = 6;
    private const int SlipsOnASheet = 8;

    private Uri Server => province.Server.Address;

    private IReadOnlyList<ProvinceVenue> Halls => province.HallsOf(province.NewCounty);

    [Fact]
    public async Task From_the_import_over_slips_readiness_and_board_to_the_file()
    {
        var county = await province.AccountAsync(User, "administrator", province.NewCounty);
        await using var office = await province.Browser.VisitAsync(1440, 900);
        await office.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await office.SignInAsync(Server, User, DemoProvince.Password, "sessions");
        await ImportHallsAsync(office);
        await PrintSlipsAsync(office);
        await ImportPeopleAsync(office);

        // The province's lecture; the neighbours take part as well.
        var session = await province.AnnounceAsync(province.Administrator, Title, "99", TimeSpan.FromMinutes(-1));
        (await province.Administrator.PostAsync($"sessions/{session}/open")).Must();
        var screens = new List<ContractScreen>();
        try
        {
            var seats = await JoinAsync(session, screens);
            await ReadinessAsync(office, session, seats);
            var there = await LectureAsync(office, county, session, seats);
            await CopyAsync(office, there);
            await ExportAsync(office, there);
            await NeighboursAreNotSeenAsync(office, county, session);
        }
        finally
        {
            await Task.WhenAll(screens.Select(screen => screen.DisposeAsync().AsTask()));
            await province.Administrator.PostAsync($"sessions/{session}/end");
        }
    }

    /// <summary>First a file with bad lines: each is named, and nothing can be written. Then the good one.</summary>
    private async Task ImportHallsAsync(Visitor office)
    {
        const string Heading = "code,unitCode,name,seats,contact,contactPhone,operator\n";
        var lines = Halls.Select((hall, n) => $"{hall.Code},{hall.UnitCode},{hall.Name},{hall.Seats},{hall.Contact},{hall.ContactPhone},keeper-{n + 1:D2}\n").ToList();
        var foreign = province.HallsOf(province.OldCounty)[0].UnitCode;
        var bad = (string[])[$"X1,{foreign},别县的会议室,20,,,\n", "X2,no-such-unit,无此单位,20,,,\n", $"X3,{Halls[0].UnitCode},,坐不下,,,keeper-01\n"];
        var page = office.Page;
        await page.GotoAsync(new Uri(Server, "imports").AbsoluteUri);
        await page.GetByText("分课堂和管理员", new PageGetByTextOptions { Exact = true }).ClickAsync();
        var write = page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "正式导入" });
        await TryAsync(page, "halls-bad.csv", Heading + string.Concat(lines) + string.Concat(bad));
        var faults = page.Locator(".result tbody tr");
        await Expect(page.Locator(".result .refusal")).ToContainTextAsync($"{lines.Count} 行正确");
        for (var n = 0; n < bad.Length; n++)
        {
            await Expect(faults.Filter(new LocatorFilterOptions { HasText = $"{lines.Count + n + 2}" }).First).ToBeVisibleAsync();
        }

        foreach (var word in (string[])["不在管理范围", "找不到", "必填", "格式不对", "重复"])
        {
            await Expect(page.Locator(".result")).ToContainTextAsync(word);
        }

        await Expect(write).ToBeDisabledAsync();
        await office.ShootAsync("county-01-import-bad-lines");

        await TryAsync(page, "halls.csv", Heading + string.Concat(lines));
        await Expect(page.Locator(".result .done")).ToContainTextAsync($"{lines.Count} 行全部正确");
        await write.ClickAsync();
        await Expect(page.Locator(".result .done")).ToContainTextAsync($"已导入 {lines.Count} 行");
        await office.ShootAsync("county-02-imported");
    }

    /// <summary>One slip an operator, eight on a sheet, cut apart; nothing of it runs over its edge.</summary>
    private async Task PrintSlipsAsync(Visitor office)
    {
        var page = office.Page;
        await page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = $"打印 {Halls.Count} 张开通单" }).ClickAsync();
        var slips = page.Locator(".slip");
        await Expect(slips).ToHaveCountAsync(Halls.Count);
        foreach (var hall in Halls)
        {
            await Expect(slips.Filter(new LocatorFilterOptions { HasText = hall.Name }).First).ToBeVisibleAsync();
        }

        await office.ShootAsync("county-03-slips");
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        // A4 without its margins of ten millimetres, in CSS pixels.
        await page.SetViewportSizeAsync(718, 1046);
        var over = await page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('.slip, .slip *')].filter(e => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 || e.closest('.slip').getBoundingClientRect().bottom + 1 < e.getBoundingClientRect().bottom).map(e => e.outerHTML.slice(0, 200))");
        await office.ShootAsync("county-03-slips-a4");
        Assert.True(over.Length == 0, "Runs over the edge of its slip: " + string.Join('\n', over.Take(3)));
        var sheets = await page.PdfAsync(new PagePdfOptions { PreferCSSPageSize = true, PrintBackground = true });
        Assert.Equal((Halls.Count + SlipsOnASheet - 1) / SlipsOnASheet, PdfPage().Count(Encoding.Latin1.GetString(sheets)));
        await page.SetViewportSizeAsync(1440, 900);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Screen });
    }

    private async Task ImportPeopleAsync(Visitor office)
    {
        var people = province.PeopleOf(province.NewCounty);
        await office.Page.GetByRole(AriaRole.Link, new PageGetByRoleOptions { Name = "导入" }).ClickAsync();
        await office.Page.GetByText("学员", new PageGetByTextOptions { Exact = true }).ClickAsync();
        await TryAsync(office.Page, "people.csv", DemoProvince.PeopleFile(people));
        await Expect(office.Page.Locator(".result .done")).ToContainTextAsync("全部正确", new() { Timeout = 60_000 });
        await office.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "正式导入" }).ClickAsync();
        await Expect(office.Page.Locator(".result .done")).ToContainTextAsync("已导入", new() { Timeout = 60_000 });
    }

    private static async Task TryAsync(IPage page, string name, string csv)
    {
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(csv) });
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "试导入" }).ClickAsync();
    }

    /// <summary>Some halls of the county turn their screens on, and one of the neighbour.</summary>
    private async Task<IReadOnlyList<Seat>> JoinAsync(string session, List<ContractScreen> screens)
    {
        var ids = await VenueIdsAsync();
        var joined = new List<Seat>();
        foreach (var hall in Halls.Take(HallsOnline).Append(province.HallsOf(province.OldCounty)[0]))
        {
            var pairing = (await province.Anybody.PostAsync("pairings", null, null)).Must();
            var id = ids[hall.Code];
            (await province.Administrator.PostAsync("pairings/approve", new JsonObject { ["userCode"] = pairing["userCode"]!.GetValue<string>(), ["venueId"] = id })).Must();
            var token = (await province.Anybody.PostAsync($"pairings/{pairing["pairingId"]}/token", new JsonObject { ["pollSecret"] = pairing["pollSecret"]!.GetValue<string>() }, null)).Must();
            var bearer = token["accessToken"]!.GetValue<string>();
            screens.Add(new ContractScreen(Server, () => bearer, $"s/{session}/screen", $"b/{session}/{id}") { KeepsRaw = false });
            joined.Add(new Seat(hall, id, province.Anybody.As(bearer), [.. province.Made.Trainees().Where(person => RosterOf(person) == hall.Code)]));
        }

        return joined;
    }

    /// <summary>The desk counts what is wrong and puts the worst first: halls without a screen before those whose operator is missing only.</summary>
    private async Task ReadinessAsync(Visitor office, string session, IReadOnlyList<Seat> seats)
    {
        var page = office.Page;
        await page.GotoAsync(new Uri(Server, $"sessions/{session}/desk").AbsoluteUri);
        var online = seats.Where(seat => seat.Hall.UnitCode.StartsWith(province.NewCounty, StringComparison.Ordinal)).Select(seat => seat.Hall.Name).ToHashSet(StringComparer.Ordinal);
        await Expect(page.Locator("[data-fault=link]")).ToContainTextAsync($"{Halls.Count - online.Count}", new() { Timeout = 30_000 });
        var rows = page.GetByTestId("desk-halls").Locator("[data-hall]");
        await Expect(rows).ToHaveCountAsync(Halls.Count);
        var listed = await rows.EvaluateAllAsync<string[][]>("all => all.map(row => [row.dataset.hall, row.dataset.faults])");
        var weights = listed.Select(row => row[1].Split(' ').Sum(fault => fault switch { "link" => 32, "picture" => 16, "sound" => 8, "clock" => 4, "operator" => 2, "roster" => 1, _ => 0 })).ToList();
        Assert.Equal(weights.OrderDescending(), weights);
        Assert.Equal(online, listed.Where(row => !row[1].Split(' ').Contains("link")).Select(row => row[0]).ToHashSet(StringComparer.Ordinal));
        Assert.All(listed, row => Assert.Contains(Halls, hall => hall.Name == row[0]));
        await Expect(rows.First).ToContainTextAsync(Halls.Single(hall => hall.Name == listed[0][0]).ContactPhone);
        await office.ShootAsync("county-04-desk");
    }

    /// <summary>People check in by the codes of their screens; the board follows. Answers who did, of this county.</summary>
    private async Task<IReadOnlyList<ProvinceTrainee>> LectureAsync(Visitor office, ContractHttp county, string session, IReadOnlyList<Seat> seats)
    {
        (await province.Administrator.PostAsync($"sessions/{session}/start")).Must();
        (await province.Administrator.PostAsync($"sessions/{session}/rounds", new JsonObject { ["kind"] = "signIn" })).Must();
        var page = office.Page;
        await page.GotoAsync(new Uri(Server, $"sessions/{session}/board").AbsoluteUri);
        var expected = province.PeopleOf(province.NewCounty).Count;
        await Expect(page.GetByTestId("sentence")).ToContainTextAsync($"应到 {expected} 人，实到 0 人");
        var came = new List<ProvinceTrainee>();
        foreach (var seat in seats)
        {
            // Of each hall all but two.
            foreach (var person in seat.Roster.Skip(2))
            {
                await CheckInAsync(session, seat, person);
                came.Add(person);
            }
        }

        var own = came.Where(person => person.UnitCode.StartsWith(province.NewCounty, StringComparison.Ordinal)).ToList();
        Assert.True(own.Count > 30 && own.Count < came.Count, "both counties have people there");
        await Expect(page.GetByTestId("sentence")).ToContainTextAsync($"应到 {expected} 人，实到 {own.Count} 人");
        await Expect(page.GetByTestId("sum")).ToContainTextAsync("= ✓");
        await Expect(page.GetByTestId("curve")).ToContainTextAsync($"已到 {own.Count}/{expected} 人");
        await office.ShootAsync("county-05-board");
        var counts = (await county.GetAsync($"sessions/{session}/attendance?unit={province.UnitId(province.NewCounty)}")).Must()["counts"]!;
        Assert.Equal((expected, own.Count), (counts["expected"]!.GetValue<int>(), counts["present"]!.GetValue<int>() + counts["late"]!.GetValue<int>()));
        return own;
    }

    private async Task CheckInAsync(string session, Seat seat, ProvinceTrainee person)
    {
        var code = (await seat.Screen.GetAsync($"sessions/{session}/branches/{seat.VenueId}/code")).Must()["code"]!.GetValue<string>();
        var ticket = (await province.Anybody.PostAsync("scans", new JsonObject { ["code"] = code }, null)).Must()["ticket"]!.GetValue<string>();
        var done = await province.Anybody.PostAsync("check-ins", new JsonObject { ["ticket"] = ticket, ["rosterNo"] = person.RosterNo, ["lastDigits"] = person.Phone[^4..] });
        Assert.True(done.Status == 201, $"{done.Status} {done.Text}");
    }

    /// <summary>The sentence, and the names of the missing hall by hall, masked, as they go to the group.</summary>
    private async Task CopyAsync(Visitor office, IReadOnlyList<ProvinceTrainee> there)
    {
        var page = office.Page;
        var people = province.PeopleOf(province.NewCounty);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "复制这句话" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "已复制" })).ToBeVisibleAsync();
        var sentence = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.Contains($"应到 {people.Count} 人，实到 {there.Count} 人", sentence, StringComparison.Ordinal);

        await page.Locator("[data-command=copy-names]").ClickAsync();
        await Expect(page.Locator("[data-command=copy-names]")).ToContainTextAsync("已复制");
        await office.ShootAsync("county-06-copied");
        var copied = await page.EvaluateAsync<string>("navigator.clipboard.readText()");
        var missing = people.Except(there).ToList();
        Assert.Contains($"{Title} 未到 {missing.Count} 人", copied, StringComparison.Ordinal);
        var halls = Halls.ToDictionary(hall => hall.Code, hall => hall.Name, StringComparer.Ordinal);
        var wanted = missing.GroupBy(person => halls[RosterOf(person)]).ToDictionary(hall => hall.Key, hall => Names(hall.Select(person => Masked(person.Name))), StringComparer.Ordinal);
        var told = HallLine().Matches(copied).ToDictionary(line => line.Groups["hall"].Value, line => Names(line.Groups["names"].Value.Trim().Split('、')), StringComparer.Ordinal);
        Assert.Equal(wanted.OrderBy(hall => hall.Key, StringComparer.Ordinal), told.OrderBy(hall => hall.Key, StringComparer.Ordinal));
        Assert.DoesNotContain(missing, person => copied.Contains(person.RosterNo, StringComparison.Ordinal));

        static string Names(IEnumerable<string> names) => string.Join('、', names.Order(StringComparer.Ordinal));
    }

    /// <summary>The file, opened as a spreadsheet program would: a line for each check-in of this county, and none else.</summary>
    private async Task ExportAsync(Visitor office, IReadOnlyList<ProvinceTrainee> there)
    {
        var page = office.Page;
        await page.Locator("[data-command=export]").ClickAsync();
        await Expect(page.Locator("[data-command=export-xlsx]")).ToBeVisibleAsync();
        await office.ShootAsync("county-07-export");
        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("[data-command=export-xlsx]").ClickAsync(), new() { Timeout = 60_000 });
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "ledger.xlsx");
        await download.SaveAsAsync(file);
        Assert.Contains(Title, download.SuggestedFilename, StringComparison.Ordinal);
        var lines = Workbook.Read(file, " seq");
        var halls = Halls.ToDictionary(hall => hall.Code, hall => hall.Name, StringComparer.Ordinal);
        var wanted = there.Select(person => $"{halls[RosterOf(person)]} {Masked(person.Name)} {person.Category}").Order(StringComparer.Ordinal);
        Assert.Equal(wanted, lines.Select(line => $"{line.Of("hall")} {line.Of("name (masked)")} {line.Of("category")}").Order(StringComparer.Ordinal));
    }

    /// <summary>Neither by the address of a page nor by the API.</summary>
    private async Task NeighboursAreNotSeenAsync(Visitor office, ContractHttp county, string session)
    {
        var neighbour = province.UnitId(province.OldCounty);
        await office.Page.GotoAsync(new Uri(Server, $"sessions/{session}/board?unit={neighbour}").AbsoluteUri);
        await Expect(office.Page.Locator("#content")).ToContainTextAsync("不在您的管理范围内");
        var name = province.Made.Units.Single(unit => unit.Code == province.OldCounty).Name;
        await Expect(office.Page.Locator("#content")).Not.ToContainTextAsync(name);
        await Expect(office.Page.GetByTestId("sentence")).ToHaveCountAsync(0);
        await office.ShootAsync("county-08-neighbour");
        foreach (var path in (string[])["attendance", "attendance/halls", "attendance/missing", "report"])
        {
            Assert.Equal(404, (await county.GetAsync($"sessions/{session}/{path}?unit={neighbour}")).Status);
            Assert.Equal(404, (await county.GetAsync($"sessions/{session}/{path}?unit={province.UnitId("99")}")).Status);
        }

        Assert.DoesNotContain(province.HallsOf(province.OldCounty)[0].Name, (await county.GetAsync($"sessions/{session}/ledger.csv")).Text, StringComparison.Ordinal);
    }

    private async Task<Dictionary<string, string>> VenueIdsAsync()
    {
        var venues = (await province.Administrator.GetAsync($"venues?unit={province.UnitId("99")}&limit=1000")).Must()["items"]!.AsArray();
        return venues.ToDictionary(venue => venue!["code"]!.GetValue<string>(), venue => venue!["id"]!.GetValue<string>(), StringComparer.Ordinal);
    }

    /// <summary>Where a person is expected: his hall, or the one of the nearest unit upward.</summary>
    private string RosterOf(ProvinceTrainee person)
    {
        if (person.VenueCode.Length > 0)
        {
            return person.VenueCode;
        }

        var above = (int[])[12, 9, 6, 4, 2];
        return above.Where(length => length <= person.UnitCode.Length)
            .Select(length => province.Made.Venues.Where(venue => venue.UnitCode == person.UnitCode[..length]).MinBy(venue => venue.Code, StringComparer.Ordinal)?.Code)
            .First(code => code is not null)!;
    }

    private static string Masked(string name) => name.Length > 2 ? $"{name[0]}{new string('*', name.Length - 2)}{name[^1]}" : $"{name[0]}*";

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)", RegexOptions.None, 1_000)]
    private static partial Regex PdfPage();

    [GeneratedRegex(@"^(?<hall>.+?)（(?:离线，未知 )?\d+ 人）：(?<names>.+)$", RegexOptions.Multiline, 1_000)]
    private static partial Regex HallLine();

    /// <summary>A hall whose screen is on.</summary>
    private sealed record Seat(ProvinceVenue Hall, string VenueId, ContractHttp Screen, IReadOnlyList<ProvinceTrainee> Roster);
}
