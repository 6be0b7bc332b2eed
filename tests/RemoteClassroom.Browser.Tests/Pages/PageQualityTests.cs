using System.Text.Json.Nodes;
using Microsoft.Playwright;
using RemoteClassroom.Browser.Tests.Browsing;
using RemoteClassroom.Browser.Tests.Lectures;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.Processes;
using static Microsoft.Playwright.Assertions;

namespace RemoteClassroom.Browser.Tests.Pages;

/// <summary>What every page must be: readable for everybody, whole at 200 % zoom, without errors, and without a request to anybody else.</summary>
[Collection(ClassroomCollection.Name)]
public sealed partial class PageQualityTests(Classroom classroom)
{
    /// <summary>The staff's pages, by their names in the pictures; {s} is a session.</summary>
    private static readonly (string Name, string Path, string Shows)[] StaffPages =
    [
        ("sessions", "sessions", ".sessions li"),
        ("board", "sessions/{s}/board", "[data-testid=grid]"),
        ("desk", "sessions/{s}/desk", "[data-testid=desk-halls] [data-hall]"),
        ("centre", "sessions/{s}/centre", "[data-testid=rate]"),
        ("signals", "sessions/{s}/signals", "[data-state=empty]"),
        ("leaves", "sessions/{s}/leaves", "[data-command=ask-leave]"),
        ("corrections", "sessions/{s}/corrections", "[data-command=verify]"),
        ("report", "sessions/{s}/report", "[data-testid=persons]"),
        ("reports", "reports", "h1"),
        ("console", "sessions/{s}/console", "[data-command=start]"),
        ("organization", "organization", ".units li"),
        ("imports", "imports", "input[type=file]"),
        ("screens", "screens", "#pair-code"),
        ("accounts", "accounts", ".list tbody tr"),
    ];

    private Uri Server => classroom.Server.Address;

    [Theory]
    [InlineData(1366, 768)]
    [InlineData(683, 384)]
    public async Task The_staffs_pages_are_sound(int width, int height)
    {
        var session = await classroom.AnnounceAsync("防骗反诈", TimeSpan.FromHours(1));
        (await classroom.Administrator.PostAsync($"sessions/{session}/open")).Must();
        await using var visitor = await classroom.Browser.VisitAsync(width, height);
        var watch = new PageWatch(visitor.Page, Server);
        await visitor.SignInAsync(Server, ServerProcess.AdministratorName, ServerProcess.AdministratorPassword, "sessions");
        foreach (var (name, path, shows) in StaffPages)
        {
            await visitor.Page.GotoAsync(new Uri(Server, path.Replace("{s}", session, StringComparison.Ordinal)).AbsoluteUri);
            await visitor.Page.Locator(shows).First.WaitForAsync();
            await visitor.ShootAsync($"page-{name}-{width}");
            await Soundness.MustBeSoundAsync(visitor, name);
            await MustBeReachedByKeysAsync(visitor, name);
        }

        watch.MustBeClean();
        (await classroom.Administrator.PostAsync($"sessions/{session}/end")).Must();
    }

    [Theory]
    [InlineData("sign-in", "button.go", 1366, 768)]
    [InlineData("sign-in", "button.go", 683, 384)]
    [InlineData("first#no-such-secret", "button.go", 683, 384)]
    [InlineData("screen", "[data-testid=pairing-code]", 1920, 1080)]
    [InlineData("screen", "[data-testid=pairing-code]", 1024, 768)]
    [InlineData("screen", "[data-testid=pairing-code]", 960, 540)]
    [InlineData("h", "input[name=digits]", 320, 568)]
    public async Task The_open_pages_are_sound(string path, string shows, int width, int height)
    {
        await using var visitor = await classroom.Browser.VisitAsync(width, height);
        var watch = new PageWatch(visitor.Page, Server);
        await visitor.Page.GotoAsync(new Uri(Server, path).AbsoluteUri);
        await visitor.Page.Locator(shows).First.WaitForAsync();
        await visitor.ShootAsync($"page-{path.Split('#')[0]}-{width}");
        await Soundness.MustBeSoundAsync(visitor, path);
        watch.MustBeClean();
    }

    [Fact]
    public async Task The_console_fits_a_small_laptop_without_scrolling()
    {
        var session = await classroom.AnnounceAsync("应急处置", TimeSpan.FromHours(1));
        (await classroom.Administrator.PostAsync($"sessions/{session}/open")).Must();
        await using var visitor = await classroom.Browser.VisitAsync(1366, 768);
        await visitor.SignInAsync(Server, Classroom.Lecturer, Classroom.Password, $"sessions/{session}/console");
        await visitor.Page.Locator("[data-testid=console-attendance] .figure").First.WaitForAsync();
        var size = await visitor.Page.EvaluateAsync<int[]>("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]");
        Assert.True(size[0] <= 1366 && size[1] <= 768, $"The console needs {size[0]} × {size[1]} pixels.");
        await MustNotBeSmallAsync(visitor, "console", 18);
        var figures = await visitor.Page.Locator(".console .figure:visible, .console .clock").EvaluateAllAsync<double[]>("all => all.map(e => parseFloat(getComputedStyle(e).fontSize))");
        Assert.All(figures, size => Assert.True(size >= 32, $"A figure is {size} px high."));
        Assert.True(figures.Length >= 3, "the people, their share and the clock");
        foreach (var button in await visitor.Page.Locator("button.press:visible").AllAsync())
        {
            var box = (await button.BoundingBoxAsync())!;
            Assert.True(box.Height >= 56 && box.Y + box.Height <= 768, $"'{await button.InnerTextAsync()}' is {box.Height} px high and ends at {box.Y + box.Height}.");
        }

        (await classroom.Administrator.PostAsync($"sessions/{session}/end")).Must();
    }

    [Fact]
    public async Task An_operator_ticks_takes_back_counts_and_asks_for_help_with_one_thumb()
    {
        var hall = classroom.Halls[3];
        var user = "operator-of-hall-3";
        (await classroom.Administrator.PostAsync("accounts", new JsonObject { ["user"] = user, ["password"] = Classroom.Password, ["role"] = "operator", ["venueId"] = hall.Id })).Must();
        var session = await classroom.AnnounceAsync("山洪避险", TimeSpan.FromHours(1));
        (await classroom.Administrator.PostAsync($"sessions/{session}/open")).Must();
        (await classroom.Administrator.PostAsync($"sessions/{session}/rounds", new JsonObject { ["kind"] = "signIn" })).Must();
        await using var visitor = await classroom.Browser.VisitAsync(360, 640);
        var watch = new PageWatch(visitor.Page, Server);
        await visitor.Context.AddInitScriptAsync("navigator.vibrate = ms => (window.buzzed = ms)");
        await visitor.SignInAsync(Server, user, Classroom.Password, "hall");
        var people = visitor.Page.Locator("[data-person]");
        await Expect(people).ToHaveCountAsync(Classroom.PeoplePerHall);
        await visitor.ShootAsync("page-hall-360");
        await Soundness.MustBeSoundAsync(visitor, "hall");
        await MustNotBeSmallAsync(visitor, "hall", 18);
        await MustBeUnderTheThumbAsync(visitor);

        await people.First.ClickAsync();
        Assert.True(await visitor.Page.EvaluateAsync<bool>("window.buzzed > 0"), "a tap is felt");
        await Expect(visitor.Page.GetByTestId("undo")).ToBeVisibleAsync();
        await visitor.ShootAsync("page-hall-360-undo");
        await visitor.Page.GetByTestId("undo").Locator("button").ClickAsync();
        await Expect(visitor.Page.Locator("[data-state=absent]")).ToHaveCountAsync(Classroom.PeoplePerHall);

        // Without a link the tick waits on the phone, and is sent when the link is back.
        await visitor.Context.SetOfflineAsync(true);
        await people.First.ClickAsync();
        await Expect(visitor.Page.GetByTestId("hall-link")).ToContainTextAsync("待上传 1");
        await visitor.ShootAsync("page-hall-360-offline");
        await visitor.Context.SetOfflineAsync(false);
        await Expect(visitor.Page.Locator("[data-state=present]")).ToHaveCountAsync(1);
        await Expect(visitor.Page.GetByTestId("hall-link")).ToContainTextAsync("已全部上传");

        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "清点人数" }).ClickAsync();
        await visitor.Page.Locator("#head-count").FillAsync("3");
        await visitor.Page.Locator("dialog button[type=submit]").ClickAsync();
        await Expect(visitor.Page.GetByTestId("heads")).ToContainTextAsync("清点 3，签到 1，差 2");
        await visitor.Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "求助" }).ClickAsync();
        await visitor.Page.Locator("[data-command=help]").ClickAsync();
        await Expect(visitor.Page.GetByTestId("own-help")).ToContainTextAsync("等人处理");
        await visitor.ShootAsync("page-hall-360-help");
        watch.MustBeClean();
        await SaysThatNothingIsKeptAsync(user);

        await using var administrator = await classroom.Browser.VisitAsync(1440, 900);
        await administrator.SignInAsync(Server, ServerProcess.AdministratorName, ServerProcess.AdministratorPassword, $"sessions/{session}/board");
        await Expect(administrator.Page.GetByTestId("help-desk")).ToContainTextAsync(hall.Name);
        await Expect(administrator.Page.GetByTestId("trouble").Locator("li")).ToHaveCountAsync(4);
        await Expect(administrator.Page.GetByTestId("curve")).ToBeVisibleAsync();
        await administrator.ShootAsync("page-board-1440-help");
        await Soundness.MustBeSoundAsync(administrator, "board");
        await DownAndBackAsync(administrator);
        await administrator.Page.GotoAsync(new Uri(Server, $"sessions/{session}/desk").AbsoluteUri);
        await Expect(administrator.Page.GetByTestId("help-desk")).ToContainTextAsync(hall.Name);
        await Expect(administrator.Page.Locator($"[data-hall={hall.Name}]")).ToHaveAttributeAsync("data-faults", "link");
        await administrator.ShootAsync("page-desk-1440");
        await Soundness.MustBeSoundAsync(administrator, "desk");
        await administrator.Page.GotoAsync(new Uri(Server, $"sessions/{session}/report").AbsoluteUri);
        await Expect(administrator.Page.GetByTestId("reconcile").Locator($"[data-hall={hall.Name}]")).ToContainTextAsync("多 2 人没有签到");
        await administrator.Page.GetByTestId("reconcile").ScrollIntoViewIfNeededAsync();
        await administrator.ShootAsync("page-report-1440-reconcile");
        await Soundness.MustBeSoundAsync(administrator, "report, with a difference");
        (await classroom.Administrator.PostAsync($"sessions/{session}/end")).Must();
    }

    /// <summary>What is done all day lies in the lower 40 % and is as large as a thumb.</summary>
    private static async Task MustBeUnderTheThumbAsync(Visitor visitor)
    {
        foreach (var button in await visitor.Page.Locator("footer.thumb button:visible, [data-person]").AllAsync())
        {
            Assert.True((await button.BoundingBoxAsync())!.Height >= 56, $"'{await button.InnerTextAsync()}' is too small for a thumb.");
        }

        var top = (await visitor.Page.Locator("footer.thumb").BoundingBoxAsync())!.Y;
        Assert.True(top >= 0.6 * 640, $"The main actions begin at {top} of 640 px.");
    }

    /// <summary>A browser that keeps nothing says so before the work begins.</summary>
    private async Task SaysThatNothingIsKeptAsync(string user)
    {
        await using var visitor = await classroom.Browser.VisitAsync(360, 640);
        await visitor.Context.AddInitScriptAsync("Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('no', 'SecurityError') } })");
        await visitor.SignInAsync(Server, user, Classroom.Password, "hall");
        await Expect(visitor.Page.Locator("body")).ToContainTextAsync("这个浏览器不能在手机上保存数据");
        await visitor.ShootAsync("page-hall-360-keeps-nothing");
    }

    /// <summary>One level down the address says so, and the way back leads to where one was; without a link the figures turn grey.</summary>
    private static async Task DownAndBackAsync(Visitor administrator)
    {
        var page = administrator.Page;
        await page.EvaluateAsync("window.scrollTo(0, 90)");
        var place = await page.EvaluateAsync<int>("Math.round(window.scrollY)");
        Assert.True(place > 0, "The board is too short to be scrolled.");
        await page.GetByTestId("tree").Locator("a").Last.ClickAsync();
        await Expect(page.GetByTestId("sentence")).ToContainTextAsync("西河县");
        Assert.Contains("unit=", page.Url, StringComparison.Ordinal);
        await page.GoBackAsync();
        await Expect(page.GetByTestId("sentence")).ToContainTextAsync("甲省");
        await Eventually.True("the page to stand where it was left", async () => await page.EvaluateAsync<int>("Math.round(window.scrollY)") == place);
        await page.EvaluateAsync("window.scrollTo(0, 0)");

        await administrator.Context.SetOfflineAsync(true);
        await Expect(page.Locator("[data-testid=board] [data-state=stale]")).ToContainTextAsync("停留在");
        await Expect(page.Locator("[data-state=no-network]")).ToBeVisibleAsync();
        await administrator.ShootAsync("page-board-1440-stale");
        await administrator.Context.SetOfflineAsync(false);
        await Expect(page.Locator("[data-testid=board] [data-state=stale]")).ToHaveCountAsync(0);
    }

    /// <summary>No text that is seen is smaller than it may be in that room.</summary>
    private static async Task MustNotBeSmallAsync(Visitor visitor, string name, int pixels)
    {
        var small = await visitor.Page.EvaluateAsync<string[]>(
            """
            least => [...document.querySelectorAll('body *')]
              .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) && e.getClientRects().length > 0 && !e.closest('.visually-hidden, noscript'))
              .filter(e => parseFloat(getComputedStyle(e).fontSize) < least)
              .map(e => `${getComputedStyle(e).fontSize} ${e.outerHTML.slice(0, 100)}`)
            """,
            pixels);
        Assert.True(small.Length == 0, $"{name}: smaller than {pixels} px: {string.Join('\n', small)}");
    }

    /// <summary>Every link, button and field can be reached with the tabulator key and then shows where one is; who wants no motion gets none.</summary>
    private static async Task MustBeReachedByKeysAsync(Visitor visitor, string name)
    {
        var unreached = await visitor.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, [role=button]')]
              .filter(e => e.offsetParent !== null && !e.disabled && (e.tabIndex < 0 || e.tabIndex > 0) && e.type !== 'radio')
              .map(e => e.outerHTML.slice(0, 120))
            """);
        Assert.True(unreached.Length == 0, $"{name}: not reached by keys: {string.Join('\n', unreached)}");
        await visitor.Page.Keyboard.PressAsync("Tab");
        var outline = await visitor.Page.EvaluateAsync<string>("getComputedStyle(document.activeElement).outlineStyle");
        Assert.True(outline != "none", $"{name}: nothing shows where one is.");
        await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ReducedMotion = ReducedMotion.Reduce });
        var moving = await visitor.Page.EvaluateAsync<string[]>(
            """
            () => [...document.querySelectorAll('*')]
              .filter(e => [getComputedStyle(e).animationDuration, getComputedStyle(e).transitionDuration].some(d => d.split(',').some(t => parseFloat(t) > 0.01)))
              .map(e => e.outerHTML.slice(0, 120))
            """);
        Assert.True(moving.Length == 0, $"{name}: moves all the same: {string.Join('\n', moving)}");
        await visitor.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ReducedMotion = ReducedMotion.Null });
    }

    /// <summary>Notes errors of a page and requests that leave the server.</summary>
    private sealed class PageWatch
    {
        private readonly List<string> _faults = [];

        public PageWatch(IPage page, Uri server)
        {
            page.PageError += (_, error) => Note("error: " + error);
            page.Console += (_, message) =>
            {
                // A refused look-up (nobody is signed in yet) is noted by the browser itself.
                if (message.Type == "error" && !message.Text.Contains("401", StringComparison.Ordinal) && !message.Text.Contains("ERR_INTERNET_DISCONNECTED", StringComparison.Ordinal))
                {
                    Note("console: " + message.Text);
                }
            };
            page.Request += (_, request) =>
            {
                var url = new Uri(request.Url);
                if (url.Scheme is "http" or "https" or "ws" or "wss" && url.Authority != server.Authority)
                {
                    Note("request to " + url.Authority);
                }
            };
        }

        public void MustBeClean()
        {
            lock (_faults)
            {
                Assert.Empty(_faults);
            }
        }

        private void Note(string fault)
        {
            lock (_faults)
            {
                _faults.Add(fault);
            }
        }
    }
}
