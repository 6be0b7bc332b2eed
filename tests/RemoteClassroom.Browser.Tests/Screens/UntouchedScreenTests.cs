using Microsoft.Playwright;
using RemoteClassroom.Browser.Tests.Browsing;
using RemoteClassroom.Browser.Tests.Lectures;
using RemoteClassroom.Browser.Tests.Publishing;
using RemoteClassroom.TestKit;
using static Microsoft.Playwright.Assertions;

namespace RemoteClassroom.Browser.Tests.Screens;

/// <summary>A hall's screen that nobody touches: after a power cut, a restart of the server and without a server at all.</summary>
[Collection(ClassroomCollection.Name)]
public sealed class UntouchedScreenTests(Classroom classroom)
{
    private const int Hall = 3;
    private static readonly TimeSpan Board = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private Uri Screen => new(classroom.Server.Address, "screen");

    [Fact]
    public async Task After_a_power_cut_it_plays_in_silence_says_so_the_board_knows_and_one_key_cures_it()
    {
        var session = await classroom.AnnounceAsync("没人碰的大屏", TimeSpan.FromMinutes(20));
        (await classroom.Administrator.PostAsync($"sessions/{session}/open")).Must();
        (await classroom.Administrator.PostAsync($"sessions/{session}/start")).Must();
        await using var screen = new HallBrowser("untouched");
        try
        {
            await ThroughTheDayAsync(screen, session);
        }
        finally
        {
            // Whatever came in between: what it showed is kept, and the next test's screens have no lecture of this one.
            await screen.ShootAsync("last");
            await classroom.Administrator.PostAsync($"sessions/{session}/end");
        }
    }

    private async Task ThroughTheDayAsync(HallBrowser screen, string session)
    {
        screen.TurnOn(Screen);
        await screen.LookAsync();
        await classroom.PairAsync(screen.Page, Hall);
        await using var publisher = await PublishAsync(session);
        await screen.Page.Keyboard.PressAsync("Enter");
        await ToldAsync(session, "playing", Patience);
        await screen.WriteDownAsync("rc-screen-refresh");

        // The power is cut and comes back; nobody touches anything. It is still paired and plays, and the browser refuses it the sound.
        await screen.PullThePlugAsync();
        screen.TurnOn(Screen);
        await ToldAsync(session, "silent", Patience);
        await screen.LookAsync();
        await Expect(screen.Page.GetByTestId("banner-sound")).ToContainTextAsync("声音被关闭，请按遥控器【确定】");
        await PlaysAsync(screen, publisher);
        await screen.ShootAsync("silent");

        // One key of the remote, whichever.
        await screen.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(screen.Page.GetByTestId("banner-sound")).ToHaveCountAsync(0);
        await ToldAsync(session, "playing", Board);
        await screen.ShootAsync("sounding");

        // The server is killed and started: same screen, same hall, without a hand. The encoder, which ended with the server, is started anew.
        await RestartAsync();
        await Expect(screen.Page.Locator(".session")).ToHaveAttributeAsync("data-link", "online", new() { Timeout = 60_000 });
        await using var encoder = await PublishAsync(session);
        await PlaysAsync(screen, encoder);
        await TurnsOnWithoutAServerAsync(screen, session);
    }

    /// <summary>The morning after: the hall's computer is on before the server is. Its own page comes up all the same, and goes on when the server is there.</summary>
    private async Task TurnsOnWithoutAServerAsync(HallBrowser screen, string session)
    {
        Assert.True(await screen.Page.EvaluateAsync<bool>("navigator.serviceWorker.ready.then(() => true)"), "the shell is kept");
        await screen.PullThePlugAsync();
        await classroom.Server.KillAsync();
        screen.TurnOn(Screen);
        await screen.LookAsync();
        await Expect(screen.Page.Locator("main.screen")).ToContainTextAsync(classroom.Halls[Hall].Name);
        await screen.ShootAsync("without-server");
        await classroom.Server.StartAsync(TimeSpan.FromSeconds(120));
        await Expect(screen.Page.Locator(".session")).ToHaveAttributeAsync("data-link", "online", new() { Timeout = 60_000 });
        (await classroom.Administrator.PostAsync($"sessions/{session}/end")).Must();
        await Expect(screen.Page.GetByTestId("ended")).ToBeVisibleAsync(new() { Timeout = 30_000 });
    }

    private async Task RestartAsync()
    {
        await classroom.Server.KillAsync();
        await classroom.Server.StartAsync(TimeSpan.FromSeconds(120));
    }

    private async Task<FfmpegPublisher> PublishAsync(string session)
    {
        var publish = (await classroom.Administrator.GetAsync($"sessions/{session}/publish")).Must();
        return new FfmpegPublisher(new Uri(publish["url"]!.GetValue<string>()), publish["user"]!.GetValue<string>(), publish["key"]!.GetValue<string>());
    }

    private static async Task PlaysAsync(HallBrowser screen, FfmpegPublisher publisher)
    {
        const string Frames = "video => video.getVideoPlaybackQuality().totalVideoFrames";
        var video = screen.Page.GetByTestId("lecture-video");
        await video.WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        var before = -1;
        await Eventually.True("the picture to move on the untouched screen", async () =>
        {
            await publisher.MustRunAsync();
            var now = await video.EvaluateAsync<int>(Frames);
            before = before < 0 || now < before ? now : before;
            return now > before + 10;
        }, Patience);
    }

    private Task ToldAsync(string session, string expected, TimeSpan within) => Eventually.True(
        $"the board to say '{expected}' of the hall", async () => await classroom.PictureOfAsync(session, Hall) == expected, within);
}
