using System.Text.Json.Nodes;
using RemoteClassroom.Browser.Tests.Browsing;
using RemoteClassroom.Browser.Tests.Lectures;
using RemoteClassroom.TestKit.Processes;
using static Microsoft.Playwright.Assertions;

namespace RemoteClassroom.Browser.Tests.Pages;

/// <summary>The wall of a command centre, at its real size.</summary>
public sealed partial class PageQualityTests
{
    private const int ReadFromMetresAway = 20;

    [Fact]
    public async Task The_command_centres_wall_fits_its_screen_is_read_from_afar_and_says_when_it_stands_still()
    {
        var session = await classroom.AnnounceAsync("防汛第二课", TimeSpan.FromHours(1));
        (await classroom.Administrator.PostAsync($"sessions/{session}/open")).Must();
        (await classroom.Administrator.PostAsync($"sessions/{session}/rounds", new JsonObject { ["kind"] = "signIn" })).Must();
        await using var visitor = await classroom.Browser.VisitAsync(1920, 1080);
        var watch = new PageWatch(visitor.Page, Server);
        await visitor.SignInAsync(Server, ServerProcess.AdministratorName, ServerProcess.AdministratorPassword, $"sessions/{session}/centre");
        await Expect(visitor.Page.GetByTestId("centre-round")).ToHaveAttributeAsync("data-open", "true");
        await Expect(visitor.Page.GetByTestId("centre-sum")).ToContainTextAsync("✓");
        await Expect(visitor.Page.Locator("[data-trouble=offline]").First).ToBeVisibleAsync();
        await visitor.ShootAsync("page-centre-1920");
        var size = await visitor.Page.EvaluateAsync<int[]>("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]");
        Assert.True(size[0] <= 1920 && size[1] <= 1080, $"The wall needs {size[0]} × {size[1]} pixels.");
        await MustNotBeSmallAsync(visitor, "centre", ReadFromMetresAway);
        await Soundness.MustBeSoundAsync(visitor, "centre");
        watch.MustBeClean();

        await visitor.Context.SetOfflineAsync(true);
        await Expect(visitor.Page.Locator("[data-state=stale]")).ToContainTextAsync("停留在");
        await Expect(visitor.Page.Locator("[data-state=no-network]")).ToBeVisibleAsync();
        await visitor.ShootAsync("page-centre-1920-stale");
        await Soundness.MustBeSoundAsync(visitor, "centre, stale");
        await visitor.Context.SetOfflineAsync(false);
        await Expect(visitor.Page.Locator("[data-state=stale]")).ToHaveCountAsync(0);
        (await classroom.Administrator.PostAsync($"sessions/{session}/end")).Must();
    }
}
