using RemoteClassroom.Browser.Tests.Browsing;
using RemoteClassroom.Browser.Tests.Lectures;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.Processes;
using static Microsoft.Playwright.Assertions;

namespace RemoteClassroom.Browser.Tests.Screens;

/// <summary>Behind a real nginx that lets no WebSocket through, the web app's screen and console work by long poll, without a gap; and go back to the hub once they can.</summary>
[Collection(ClassroomCollection.Name)]
public sealed class RefusedUpgradeTests(Classroom classroom)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(45);

    [Fact]
    public async Task A_screen_and_a_console_behind_a_proxy_that_refuses_WebSockets_miss_nothing()
    {
        var session = await classroom.AnnounceAsync("无长连接的一课", TimeSpan.FromMinutes(20));
        (await classroom.Administrator.PostAsync($"sessions/{session}/open")).Must();
        await using var nginx = await Nginx.StartAsync(classroom.Server.Address, upgrades: false);
        await using var screen = await classroom.Browser.VisitAsync(1280, 720);
        await using var lecturer = await classroom.Browser.VisitAsync(1366, 768);
        var stream = $"s/{session}/screen";
        var polled = new PollLog(screen, stream);
        await screen.Page.GotoAsync(new Uri(nginx.Address, "screen").AbsoluteUri);
        await classroom.PairAsync(screen.Page, hall: 1);
        await lecturer.SignInAsync(nginx.Address, Classroom.Lecturer, Classroom.Password, $"sessions/{session}/console");

        // Three refused tries, then by poll; the lecturer's own presses come back to him that way too.
        await Expect(screen.Page.Locator(".session[data-link=polling]")).ToBeVisibleAsync(new() { Timeout = 45_000 });
        await lecturer.CommandAsync("start");
        await Expect(lecturer.Page.Locator(".console[data-phase=live]")).ToBeVisibleAsync(new() { Timeout = 45_000 });
        await screen.PhaseAsync("live");
        for (var i = 0; i < 4; i++)
        {
            (await classroom.Administrator.PostAsync($"sessions/{session}/pause")).Must();
            await screen.PhaseAsync("paused");
            (await classroom.Administrator.PostAsync($"sessions/{session}/resume")).Must();
        }

        await screen.PhaseAsync("live");
        await Expect(screen.Page.GetByTestId("banner-link")).ToHaveCountAsync(0);

        // Without a connection it still tells what it plays: nothing, since nobody publishes.
        await Eventually.True("the board to know what the polling screen shows", async () => await classroom.PictureOfAsync(session, hall: 1) == "waiting", Patience);
        await screen.ShootAsync("polling-screen");
        await lecturer.ShootAsync("polling-console");
        await Eventually.True("the screen to stand at the end of what it polled", async () =>
            await polled.ReadAsync() is { Offset: > 0 } log && (await screen.StandsAsync(stream)).Offset == log.Offset, Patience);
        var (_, gaps, snapshots, polls) = await polled.ReadAsync();
        Assert.Equal((0, 1), (gaps, snapshots));
        Assert.True(polls > 4, $"only {polls} polls were answered");

        // The proxy is mended: the page finds the hub again by itself, and goes on where it stood.
        await nginx.ReloadAsync(upgrades: true);
        await Expect(screen.Page.Locator(".session[data-link=online]")).ToBeVisibleAsync(new() { Timeout = 60_000 });
        (await classroom.Administrator.PostAsync($"sessions/{session}/pause")).Must();
        await screen.PhaseAsync("paused");
        (await classroom.Administrator.PostAsync($"sessions/{session}/end")).Must();
        await screen.PhaseAsync("ended");
    }
}
