using System.Text.Json.Nodes;
using Microsoft.Playwright;
using RemoteClassroom.Browser.Tests.Browsing;
using RemoteClassroom.Browser.Tests.Lectures;
using RemoteClassroom.Browser.Tests.Screens;
using RemoteClassroom.TestKit.Processes;
using static Microsoft.Playwright.Assertions;

namespace RemoteClassroom.Browser.Tests.Pages;

/// <summary>Spot checks by lot, as everybody in the lecture sees them: who is drawn knows what to do, who is not knows that there is nothing to do.</summary>
public sealed partial class PageQualityTests
{
    /// <summary>Of six people, rounded up.</summary>
    private const int Drawn = 2;

    [Fact]
    public async Task A_spot_check_of_some_people_is_drawn_on_the_console_and_reaches_screen_roster_phone_and_report()
    {
        var session = await classroom.AnnounceAsync("抽查的一课", TimeSpan.FromMinutes(5));
        (await classroom.Administrator.PostAsync($"sessions/{session}/open")).Must();
        (await classroom.Administrator.PostAsync($"sessions/{session}/start")).Must();
        await using var lecturer = await classroom.Browser.VisitAsync(1366, 768);
        await using var near = await classroom.Browser.VisitAsync(1280, 720);
        await using var far = await classroom.Browser.VisitAsync(1280, 720);
        foreach (var (screen, hall) in ((Visitor, int)[])[(near, 0), (far, 1)])
        {
            await screen.Page.GotoAsync(new Uri(Server, "screen").AbsoluteUri);
            await classroom.PairAsync(screen.Page, hall);
            await screen.PhaseAsync("live");
        }

        await lecturer.SignInAsync(Server, Classroom.Lecturer, Classroom.Password, $"sessions/{session}/console");
        await PlanAndDropAsync(lecturer);
        await DrawHallsAsync(lecturer, near, far);
        await DrawPeopleAsync(lecturer, near, session);
        (await classroom.Administrator.PostAsync($"sessions/{session}/end")).Must();
    }

    /// <summary>A check at a moment that nobody knows is planned, seen to wait, and given up again.</summary>
    private static async Task PlanAndDropAsync(Visitor lecturer)
    {
        var page = lecturer.Page;
        await page.Locator(".choice label", new PageLocatorOptions { HasText = "抽查" }).ClickAsync();
        await page.Locator(".choice label", new PageLocatorOptions { HasText = "部分学员" }).ClickAsync();
        await page.GetByTestId("within").SelectOptionAsync("30");
        await lecturer.ShootAsync("draw-01-plan");
        await Soundness.MustBeSoundAsync(lecturer, "console, planning");
        var size = await page.EvaluateAsync<int[]>("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]");
        Assert.True(size[0] <= 1366 && size[1] <= 768, $"The console needs {size[0]} × {size[1]} pixels to plan a check.");
        await lecturer.CommandAsync("plan-round");
        await Expect(page.GetByTestId("plans")).ToContainTextAsync("每堂抽 10%");
        await lecturer.ShootAsync("draw-02-planned");
        await lecturer.CommandAsync("drop-plan");
        await Expect(page.GetByTestId("plans")).ToHaveCountAsync(0);
        await page.GetByTestId("within").SelectOptionAsync("0");
    }

    /// <summary>Of a county's two halls one is drawn: the other's screen goes on with the lecture and says why it shows no code.</summary>
    private static async Task DrawHallsAsync(Visitor lecturer, Visitor near, Visitor far)
    {
        await lecturer.Page.Locator(".choice label", new PageLocatorOptions { HasText = "部分分课堂" }).ClickAsync();
        await lecturer.Page.GetByTestId("percent").SelectOptionAsync("50");
        await lecturer.CommandAsync("open-round");
        await Expect(lecturer.Page.GetByTestId("coverage")).ToHaveTextAsync("抽 50%：2 个分课堂");
        var (asked, other) = await WhoIsAskedAsync(near, far);
        await Expect(other.Page.GetByTestId("not-asked")).ToContainTextAsync("这次抽查没有抽到本课堂");
        await Expect(other.Page.GetByTestId("qr")).ToHaveCountAsync(0);
        await Expect(asked.Page.GetByTestId("qr")).ToBeVisibleAsync();
        await other.MustBeReadFromAfarAsync("not asked");
        await other.ShootAsync("draw-03-screen-not-asked");
        await lecturer.CommandAsync("close-round");
        await Expect(other.Page.GetByTestId("not-asked")).ToHaveCountAsync(0);
    }

    private static async Task<(Visitor Asked, Visitor Other)> WhoIsAskedAsync(Visitor near, Visitor far)
    {
        var shown = new[] { near, far }.Select(async screen =>
        {
            await screen.Page.GetByTestId("not-asked").WaitForAsync(new LocatorWaitForOptions { Timeout = 20_000 });
            return screen;
        }).ToList();
        var other = await await Task.WhenAny(shown);
        return (other == near ? far : near, other);
    }

    private async Task DrawPeopleAsync(Visitor lecturer, Visitor screen, string session)
    {
        await lecturer.Page.Locator(".choice label", new PageLocatorOptions { HasText = "抽查" }).ClickAsync();
        await lecturer.Page.Locator(".choice label", new PageLocatorOptions { HasText = "部分学员" }).ClickAsync();
        await lecturer.Page.GetByTestId("percent").SelectOptionAsync("30");
        await lecturer.CommandAsync("open-round");
        await Expect(lecturer.Page.GetByTestId("coverage")).ToHaveTextAsync($"抽 30%：4 个分课堂的 {4 * Drawn} 人");
        await Expect(screen.Page.GetByTestId("only-drawn")).ToContainTextAsync($"只需抽中的 {Drawn} 人扫码");
        await screen.MustBeReadFromAfarAsync("round of some people");
        await screen.ShootAsync("draw-04-screen-people");

        // The operator's roster is those who are drawn, and says so.
        (await classroom.Administrator.PostAsync("accounts", new JsonObject { ["user"] = "operator-of-draws", ["password"] = Classroom.Password, ["role"] = "operator", ["venueId"] = classroom.Halls[0].Id })).Must();
        await using var keeper = await classroom.Browser.VisitAsync(360, 640);
        await keeper.SignInAsync(Server, "operator-of-draws", Classroom.Password, "hall");
        await Expect(keeper.Page.Locator("[data-person]")).ToHaveCountAsync(Drawn);
        await Expect(keeper.Page.GetByTestId("hall-drawn")).ToContainTextAsync($"本课堂抽中 {Drawn} 人");
        await keeper.ShootAsync("draw-05-operator");
        await Soundness.MustBeSoundAsync(keeper, "hall, some drawn");
        await keeper.Page.Locator("[data-person]").First.ClickAsync();
        await Expect(keeper.Page.Locator("[data-state=present]")).ToHaveCountAsync(1, new() { Timeout = 30_000 });
        await Expect(keeper.Page.GetByTestId("hall-figures")).ToContainTextAsync($"1/{Drawn}");

        // A phone of somebody who is not drawn hears that there is nothing to do.
        var by = await classroom.Anybody.LoginAsync("operator-of-draws", Classroom.Password);
        var roster = (await by.GetAsync($"sessions/{session}/branches/{classroom.Halls[0].Id}/roster")).Must()["people"]!.AsArray();
        var unasked = roster.Select((person, i) => (Asked: person!["asked"]!.GetValue<bool>(), i)).First(person => !person.Asked).i;
        await using var phone = await classroom.Browser.VisitAsync(360, 640, scripts: false);
        await phone.Page.GotoAsync(new Uri(Server, (await screen.ScannedAsync()).PathAndQuery).AbsoluteUri);
        await phone.Page.Locator("#who").FillAsync(Classroom.RosterNo(0, unasked));
        await phone.Page.Locator("#digits").FillAsync(Classroom.LastDigits(0, unasked));
        await phone.Page.Locator("form button").First.ClickAsync();
        await Expect(phone.Page.Locator("body")).ToContainTextAsync("这次抽查没有抽到您");
        await phone.ShootAsync("draw-06-phone");

        // The console follows the check's own figures, and keeps what it found.
        await Expect(lecturer.Page.GetByTestId("console-attendance")).ToContainTextAsync($"1 / {4 * Drawn}");
        await lecturer.ShootAsync("draw-07-console");
        await lecturer.CommandAsync("close-round");
        await Expect(lecturer.Page.Locator(".past-round").First).ToContainTextAsync($"到 1 / {4 * Drawn}");
        await lecturer.ShootAsync("draw-08-console-past");
        await using var office = await classroom.Browser.VisitAsync(1440, 900);
        await office.SignInAsync(Server, ServerProcess.AdministratorName, ServerProcess.AdministratorPassword, $"sessions/{session}/report");
        await Expect(office.Page.GetByTestId("round-results").Locator("tbody tr").Last).ToContainTextAsync($"抽 30%：4 个分课堂的 {4 * Drawn} 人");
        await office.ShootAsync("draw-09-report");
        await Soundness.MustBeSoundAsync(office, "report with rounds");
    }
}
