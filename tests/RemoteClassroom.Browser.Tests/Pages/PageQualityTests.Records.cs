using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using RemoteClassroom.Browser.Tests.Browsing;
using RemoteClassroom.Browser.Tests.Lectures;
using RemoteClassroom.TestKit.ByContract;
using RemoteClassroom.TestKit.Processes;
using static Microsoft.Playwright.Assertions;

namespace RemoteClassroom.Browser.Tests.Pages;

/// <summary>What an administrator answers for, done by hand and by keys: signals, leave, corrections, one person's identity, reports.</summary>
public sealed partial class PageQualityTests
{
    private const string OnePhone = "rc-device=AAECAwQFBgcICQoLDA0ODw";
    private const int HallOfRecords = 2;

    [Fact]
    public async Task An_administrator_judges_a_signal_grants_leave_corrects_a_record_and_reads_the_report()
    {
        var hall = classroom.Halls[HallOfRecords];
        (await classroom.Administrator.PostAsync("accounts", new JsonObject { ["user"] = "operator-of-hall-2", ["password"] = Classroom.Password, ["role"] = "operator", ["venueId"] = hall.Id })).Must();
        var byOperator = await classroom.Anybody.LoginAsync("operator-of-hall-2", Classroom.Password);
        var session = await classroom.AnnounceAsync("考勤核对", TimeSpan.FromHours(1));
        (await classroom.Administrator.PostAsync($"sessions/{session}/open")).Must();
        (await classroom.Administrator.PostAsync($"sessions/{session}/rounds", new JsonObject { ["kind"] = "signIn" })).Must();
        await CheckThreeInOnOnePhoneAsync(session, byOperator);
        var people = (await byOperator.GetAsync("trainees?limit=1000")).Must()["items"]!.AsArray().Select(person => person!["id"]!.GetValue<string>()).ToList();
        (await byOperator.PostAsync($"sessions/{session}/leaves", new JsonObject { ["traineeId"] = people[4], ["reason"] = "住院" })).Must();

        await using var visitor = await classroom.Browser.VisitAsync(1440, 900);
        var watch = new PageWatch(visitor.Page, Server);
        await visitor.SignInAsync(Server, ServerProcess.AdministratorName, ServerProcess.AdministratorPassword, $"sessions/{session}/signals");
        await JudgeByKeysAsync(visitor);
        await GrantAsync(visitor, session);
        await CorrectAsync(visitor, session, people[0]);
        await LookAtOneAsync(visitor);

        await visitor.Page.GotoAsync(new Uri(Server, $"sessions/{session}/report").AbsoluteUri);
        await Expect(visitor.Page.GetByTestId("persons")).ToContainTextAsync("人数");
        await Expect(visitor.Page.GetByTestId("person-times")).ToContainTextAsync("2");
        await visitor.ShootAsync("page-report-1440");
        await Soundness.MustBeSoundAsync(visitor, "report");
        watch.MustBeClean();
        (await classroom.Administrator.PostAsync($"sessions/{session}/end")).Must();
    }

    private async Task CheckThreeInOnOnePhoneAsync(string session, ContractHttp byOperator)
    {
        using var phone = new HttpClient { BaseAddress = new Uri(Server, "api/v1/") };
        async Task<JsonNode> PostAsync(string path, JsonObject body)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
            request.Headers.Add("Cookie", OnePhone);
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            using var answer = await phone.SendAsync(request);
            answer.EnsureSuccessStatusCode();
            return (await answer.Content.ReadFromJsonAsync<JsonNode>())!;
        }

        for (var person = 0; person < 3; person++)
        {
            var code = (await byOperator.GetAsync($"sessions/{session}/branches/{classroom.Halls[HallOfRecords].Id}/code")).Must()["code"]!.GetValue<string>();
            var ticket = (await PostAsync("scans", new JsonObject { ["code"] = code }))["ticket"]!.GetValue<string>();
            await PostAsync("check-ins", new JsonObject { ["ticket"] = ticket, ["rosterNo"] = Classroom.RosterNo(HallOfRecords, person), ["lastDigits"] = Classroom.LastDigits(HallOfRecords, person) });
        }
    }

    /// <summary>With nothing but keys: into the dialog, out of it by Escape, in again, and a reason given.</summary>
    private static async Task JudgeByKeysAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await Expect(page.Locator("[data-signal=sharedDevice]")).ToHaveAttributeAsync("data-standing", "open");
        await visitor.ShootAsync("page-signals-1440");
        await Soundness.MustBeSoundAsync(visitor, "signals");
        var explain = page.Locator("[data-command=explain]");
        await explain.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("reason-dialog").Locator("textarea")).ToBeFocusedAsync();
        await visitor.ShootAsync("page-signals-1440-judge");
        await Soundness.MustBeSoundAsync(visitor, "signals, judging");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.GetByTestId("reason-dialog")).ToHaveCountAsync(0);
        await Expect(explain).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.GetByTestId("reason-dialog").Locator("textarea")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("一家人用一部手机");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-signal=sharedDevice]")).ToHaveAttributeAsync("data-standing", "explained");
        await Expect(page.Locator(".judged")).ToContainTextAsync("一家人用一部手机");
    }

    private async Task GrantAsync(Visitor visitor, string session)
    {
        var page = visitor.Page;
        await page.GotoAsync(new Uri(Server, $"sessions/{session}/leaves").AbsoluteUri);
        await page.Locator("[data-command=grant]").ClickAsync();
        await page.GetByTestId("reason-dialog").Locator("textarea").FillAsync("看过假条");
        await visitor.ShootAsync("page-leaves-1440");
        await Soundness.MustBeSoundAsync(visitor, "leaves");
        await page.GetByTestId("reason-dialog").Locator("button[type=submit]").ClickAsync();
        await Expect(page.Locator("[data-leave=granted]")).ToContainTextAsync("看过假条");
    }

    private async Task CorrectAsync(Visitor visitor, string session, string person)
    {
        var page = visitor.Page;
        await page.GotoAsync(new Uri(Server, $"sessions/{session}/corrections?person={person}").AbsoluteUri);
        await page.Locator("[data-standing=present] [data-act=reverse]").ClickAsync();
        await page.GetByTestId("reason-dialog").Locator("textarea").FillAsync("点错了");
        await page.GetByTestId("reason-dialog").Locator("input[name=evidence]").FillAsync("签到表第 7 行");
        await page.GetByTestId("reason-dialog").Locator("button[type=submit]").ClickAsync();
        await Expect(page.Locator("[data-entry=reverse]")).ToContainTextAsync("签到表第 7 行");
        await Expect(page.Locator("[data-standing]").First).ToHaveAttributeAsync("data-standing", "missing");
        await page.Locator(".verify button").ClickAsync();
        await Expect(page.GetByTestId("verified")).ToContainTextAsync("完整");
        await visitor.ShootAsync("page-corrections-1440");
        await Soundness.MustBeSoundAsync(visitor, "corrections");
    }

    private async Task LookAtOneAsync(Visitor visitor)
    {
        var page = visitor.Page;
        await page.GotoAsync(new Uri(Server, "organization").AbsoluteUri);
        await page.GetByRole(AriaRole.Textbox, new PageGetByRoleOptions { Name = "在本单位查找分课堂和学员" }).FillAsync(Classroom.RosterNo(HallOfRecords, 5));
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-command=person]")).ToHaveCountAsync(1);
        var name = string.Create(CultureInfo.InvariantCulture, $"张{HallOfRecords}学员5");
        Assert.DoesNotContain(name, await page.ContentAsync(), StringComparison.Ordinal);
        await page.Locator("[data-command=person]").ClickAsync();
        await page.Locator("[data-command=unmask]").ClickAsync();
        await page.GetByTestId("reason-dialog").Locator("textarea").FillAsync("核对补训名单");
        await page.GetByTestId("reason-dialog").Locator("button[type=submit]").ClickAsync();
        await Expect(page.GetByTestId("unmasked")).ToContainTextAsync(name);
        await visitor.ShootAsync("page-person-1440");
        await Soundness.MustBeSoundAsync(visitor, "one person");
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "关闭" }).ClickAsync();
        await Expect(page.GetByTestId("unmasked")).ToHaveCountAsync(0);
    }
}
