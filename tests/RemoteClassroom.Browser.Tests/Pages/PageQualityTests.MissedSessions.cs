using System.Text.Json.Nodes;
using RemoteClassroom.Browser.Tests.Lectures;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.ByContract;
using RemoteClassroom.TestKit.Processes;
using static Microsoft.Playwright.Assertions;

namespace RemoteClassroom.Browser.Tests.Pages;

/// <summary>Who came, by category and by seat, while a session runs; and who missed it and makes it up by a later one of the course.</summary>
public sealed partial class PageQualityTests
{
    private const int HallOfCourse = 1;

    [Fact]
    public async Task A_board_breaks_its_figures_down_and_who_missed_the_session_makes_it_up_by_a_later_one()
    {
        var hall = classroom.Halls[HallOfCourse];
        (await classroom.Administrator.PostAsync("accounts", new JsonObject { ["user"] = "operator-of-hall-1", ["password"] = Classroom.Password, ["role"] = "operator", ["venueId"] = hall.Id })).Must();
        var byOperator = await classroom.Anybody.LoginAsync("operator-of-hall-1", Classroom.Password);
        var course = Guid.NewGuid().ToString();
        var missed = await AnnounceLessonAsync(course, "第一课 森林防火", TimeSpan.FromHours(1));
        var later = await AnnounceLessonAsync(course, "第二课 森林防火", TimeSpan.FromHours(3));
        await HoldAsync(missed, byOperator, [0]);

        await using var visitor = await classroom.Browser.VisitAsync(1440, 900);
        var watch = new PageWatch(visitor.Page, Server);
        var page = visitor.Page;
        await visitor.SignInAsync(Server, ServerProcess.AdministratorName, ServerProcess.AdministratorPassword, $"sessions/{missed}/board");
        var panel = page.GetByTestId("breakdown");
        await panel.Locator("summary").ClickAsync();
        await Expect(panel.GetByTestId("categories-sum")).ToContainTextAsync("✓");
        await Expect(panel.GetByTestId("seats-sum")).ToContainTextAsync("✓");
        await Expect(panel.Locator("[data-category]")).ToHaveCountAsync(1);
        await Expect(panel.Locator("[data-category]")).ToContainTextAsync("农民");
        await Expect(panel.Locator("[data-hall]")).ToContainTextAsync(hall.Name);
        await panel.ScrollIntoViewIfNeededAsync();
        await visitor.ShootAsync("page-board-1440-breakdown");
        await Soundness.MustBeSoundAsync(visitor, "board, broken down");

        (await classroom.Administrator.PostAsync($"sessions/{missed}/end")).Must();
        await HoldAsync(later, byOperator, [0, 1]);
        (await classroom.Administrator.PostAsync($"sessions/{later}/end")).Must();

        var person = (await classroom.Administrator.GetAsync($"trainees?query={Classroom.RosterNo(HallOfCourse, 1)}")).Must()["items"]!.AsArray().Single()!["id"]!.GetValue<string>();
        await page.GotoAsync(new Uri(Server, $"sessions/{missed}/corrections?person={person}").AbsoluteUri);
        await page.Locator("[data-act=makeUp]").ClickAsync();
        var dialog = page.GetByTestId("reason-dialog");
        await dialog.Locator("textarea").FillAsync("补听了第二课");
        await dialog.Locator("select[name=bySession]").SelectOptionAsync(later);
        await visitor.ShootAsync("page-corrections-1440-make-up");
        await Soundness.MustBeSoundAsync(visitor, "corrections, making up");
        await dialog.Locator("button[type=submit]").ClickAsync();
        await Expect(page.Locator("[data-entry=makeUp]")).ToContainTextAsync("补听了第二课");
        await visitor.ShootAsync("page-corrections-1440-made-up");

        await page.GotoAsync(new Uri(Server, $"sessions/{missed}/report").AbsoluteUri);
        await Expect(page.GetByTestId("persons")).ToContainTextAsync("补训");
        watch.MustBeClean();
    }

    private async Task<string> AnnounceLessonAsync(string course, string title, TimeSpan startsIn)
    {
        var startsAt = TimeProvider.System.GetUtcNow().Add(startsIn).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        var body = new JsonObject { ["title"] = title, ["startsAt"] = startsAt, ["invited"] = new JsonArray(classroom.RootId), ["courseId"] = course };
        return (await classroom.Administrator.PostAsync("sessions", body)).Must()["sessionId"]!.GetValue<string>();
    }

    /// <summary>Opens a session and a sign-in, in which these people of the hall check in by its code.</summary>
    private async Task HoldAsync(string session, ContractHttp byOperator, int[] people)
    {
        (await classroom.Administrator.PostAsync($"sessions/{session}/open")).Must();
        (await classroom.Administrator.PostAsync($"sessions/{session}/rounds", new JsonObject { ["kind"] = "signIn" })).Must();
        foreach (var person in people)
        {
            var code = (await byOperator.GetAsync($"sessions/{session}/branches/{classroom.Halls[HallOfCourse].Id}/code")).Must()["code"]!.GetValue<string>();
            var ticket = (await classroom.Anybody.PostAsync("scans", new JsonObject { ["code"] = code })).Must()["ticket"]!.GetValue<string>();
            (await classroom.Anybody.PostAsync(
                "check-ins", new JsonObject { ["ticket"] = ticket, ["rosterNo"] = Classroom.RosterNo(HallOfCourse, person), ["lastDigits"] = Classroom.LastDigits(HallOfCourse, person) })).Must();
        }
    }
}
