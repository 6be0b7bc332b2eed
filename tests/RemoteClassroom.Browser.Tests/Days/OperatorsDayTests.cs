using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using RemoteClassroom.Browser.Tests.Browsing;
using RemoteClassroom.Browser.Tests.Lectures;
using RemoteClassroom.Browser.Tests.Pages;
using RemoteClassroom.Province;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.ByContract;
using static Microsoft.Playwright.Assertions;

namespace RemoteClassroom.Browser.Tests.Days;

/// <summary>A hall operator's whole day, by his own thumb: from the slip that his county handed him to "you may leave".</summary>
[Collection(DemoProvinceCollection.Name)]
public sealed class OperatorsDayTests(DemoProvince province)
{
    private const string Title = "冬季防火与一氧化碳";
    private const string Operator = "day-hall-keeper";
    private const string CountyUser = "day-county-office";

    /// <summary>How the county's account is named to others.</summary>
    private const string Owner = "d* 正在处理";

    /// <summary>On the hall's roster beside the made-up people; no other name has these initials.</summary>
    private static readonly (string RosterNo, string Name, string Initials) Searched = ("R9900001", "艾明恩", "ame");

    /// <summary>On the roster by the name of an office, as rosters are; he gives the one he is called by.</summary>
    private static readonly (string RosterNo, string Name, string Called) Stranger = ("R9900002", "钟离过客", "过客师傅");

    private Uri Server => province.Server.Address;

    [Fact]
    public async Task From_the_slip_over_pairing_rehearsal_check_ins_and_help_to_you_may_leave()
    {
        var county = await province.AccountAsync(CountyUser, "administrator", province.OldCounty);
        var hall = province.HallsOf(province.OldCounty).First(venue => venue.UnitCode.Length == 12);
        await DemoProvince.ImportAsync(county, "trainees", $"rosterNo,name,phone,unitCode,category,venueCode\n{Searched.RosterNo},{Searched.Name},10009990001,{hall.UnitCode},农民,{hall.Code}\n{Stranger.RosterNo},{Stranger.Name},10009990042,{hall.UnitCode},农民,{hall.Code}\n");
        var lesson = await province.AnnounceAsync(county, Title, province.OldCounty, TimeSpan.FromMinutes(25));
        await using var phone = await province.Browser.VisitAsync(360, 640);
        await using var screen = await province.Browser.VisitAsync(1280, 720);
        await using var office = await province.Browser.VisitAsync(1440, 900);

        await ActivateAsync(county, hall, phone);
        await PairAsync(hall, phone, screen);
        await RehearseAsync(county, lesson, phone, screen, office);

        (await county.PostAsync($"sessions/{lesson}/open")).Must();
        (await county.PostAsync($"sessions/{lesson}/start")).Must();
        (await county.PostAsync($"sessions/{lesson}/rounds", new JsonObject { ["kind"] = "signIn" })).Must();
        await BackToTheHallAsync(phone);
        await screen.Page.ReloadAsync();
        await CheckInAsync(county, lesson, phone, screen);
        await MatchAsync(county, lesson, phone, office);
        await AskForHelpAsync(hall, lesson, phone, office);
        await LeaveAsync(county, lesson, phone);
    }

    /// <summary>The slip opens the account once; whoever comes with it later is told so.</summary>
    private async Task ActivateAsync(ContractHttp county, ProvinceVenue hall, Visitor phone)
    {
        var file = $"code,unitCode,name,seats,contact,contactPhone,operator\n{hall.Code},{hall.UnitCode},{hall.Name},{hall.Seats},{hall.Contact},{hall.ContactPhone},{Operator}\n";
        var slip = (await DemoProvince.ImportAsync(county, "halls", file))["slips"]!.AsArray().Single()!["url"]!.GetValue<string>();
        await phone.Page.GotoAsync(slip);
        await Expect(phone.Page.Locator("h1")).ToHaveTextAsync(hall.Name);
        Assert.DoesNotContain("#", phone.Page.Url, StringComparison.Ordinal);
        await Expect(phone.Page.Locator("input[name=username]")).ToHaveValueAsync(Operator);
        await KeepAsync(phone, "operator-01-slip");
        await phone.Page.Locator("input[name=password]").FillAsync(DemoProvince.Password);
        await phone.Page.Locator("input[name=password-again]").FillAsync(DemoProvince.Password);
        await phone.Page.Locator("button.go").ClickAsync();
        await phone.Page.WaitForURLAsync("**/hall");

        await using var second = await province.Browser.VisitAsync(360, 640);
        await second.Page.GotoAsync(slip);
        await Expect(second.Page.Locator(".fault")).ToContainTextAsync("这张开通单已经用过");
        await Expect(second.Page.Locator("input[name=password]")).ToHaveCountAsync(0);
        await KeepAsync(second, "operator-02-slip-used-twice");
    }

    private async Task PairAsync(ProvinceVenue hall, Visitor phone, Visitor screen)
    {
        await screen.Page.GotoAsync(new Uri(Server, "screen").AbsoluteUri);
        var code = screen.Page.GetByTestId("pairing-code");
        await Expect(code).ToBeVisibleAsync();
        await phone.Page.Locator("header a[href='/screens']").ClickAsync();
        await phone.Page.Locator("#pair-code").FillAsync(await code.InnerTextAsync());
        await KeepAsync(phone, "operator-03-pairing");
        await phone.Page.Locator("form.pair button[type=submit]").ClickAsync();
        await Expect(phone.Page.GetByTestId("pair-confirm")).ToContainTextAsync(hall.Name);
        await KeepAsync(phone, "operator-03-pairing-confirm");
        Assert.Equal(1, await code.CountAsync());
        await phone.Page.Locator("[data-command=pair]").ClickAsync();
        await Expect(phone.Page.Locator("form.pair .done")).ToBeVisibleAsync();
        await Expect(screen.Page.GetByTestId("warm-up")).ToContainTextAsync(hall.Name);
        await Expect(screen.Page.GetByTestId("warm-up")).ToContainTextAsync(Title);
        await screen.ShootAsync("operator-03-screen-paired");
    }

    /// <summary>The same lecture, to try it: every page says so, and it is in no figure.</summary>
    private async Task RehearseAsync(ContractHttp county, string lesson, Visitor phone, Visitor screen, Visitor office)
    {
        await office.SignInAsync(Server, CountyUser, DemoProvince.Password, "sessions");
        await office.Page.Locator("[data-command=rehearse]").ClickAsync();
        await Expect(office.Page.Locator(".rehearsal-tag")).ToHaveTextAsync("彩排");
        await office.ShootAsync("operator-04-rehearsal-announced");
        var rehearsal = (await county.GetAsync("sessions")).Must()["items"]!.AsArray().Single(session => session!["rehearsal"]?.GetValue<bool>() == true)!["sessionId"]!.GetValue<string>();
        (await county.PostAsync($"sessions/{rehearsal}/open")).Must();
        (await county.PostAsync($"sessions/{rehearsal}/rounds", new JsonObject { ["kind"] = "signIn" })).Must();

        await BackToTheHallAsync(phone);
        await Expect(phone.Page.Locator(".rehearsal")).ToContainTextAsync("彩排");
        await screen.Page.ReloadAsync();
        await Expect(screen.Page.GetByTestId("rehearsal")).ToContainTextAsync("彩排");
        foreach (var (name, mark, shows) in ((string, string, string)[])
            [("board", ".rehearsal", "[data-testid=sentence]"), ("desk", ".rehearsal", "[data-testid=desk]"), ("console", "[data-watermark=彩排]", "[data-testid=console-attendance]")])
        {
            await office.Page.GotoAsync(new Uri(Server, $"sessions/{rehearsal}/{name}").AbsoluteUri);
            await Expect(office.Page.Locator(mark)).ToBeVisibleAsync();
            await Expect(office.Page.Locator(shows).First).ToBeVisibleAsync();
            await office.ShootAsync($"operator-05-rehearsal-{name}");
        }

        await phone.Page.Locator("[data-person]").First.ClickAsync();
        await Expect(phone.Page.Locator("[data-state=ticked]")).ToHaveCountAsync(1);
        await KeepAsync(phone, "operator-05-rehearsal-hall");
        await using var trainee = await ScanAsync(screen);
        await Expect(trainee.Page.Locator(".rehearsal")).ToContainTextAsync("彩排");
        await KeepAsync(trainee, "operator-05-rehearsal-phone");
        await screen.ShootAsync("operator-05-rehearsal-screen");
        await Expect(phone.Page.Locator("[data-state=present]")).ToHaveCountAsync(1);
        Assert.Single(await LedgerAsync(county, rehearsal));
        Assert.Contains("彩排", (await county.GetAsync($"sessions/{rehearsal}/report.html")).Text, StringComparison.Ordinal);
        Assert.Contains("彩排", await SheetAsync(county, rehearsal), StringComparison.Ordinal);
        (await county.PostAsync($"sessions/{rehearsal}/end")).Must();

        Assert.Empty((await PeriodAsync(county))["sessions"]!.AsArray());
        Assert.Empty(await LedgerAsync(county, lesson));
    }

    /// <summary>The hall's sheet for signing, on paper.</summary>
    private static async Task<string> SheetAsync(ContractHttp county, string session)
    {
        var hall = (await LedgerAsync(county, session))[0]!["branchId"]!.GetValue<string>();
        return (await county.GetAsync($"sessions/{session}/branches/{hall}/sheet.html")).Text;
    }

    private async Task CheckInAsync(ContractHttp county, string lesson, Visitor phone, Visitor screen)
    {
        var page = phone.Page;
        await Expect(page.Locator(".rehearsal")).ToHaveCountAsync(0);
        var people = await page.Locator("[data-person]").CountAsync();
        await Expect(page.Locator("[data-state=absent]")).ToHaveCountAsync(people);

        // One tap on the roster; a second person by initials and the keyboard's own key.
        var first = await page.Locator("[data-person]").First.GetAttributeAsync("data-person");
        await page.Locator("[data-person]").First.ClickAsync();
        var search = page.Locator("input[type=search]");
        await search.FillAsync(Searched.Initials);
        await Expect(page.Locator("[data-person]")).ToHaveCountAsync(1);
        await Expect(page.Locator("[data-person]")).ToContainTextAsync("艾*恩");
        await KeepAsync(phone, "operator-06-search");
        await search.PressAsync("Enter");
        await Expect(page.GetByTestId("undo")).ToBeVisibleAsync();

        // Two without a phone, by one reason.
        await page.GetByTestId("vouch").ClickAsync();
        var vouched = new List<string>();
        foreach (var row in (ILocator[])[page.Locator("[data-state=absent]").Nth(0), page.Locator("[data-state=absent]").Nth(1)])
        {
            vouched.Add((await row.GetAttributeAsync("data-person"))!);
            await row.ClickAsync();
        }

        await KeepAsync(phone, "operator-06-vouch");
        await page.Locator("[data-reason=plainPhone]").ClickAsync();
        await Expect(page.Locator("[data-state=present]")).ToHaveCountAsync(4, new() { Timeout = 30_000 });
        await Expect(page.GetByTestId("hall-figures")).ToContainTextAsync($"4/{people}");
        await Expect(screen.Page.GetByTestId("hall-count")).ToContainTextAsync($"4/{people}");

        await WalkInAsync(county, lesson, phone, screen);
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "清点人数" }).ClickAsync();
        await page.Locator("#head-count").FillAsync("5");
        await page.Locator("dialog button[type=submit]").ClickAsync();
        await Expect(page.GetByTestId("heads")).ToContainTextAsync("清点 5，签到 4，差 1");
        await KeepAsync(phone, "operator-07-counted");

        var ledger = await LedgerAsync(county, lesson);
        Assert.Equal(4, ledger.Count);
        Assert.All(ledger, line => Assert.Equal("operator", line!["way"]!.GetValue<string>()));
        Assert.Equal(2, ledger.Count(line => line!["reason"]?.GetValue<string>() == "plainPhone"));
        Assert.DoesNotContain(first, vouched);
    }

    /// <summary>One whom no roster has leaves his name by his own phone, another has it written down; they count when their county says who they are, not before.</summary>
    private async Task WalkInAsync(ContractHttp county, string lesson, Visitor phone, Visitor screen)
    {
        await using var guest = await ScanAsync(screen);
        await guest.Page.Locator("#who").FillAsync("尉迟过客");
        await guest.Page.Locator("#digits").FillAsync("0042");
        await guest.Page.Locator("form button").First.ClickAsync();
        await Expect(guest.Page.Locator("body")).ToContainTextAsync("名单中没有找到");
        await KeepAsync(guest, "operator-06-walk-in");
        await guest.Page.Locator("form[action='/c/walk-in'] button").ClickAsync();
        await Expect(guest.Page.Locator(".card")).ToContainTextAsync("已登记");

        var search = phone.Page.Locator("input[type=search]");
        await search.FillAsync(Stranger.Called);
        await Expect(phone.Page.Locator("[data-person]")).ToHaveCountAsync(0);
        await phone.Page.GetByTestId("walk-in").ClickAsync();
        await phone.Page.Locator("#walk-in-name").FillAsync(Stranger.Called);
        await phone.Page.Locator("#walk-in-digits").FillAsync("0042");
        await phone.Page.Locator("[data-command=walk-in]").ClickAsync();
        await Expect(phone.Page.Locator("dialog .done")).ToContainTextAsync(Stranger.Called);
        await KeepAsync(phone, "operator-06-walk-in-written-down");
        await phone.Page.Locator("dialog").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "关闭" }).ClickAsync();
        await search.FillAsync("");

        var kept = (await county.GetAsync($"sessions/{lesson}/walk-ins")).Must()["items"]!.AsArray();
        Assert.Equal(2, kept.Count);
        Assert.DoesNotContain("过客", kept.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(4, (await LedgerAsync(county, lesson)).Count);
    }

    /// <summary>The county says who the one is whom the operator wrote down, and that the other is nobody of this lecture; the hall sees it at once.</summary>
    private async Task MatchAsync(ContractHttp county, string lesson, Visitor phone, Visitor office)
    {
        var page = office.Page;
        await page.GotoAsync(new Uri(Server, $"sessions/{lesson}/corrections").AbsoluteUri);
        var waiting = page.GetByTestId("walk-ins").Locator("li");
        await Expect(waiting).ToHaveCountAsync(2);
        await Expect(waiting.Filter(new LocatorFilterOptions { HasText = Stranger.Called })).ToHaveCountAsync(0);
        await waiting.First.Locator("[data-command=open-walk-in]").ClickAsync();
        var matched = waiting.Filter(new LocatorFilterOptions { HasText = Stranger.Called });
        await Expect(matched).ToContainTextAsync("0042");
        await matched.Locator("input[role=combobox]").FillAsync(Stranger.RosterNo);
        await page.Locator(".el-select-dropdown__item:visible").First.ClickAsync();
        await matched.Locator("input[name=walk-in-reason]").FillAsync("本人到场，身份证已核对");
        await office.ShootAsync("operator-07-walk-ins");
        await matched.Locator("[data-command=match]").ClickAsync();
        await Expect(waiting).ToHaveCountAsync(1);

        await waiting.Locator("[data-command=open-walk-in]").ClickAsync();
        await waiting.Locator("input[name=walk-in-reason]").FillAsync("过路旁听");
        await waiting.Locator("[data-command=reject]").ClickAsync();
        await Expect(waiting).ToHaveCountAsync(0);
        await Expect(page.GetByTestId("corrections").Locator("li")).ToHaveCountAsync(1);
        await Expect(phone.Page.Locator("[data-state=present]")).ToHaveCountAsync(5, new() { Timeout = 30_000 });
        Assert.Equal(4, (await LedgerAsync(county, lesson)).Count);
    }

    private async Task AskForHelpAsync(ProvinceVenue hall, string lesson, Visitor phone, Visitor office)
    {
        await office.Page.GotoAsync(new Uri(Server, $"sessions/{lesson}/desk").AbsoluteUri);
        await Expect(office.Page.GetByTestId("help-desk")).ToContainTextAsync("没有人求助");
        await phone.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "求助" }).ClickAsync();
        await phone.Page.Locator(".chip", new PageLocatorOptions { HasText = "没声音" }).ClickAsync();
        await phone.Page.Locator("#help-text").FillAsync("大屏有画面，喇叭不响");
        await phone.Page.Locator("[data-command=help]").ClickAsync();
        var own = phone.Page.GetByTestId("own-help");
        await Expect(own).ToContainTextAsync("等人处理");

        // The desk sees the hall, whom to call, what is wrong, and what the operator's device saw.
        var asked = office.Page.GetByTestId("help-desk").Locator("li");
        await Expect(asked).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        foreach (var word in (string[])[hall.Name, "没声音", "大屏有画面，喇叭不响", "网络 在线", hall.Contact, hall.ContactPhone])
        {
            await Expect(asked).ToContainTextAsync(word);
        }

        await office.ShootAsync("operator-08-desk-asked");
        await asked.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "我来处理" }).ClickAsync();
        await Expect(asked).ToHaveAttributeAsync("data-state", "taken");
        await Expect(asked).ToContainTextAsync(Owner);

        // Without a hand the operator sees who has it, and then that it is done.
        await Expect(own).ToContainTextAsync(Owner, new() { Timeout = 30_000 });
        await KeepAsync(phone, "operator-08-help-taken");
        await office.ShootAsync("operator-08-desk-taken");
        await asked.GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "已解决" }).ClickAsync();
        await Expect(asked).ToHaveCountAsync(0);
        await Expect(own).ToContainTextAsync("已解决", new() { Timeout = 30_000 });
        await phone.Page.Locator("dialog").GetByRole(AriaRole.Button, new LocatorGetByRoleOptions { Name = "关闭" }).ClickAsync();
    }

    /// <summary>The lecture ends while the hall's link is down and a tick waits: nobody is told that he may leave until it is sent.</summary>
    private async Task LeaveAsync(ContractHttp county, string lesson, Visitor phone)
    {
        var link = phone.Page.GetByTestId("hall-link");
        await Expect(link).ToContainTextAsync("在线");
        await Expect(link).Not.ToContainTextAsync("可以离场");
        await phone.Context.SetOfflineAsync(true);
        await phone.Page.Locator("[data-state=absent]").First.ClickAsync();
        await Expect(link).ToContainTextAsync("待上传 1");
        (await county.PostAsync($"sessions/{lesson}/end")).Must();
        await Expect(phone.Page.GetByTestId("undo")).ToHaveCountAsync(0);
        await Expect(link).ToContainTextAsync("待上传 1");
        await Expect(link).Not.ToContainTextAsync("可以离场");
        await KeepAsync(phone, "operator-09-ended-without-link");
        await phone.Context.SetOfflineAsync(false);
        await Expect(link).ToContainTextAsync("已全部上传 · 可以离场", new() { Timeout = 40_000 });
        await KeepAsync(phone, "operator-10-may-leave");

        Assert.DoesNotContain("彩排", await SheetAsync(county, lesson), StringComparison.Ordinal);

        // What was tapped before the end is in the ledger, and only that; and the lecture, unlike its rehearsal, is in the period's figures.
        Assert.Equal(5, (await LedgerAsync(county, lesson)).Count);
        var period = await PeriodAsync(county);
        Assert.Equal(lesson, period["sessions"]!.AsArray().Single()!["sessionId"]!.GetValue<string>());
    }

    /// <summary>A picture of a page on a small phone, which must fit it.</summary>
    private static async Task KeepAsync(Visitor phone, string name)
    {
        await phone.ShootAsync(name);
        await Soundness.MustFitAsync(phone, name);
    }

    /// <summary>Somebody holds his phone before the screen.</summary>
    private async Task<Visitor> ScanAsync(Visitor screen)
    {
        await Expect(screen.Page.GetByTestId("qr")).ToBeVisibleAsync();
        var trainee = await province.Browser.VisitAsync(360, 640, scripts: false);
        await trainee.Page.GotoAsync(new Uri(Server, (await screen.ScannedAsync()).PathAndQuery).AbsoluteUri);
        return trainee;
    }

    private async Task BackToTheHallAsync(Visitor phone)
    {
        await phone.Page.GotoAsync(new Uri(Server, "hall").AbsoluteUri);
        await phone.Page.Locator("[data-person]").First.WaitForAsync();
    }

    private static async Task<JsonArray> LedgerAsync(ContractHttp county, string session) => (await county.GetAsync($"sessions/{session}/ledger")).Must()["items"]!.AsArray();

    private static async Task<JsonNode> PeriodAsync(ContractHttp county)
    {
        static string At(DateTimeOffset at) => Uri.EscapeDataString(at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        var now = TimeProvider.System.GetUtcNow();
        return (await county.GetAsync($"reports/attendance?from={At(now.AddDays(-1))}&to={At(now.AddDays(1))}")).Must();
    }
}
