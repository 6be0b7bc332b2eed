using System.Text.RegularExpressions;
using Microsoft.Playwright;
using RemoteClassroom.Browser.Tests.Browsing;
using RemoteClassroom.Browser.Tests.Cutting;
using RemoteClassroom.Browser.Tests.Publishing;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.Processes;
using static Microsoft.Playwright.Assertions;

namespace RemoteClassroom.Browser.Tests.Lectures;

/// <summary>One lecture from the pairing of its screens to its end, by the hands of everybody who takes part.</summary>
[Collection(ClassroomCollection.Name)]
public sealed partial class LectureTests(Classroom classroom)
{
    private const string Title = "农村冬季用火安全";
    private const string Question = "冬天烧炕怎样防止一氧化碳中毒？";

    private Uri Server => classroom.Server.Address;

    [Fact]
    public async Task A_lecture_runs_from_the_first_pairing_to_the_end()
    {
        var session = await classroom.AnnounceAsync(Title, TimeSpan.FromMinutes(12));
        await using var link = new CuttableLink(Server);
        await using var administrator = await classroom.Browser.VisitAsync(1366, 768);
        await using var lecturer = await classroom.Browser.VisitAsync(1366, 768);
        await using var first = await classroom.Browser.VisitAsync(1280, 720);
        await using var second = await classroom.Browser.VisitAsync(1280, 720);
        var frames = new FrameLog(first, $"s/{session}/screen");

        await administrator.SignInAsync(Server, ServerProcess.AdministratorName, ServerProcess.AdministratorPassword, "screens");
        await PairAsync(administrator, first, link.Address, classroom.Halls[0].Name, "1");
        await PairAsync(administrator, second, Server, classroom.Halls[2].Name, "2");

        await lecturer.SignInAsync(Server, Classroom.Lecturer, Classroom.Password, "sessions");
        await lecturer.ShootAsync("lecture-02-sessions");
        await lecturer.Page.GotoAsync(new Uri(Server, $"sessions/{session}/console").AbsoluteUri);
        await lecturer.CommandAsync("open");
        await first.PhaseAsync("open");
        await second.PhaseAsync("open");
        await StateBarIsAsync(lecturer, "open", "rgb(21, 84, 192)");
        var countdown = await first.Page.Locator(".countdown").EvaluateAsync<double>("e => parseFloat(getComputedStyle(e).fontSize)");
        Assert.True(countdown >= 0.25 * 720, $"The countdown is {countdown} px high.");
        await first.MustBeReadFromAfarAsync("warm-up");

        await using var publisher = await PublishAsync(lecturer);
        await lecturer.CommandAsync("start");
        await first.PhaseAsync("live");
        await second.PhaseAsync("live");
        await PictureMovesAsync(first, publisher, "first");
        await PictureMovesAsync(second, publisher, "second");
        await SoundComesWithAKeyAsync(first, session);
        await first.ShootAsync("lecture-04-screen-live");
        await first.MustBeReadFromAfarAsync("live");
        await StateBarIsAsync(lecturer, "live", "rgb(179, 38, 30)");
        await Expect(lecturer.Page.Locator(".picture h2")).ToHaveTextAsync(BehindBy());
        await lecturer.ShootAsync("lecture-04-console-live");

        await CutToSlateAsync(lecturer, first, second, session, publisher);

        await using var phone = await CheckInAsync(administrator, lecturer, first, session);
        await AskAsync(phone, lecturer, first, second, frames);
        await CutAsync(link, lecturer, first, second, session, frames);
        await EndAsync(lecturer, first, second);

        Assert.DoesNotContain(Classroom.RosterNo(0, 0), frames.AllText);
        Assert.DoesNotContain("张0学员0", frames.AllText);
    }

    private static async Task PairAsync(Visitor administrator, Visitor screen, Uri server, string hall, string number)
    {
        await screen.Page.GotoAsync(new Uri(server, "screen").AbsoluteUri);
        var code = screen.Page.GetByTestId("pairing-code");
        await Expect(code).ToBeVisibleAsync();
        var height = (await code.BoundingBoxAsync())!.Height;
        Assert.True(height >= 0.2 * 720, $"The pairing digits are {height} px high.");
        await screen.ShootAsync($"lecture-01-pairing-{number}");
        await administrator.Page.Locator("#pair-code").FillAsync(await code.InnerTextAsync());
        var picker = administrator.Page.Locator(".picker input");
        await picker.ClickAsync();
        await picker.FillAsync(hall);
        await administrator.Page.GetByRole(AriaRole.Option, new PageGetByRoleOptions { NameRegex = new Regex(Regex.Escape(hall), RegexOptions.None, TimeSpan.FromSeconds(1)) }).First.ClickAsync();
        await administrator.Page.Locator("form.pair button[type=submit]").ClickAsync();
        await Expect(administrator.Page.GetByTestId("pair-confirm")).ToContainTextAsync(hall);
        await administrator.ShootAsync($"lecture-01-confirm-{number}");
        await administrator.Page.Locator("[data-command=pair]").ClickAsync();
        await Expect(administrator.Page.Locator("form.pair .done")).ToBeVisibleAsync();
        await Expect(administrator.Page.GetByTestId("hall-screens").Locator("[data-screen]").First).ToBeVisibleAsync();
        await administrator.ShootAsync($"lecture-01-approved-{number}");
        await Expect(screen.Page.GetByTestId("warm-up")).ToContainTextAsync(hall);
        await screen.ShootAsync($"lecture-02-warm-up-{number}");
    }

    private async Task<FfmpegPublisher> PublishAsync(Visitor lecturer)
    {
        await lecturer.Page.Locator("button.publish").ClickAsync();
        var key = await lecturer.Page.GetByTestId("publish-key").InnerTextAsync();
        var address = await lecturer.Page.Locator(".publish-dialog dd code").First.InnerTextAsync();
        await lecturer.ShootAsync("lecture-03-publish");
        await lecturer.Page.Locator(".publish-dialog form button").ClickAsync();
        return new FfmpegPublisher(new Uri(Server, address), "live", key);
    }

    private static async Task PictureMovesAsync(Visitor screen, FfmpegPublisher publisher, string which)
    {
        var before = await Eventually.NotNull(
            $"a picture on the {which} screen",
            async () =>
            {
                await publisher.MustRunAsync();
                return await screen.PictureAsync() is { Sum: > 0, Frames: > 0, Time: > 0 } picture ? picture : null;
            },
            TimeSpan.FromSeconds(40));
        await Eventually.True(
            $"the picture to move on the {which} screen",
            async () => await screen.PictureAsync() is var now && now.Time > before.Time + 1 && now.Frames > before.Frames + 10 && now.Hash != before.Hash,
            TimeSpan.FromSeconds(30));
    }

    private async Task SoundComesWithAKeyAsync(Visitor screen, string session)
    {
        // A browser that nobody has touched may refuse the sound: then the screen says so, and any key of the remote helps.
        if ((await screen.PictureAsync()).Muted)
        {
            await Expect(screen.Page.GetByTestId("banner-sound")).ToBeVisibleAsync();
            await screen.ShootAsync("lecture-04-screen-sound-blocked");
            await PictureToldAsync(session, "silent");
        }

        await screen.Page.Keyboard.PressAsync("Enter");
        await Eventually.True("the sound after a key of the remote", async () => !(await screen.PictureAsync()).Muted);
        await Expect(screen.Page.GetByTestId("banner-sound")).ToHaveCountAsync(0);
        await PictureToldAsync(session, "playing");
    }

    /// <summary>What the board says of the first hall within ten seconds.</summary>
    private Task PictureToldAsync(string session, string expected) => Eventually.True(
        $"the board to say '{expected}' of the first hall",
        async () => (await classroom.Administrator.GetAsync($"sessions/{session}/attendance/halls")).Must()["items"]!.AsArray()
            .Any(line => line!["unit"]!["id"]!.GetValue<string>() == classroom.Halls[0].Id && line["unit"]!["picture"]?.GetValue<string>() == expected),
        TimeSpan.FromSeconds(10));

    /// <summary>A held button takes the programme off every screen in two seconds, while the publisher goes on; the console counts the halls.</summary>
    private async Task CutToSlateAsync(Visitor lecturer, Visitor first, Visitor second, string session, FfmpegPublisher publisher)
    {
        var cut = lecturer.Page.Locator("button[data-command=cut]");
        await cut.ClickAsync();
        Assert.Equal(0, await first.Page.GetByTestId("slate").CountAsync());
        await cut.ClickAsync(new LocatorClickOptions { Delay = 1_200 });
        var soon = new LocatorAssertionsToBeVisibleOptions { Timeout = 2_000 };
        await Expect(first.Page.GetByTestId("slate")).ToBeVisibleAsync(soon);
        await Expect(second.Page.GetByTestId("slate")).ToBeVisibleAsync(soon);
        await Expect(lecturer.Page.GetByTestId("cut-reach")).ToContainTextAsync("2/2");
        Assert.Equal(409, (await classroom.Administrator.GetAsync($"live/{session}/index.m3u8")).Status);
        await first.ShootAsync("lecture-04-screen-slate");
        await first.MustBeReadFromAfarAsync("slate");
        await lecturer.ShootAsync("lecture-04-console-cut");
        await lecturer.Page.Locator("button[data-command=restore]").ClickAsync(new LocatorClickOptions { Delay = 1_200 });
        await Expect(first.Page.GetByTestId("slate")).ToHaveCountAsync(0);
        await Expect(lecturer.Page.GetByTestId("cut")).ToHaveCountAsync(0);
        await PictureMovesAsync(first, publisher, "first");
        await PictureToldAsync(session, "playing");
        await Expect(lecturer.Page.GetByTestId("playing")).ToContainTextAsync("的分课堂有画面有声音");
        await lecturer.ShootAsync("lecture-04-console-playing");
    }

    private async Task<Visitor> CheckInAsync(Visitor administrator, Visitor lecturer, Visitor screen, string session)
    {
        await administrator.Page.GotoAsync(new Uri(Server, $"sessions/{session}/board").AbsoluteUri);
        await lecturer.CommandAsync("open-round");
        await Expect(screen.Page.GetByTestId("qr")).ToBeVisibleAsync();
        await RoundIsReadableAsync(screen);
        var playing = await screen.PictureAsync();
        await Eventually.True("the lecture to go on during the round", async () => (await screen.PictureAsync()).Time > playing.Time + 0.5);
        await screen.ShootAsync("lecture-05-round");
        await screen.MustBeReadFromAfarAsync("round");

        var phone = await classroom.Browser.VisitAsync(390, 780, scripts: false);
        await phone.Page.GotoAsync(new Uri(Server, (await screen.ScannedAsync()).PathAndQuery).AbsoluteUri);
        await phone.Page.Locator("#who").FillAsync(Classroom.RosterNo(0, 0));
        await phone.Page.Locator("#digits").FillAsync(Classroom.LastDigits(0, 0));
        await phone.ShootAsync("lecture-06-phone-form");
        await phone.Page.Locator("form button").First.ClickAsync();
        await Expect(phone.Page.Locator(".mark")).ToBeVisibleAsync();
        await phone.ShootAsync("lecture-06-phone-done");

        await Expect(administrator.Page.GetByTestId("present").Or(administrator.Page.Locator(".late dd")).First).ToHaveTextAsync("1");
        await Expect(administrator.Page.GetByTestId("sum")).ToContainTextAsync("✓");
        await administrator.ShootAsync("lecture-06-board");
        await Expect(screen.Page.GetByTestId("hall-count")).ToContainTextAsync($"1/{Classroom.PeoplePerHall}");
        await TypeTheDigitsAsync(screen);
        await lecturer.ShootAsync("lecture-06-console");
        await lecturer.CommandAsync("close-round");
        await Expect(screen.Page.GetByTestId("qr")).ToHaveCountAsync(0);
        return phone;
    }

    private static async Task RoundIsReadableAsync(Visitor screen)
    {
        var code = (await screen.Page.GetByTestId("qr").BoundingBoxAsync())!;
        Assert.True(code.Height >= 0.9 * 720, $"The white square is {code.Height} px high.");
        var view = await screen.Page.GetByTestId("qr").GetAttributeAsync("viewBox");
        var modules = int.Parse(view!.Split(' ')[3]) - 8;
        Assert.True(code.Height * modules / (modules + 8) >= 0.7 * 720, $"The code of {modules} modules fills {code.Height * modules / (modules + 8)} px of 720.");
        Assert.True(modules <= 33, $"{modules} modules are more than version 4 has.");
        var digits = await screen.Page.GetByTestId("round-digits").EvaluateAsync<double>("e => parseFloat(getComputedStyle(e).fontSize)");
        Assert.True(digits >= 0.14 * 720, $"The digits are {digits} px high.");
        Assert.Matches(UpperCaseAddress(), (await screen.Page.GetByTestId("qr").GetAttributeAsync("aria-label"))!);
    }

    private async Task TypeTheDigitsAsync(Visitor screen)
    {
        await using var other = await classroom.Browser.VisitAsync(390, 780, scripts: false);
        await other.Page.GotoAsync(new Uri(Server, "h").AbsoluteUri);
        await other.ShootAsync("lecture-07-phone-digits");
        await other.Page.Locator("input[name=hall]").FillAsync($"{classroom.Halls[0].Number}");
        await other.Page.Locator("input[name=digits]").FillAsync((await screen.Page.GetByTestId("round-digits").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal));
        await other.Page.Locator("form button").First.ClickAsync();
        await other.Page.Locator("#who").FillAsync(Classroom.RosterNo(0, 1));
        await other.Page.Locator("#digits").FillAsync(Classroom.LastDigits(0, 1));
        await other.Page.Locator("form button").First.ClickAsync();
        await Expect(other.Page.Locator(".mark")).ToBeVisibleAsync();
        await Expect(screen.Page.GetByTestId("hall-count")).ToContainTextAsync($"2/{Classroom.PeoplePerHall}");
    }

    private static async Task AskAsync(Visitor phone, Visitor lecturer, Visitor first, Visitor second, FrameLog frames)
    {
        await phone.Page.Locator("a.button").First.ClickAsync();
        await phone.Page.Locator("[name=text]").FillAsync(Question);
        await phone.Page.Locator("form button").First.ClickAsync();
        var asked = lecturer.Page.Locator("[data-question]", new PageLocatorOptions { HasText = Question });
        await Expect(asked).ToHaveAttributeAsync("data-state", "pending");
        await phone.ShootAsync("lecture-08-phone-asked");
        Assert.DoesNotContain(Question, frames.AllText);

        await lecturer.Page.Keyboard.PressAsync("a");
        await Expect(asked).ToHaveAttributeAsync("data-state", "approved");
        foreach (var screen in (Visitor[])[first, second])
        {
            await Expect(screen.Page.GetByTestId("question")).ToContainTextAsync(Question);
        }

        await first.ShootAsync("lecture-08-screen-question");
        await first.MustBeReadFromAfarAsync("question");
        await lecturer.Page.Keyboard.PressAsync("a");
        await Expect(asked).ToHaveAttributeAsync("data-state", "answering");
        await Expect(first.Page.GetByTestId("question")).ToContainTextAsync("正在回答");
        await lecturer.ShootAsync("lecture-08-console-question");
        await lecturer.Page.Keyboard.PressAsync("a");
        await Expect(asked).ToHaveAttributeAsync("data-state", "answered");
        await Expect(first.Page.GetByTestId("question")).ToHaveCountAsync(0);
    }

    private async Task CutAsync(CuttableLink link, Visitor lecturer, Visitor first, Visitor second, string session, FrameLog frames)
    {
        link.Cut();
        await Expect(first.Page.GetByTestId("banner-link")).ToBeVisibleAsync();
        await first.ShootAsync("lecture-09-link-lost");
        await first.MustBeReadFromAfarAsync("link lost");
        await lecturer.CommandAsync("pause");
        await second.PhaseAsync("paused");
        await second.ShootAsync("lecture-09-paused");
        await second.MustBeReadFromAfarAsync("paused");
        await StateBarIsAsync(lecturer, "paused", "rgb(138, 90, 0)");
        await lecturer.CommandAsync("resume");
        await second.PhaseAsync("live");
        await lecturer.CommandAsync("open-round");
        await Expect(second.Page.GetByTestId("qr")).ToBeVisibleAsync();

        // It started the round without a link, from a shell kept on the machine, and derives its own codes.
        await first.Page.ReloadAsync();
        await first.PhaseAsync("live");
        Assert.Equal(0, await first.Page.GetByTestId("qr").CountAsync());
        await first.ShootAsync("lecture-09-restarted-without-link");

        link.Mend();
        await Expect(first.Page.GetByTestId("qr")).ToBeVisibleAsync();
        await Eventually.True("both screens to stand at the same offset with the same state", async () =>
        {
            var (a, b) = (await first.StandsAsync($"s/{session}/screen"), await second.StandsAsync($"s/{session}/screen"));
            return a.Offset > 0 && a.Offset == b.Offset && a.State == b.State;
        }, TimeSpan.FromSeconds(30));

        // Cut while a round is open, the codes go on; and what the server takes for the hall's code is what the screen derives by itself.
        link.Cut();
        await Expect(first.Page.GetByTestId("banner-link")).ToBeVisibleAsync();
        var scanned = await first.ScannedAsync();
        await Eventually.True("the next code without a link", async () => await first.ScannedAsync() != scanned, TimeSpan.FromSeconds(25));
        await first.ShootAsync("lecture-10-round-without-link");
        await first.MustBeReadFromAfarAsync("round without a link");
        var ticket = await classroom.Anybody.PostAsync("scans", new System.Text.Json.Nodes.JsonObject { ["code"] = (await first.ScannedAsync()).Segments[^1] }, null);
        Assert.Equal(classroom.Halls[0].Id, ticket.Must()["branch"]!["id"]!.GetValue<string>());
        await lecturer.CommandAsync("close-round");
        link.Mend();
        await Expect(first.Page.GetByTestId("banner-recovered")).ToContainTextAsync("补收 1 条");
        await first.ShootAsync("lecture-11-back");
        await Expect(first.Page.GetByTestId("qr")).ToHaveCountAsync(0);

        var replayed = await frames.ReplayAsync();
        Assert.Equal((0, 1), (replayed.Gaps, replayed.Snapshots));
        await Eventually.True(
            "what came over the line to end where the other screen stands",
            async () => (await second.StandsAsync($"s/{session}/screen")).Offset == (await frames.ReplayAsync()).Offset,
            TimeSpan.FromSeconds(30));
    }

    private static async Task EndAsync(Visitor lecturer, Visitor first, Visitor second)
    {
        var end = lecturer.Page.Locator("button[data-command=end]");
        await end.ClickAsync();
        Assert.Equal("live", await lecturer.Page.Locator(".console").GetAttributeAsync("data-phase"));
        await end.ClickAsync(new LocatorClickOptions { Delay = 2_300 });
        await Expect(first.Page.GetByTestId("ended")).ToBeVisibleAsync();
        await Expect(second.Page.GetByTestId("ended")).ToBeVisibleAsync();
        await first.ShootAsync("lecture-12-ended");
        await first.MustBeReadFromAfarAsync("ended");
        await StateBarIsAsync(lecturer, "ended", "rgb(91, 100, 112)");
        await lecturer.ShootAsync("lecture-12-console-ended");
    }

    /// <summary>The bar that says in which state the class is: its colour, white upon it, and a clock.</summary>
    private static async Task StateBarIsAsync(Visitor lecturer, string phase, string colour)
    {
        var bar = lecturer.Page.Locator($".console header .bar.{phase}");
        await Expect(bar).ToHaveCSSAsync("background-color", colour);
        await Expect(bar).ToHaveCSSAsync("color", "rgb(255, 255, 255)");
        await Expect(bar.Locator(".clock")).ToHaveTextAsync(Clock());
    }

    [GeneratedRegex("^[0-9]{2}:[0-9]{2}:[0-9]{2}$", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Clock();

    [GeneratedRegex("^分课堂画面（延迟 [0-9]+ 秒）$", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex BehindBy();

    [GeneratedRegex("^HTTP://[0-9A-Z.:]+/C/[0-9A-Z]{20}$", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex UpperCaseAddress();
}
