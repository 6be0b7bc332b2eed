using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using RemoteClassroom.Browser.Tests.Browsing;
using RemoteClassroom.Browser.Tests.Lectures;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Browser.Tests.Pages;

/// <summary>What every page must be: readable for everybody, whole at 200 % zoom, without errors, and without a request to anybody else.</summary>
[Collection(ClassroomCollection.Name)]
public sealed class PageQualityTests(Classroom classroom)
{
    private static readonly string[] Rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"];

    /// <summary>The staff's pages, by their names in the pictures; {s} is a session.</summary>
    private static readonly (string Name, string Path, string Shows)[] StaffPages =
    [
        ("sessions", "sessions", ".sessions li"),
        ("board", "sessions/{s}/board", "[data-testid=grid]"),
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
            await MustBeSoundAsync(visitor, name);
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
    public async Task The_open_pages_are_sound(string path, string shows, int width, int height)
    {
        await using var visitor = await classroom.Browser.VisitAsync(width, height);
        var watch = new PageWatch(visitor.Page, Server);
        await visitor.Page.GotoAsync(new Uri(Server, path).AbsoluteUri);
        await visitor.Page.Locator(shows).First.WaitForAsync();
        await visitor.ShootAsync($"page-{path.Split('#')[0]}-{width}");
        await MustBeSoundAsync(visitor, path);
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
        foreach (var button in await visitor.Page.Locator("button.press:visible").AllAsync())
        {
            var box = (await button.BoundingBoxAsync())!;
            Assert.True(box.Height >= 56 && box.Y + box.Height <= 768, $"'{await button.InnerTextAsync()}' is {box.Height} px high and ends at {box.Y + box.Height}.");
        }

        (await classroom.Administrator.PostAsync($"sessions/{session}/end")).Must();
    }

    private static async Task MustBeSoundAsync(Visitor visitor, string name)
    {
        var overflow = await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{name} is {overflow} px wider than its window.");
        var result = await visitor.Page.RunAxe(new AxeRunOptions { RunOnly = new RunOnlyOptions { Type = "tag", Values = [.. Rules] } });
        Assert.True(
            result.Violations.Length == 0,
            string.Join('\n', result.Violations.Select(fault => $"{name}: {fault.Id} ({fault.Help}) at {string.Join(", ", fault.Nodes.Take(3).Select(node => node.Html))}")));
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
                if (message.Type == "error" && !message.Text.Contains("401", StringComparison.Ordinal))
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
