using System.Text.Json.Nodes;
using Microsoft.Playwright;
using RemoteClassroom.Browser.Tests.Browsing;
using RemoteClassroom.Browser.Tests.Cutting;
using RemoteClassroom.Browser.Tests.Days;
using RemoteClassroom.Province;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.Processes;
using static Microsoft.Playwright.Assertions;

namespace RemoteClassroom.Browser.Tests.Offline;

/// <summary>Something that a hall took down.</summary>
/// <param name="Hall">The hall's venue.</param>
/// <param name="Masked">The person's number as lists show it; within one hall no two are alike.</param>
/// <param name="RoundId">The round that was open.</param>
/// <param name="From">Not before, by the test's own clock.</param>
/// <param name="To">Not after.</param>
internal sealed record Scan(string Hall, string Masked, string RoundId, DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Taken in a run of the page that never had a contact and was killed: nothing can prove when.</summary>
    public bool Unprovable { get; init; }
}

/// <summary>A hall at the end of a bad line: one computer, whose clock is wrong, shows the operator's page and the screen; what stands in its profile outlives it.</summary>
internal sealed class FarHall : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly DemoProvince _province;
    private readonly HallBrowser _browser;
    private readonly CuttableLink _link;
    private readonly string _name;
    private readonly Func<TimeSpan> _clockOff;
    private readonly List<Scan> _run = [];

    public FarHall(DemoProvince province, ProvinceVenue venue, string venueId, string name, Func<TimeSpan> clockOff)
    {
        (_province, Venue, VenueId, _name, _clockOff) = (province, venue, venueId, name, clockOff);
        _link = new CuttableLink(province.Server.Address);
        _browser = new HallBrowser("offline-" + name);
    }

    /// <summary>The hall, as the province's file has it.</summary>
    public ProvinceVenue Venue { get; }

    /// <summary>Its id.</summary>
    public string VenueId { get; }

    /// <summary>All that it took down, in its order.</summary>
    public List<Scan> Scans { get; } = [];

    private IPage Roster => _browser.Page;

    private IPage Screen { get; set; } = null!;

    private ILocator Link => Roster.GetByTestId("hall-link");

    /// <summary>Turns the computer on for the first time: the operator signs in, the screen is paired, and the browser has both on disk.</summary>
    public async Task ArriveAsync()
    {
        var user = "far-" + _name;
        (await _province.Administrator.PostAsync("accounts", new JsonObject { ["user"] = user, ["password"] = DemoProvince.Password, ["role"] = "operator", ["venueId"] = VenueId })).Must();
        await TurnOnAsync();
        await Roster.Locator("input[name=username]").FillAsync(user);
        await Roster.Locator("input[name=password]").FillAsync(DemoProvince.Password);
        await Roster.Locator("button.go").ClickAsync();
        await Roster.WaitForURLAsync("**/hall");
        var digits = Screen.GetByTestId("pairing-code");
        await Expect(digits).ToBeVisibleAsync();
        var code = new string([.. (await digits.InnerTextAsync()).Where(char.IsDigit)]);
        (await _province.Administrator.PostAsync("pairings/approve", new JsonObject { ["userCode"] = code, ["venueId"] = VenueId })).Must();
        await Expect(Screen.Locator("main.screen")).ToContainTextAsync(Venue.Name);
        await Expect(Roster.Locator("[data-person]").First).ToBeVisibleAsync();
        Assert.True(await Roster.EvaluateAsync<bool>("navigator.serviceWorker.ready.then(() => true)"), "the shell is kept");
        await _browser.WriteDownAsync("rc-screen-refresh");
        await _browser.WriteDownAsync("rc-refresh");
    }

    /// <summary>The wall clock as the pages see it.</summary>
    public async Task<DateTimeOffset> WallClockAsync() => DateTimeOffset.FromUnixTimeMilliseconds((long)await Roster.EvaluateAsync<double>("Date.now()"));

    /// <summary>Until the page knows that a round is open, and the screen shows its code.</summary>
    public async Task RoundAsync()
    {
        await Expect(Roster.GetByTestId("vouch")).ToBeEnabledAsync(new() { Timeout = 60_000 });
        await Expect(Screen.GetByTestId("qr")).ToBeVisibleAsync(new() { Timeout = 60_000 });
    }

    /// <summary>The line breaks; the pages notice.</summary>
    public async Task CutAsync()
    {
        _link.Cut();
        await Expect(Link).ToContainTextAsync("离线", new() { Timeout = 30_000 });
        await Expect(Screen.GetByTestId("banner-link")).ToBeVisibleAsync(new() { Timeout = 30_000 });
    }

    /// <summary>The line holds again; everything goes out by itself.</summary>
    public async Task MendAsync()
    {
        _link.Mend();
        await Eventually.True($"the hall {_name} to have sent everything", async () =>
            await Link.InnerTextAsync() is var text && text.Contains("已全部上传", StringComparison.Ordinal) && !text.Contains("离线", StringComparison.Ordinal), TimeSpan.FromSeconds(90));
    }

    /// <summary>Until it says that one may leave, which it says only when everything is sent.</summary>
    public async Task MayLeaveAsync()
    {
        await Expect(Link).ToContainTextAsync("可以离场", new() { Timeout = 60_000 });
        await ShootAsync("may-leave");
    }

    /// <summary>The operator ticks the next person of the roster.</summary>
    public async Task TapAsync(string roundId) =>
        await TapAsync(roundId, (await Roster.Locator("[data-state=absent]").First.GetAttributeAsync("data-person"))!);

    /// <summary>Somebody's phone, with a link of its own, takes the code that the screen makes without one; then the operator ticks him, too, not knowing it.</summary>
    public async Task ScanAndTapAsync(string roundId)
    {
        var last = (await Roster.Locator("[data-state=absent]").Last.GetAttributeAsync("data-person"))!;
        var person = _province.Made.Trainees().Single(one => Masked(one.RosterNo) == last && (one.VenueCode == Venue.Code || one.UnitCode == Venue.UnitCode));
        var from = TimeProvider.System.GetUtcNow();
        var code = new Uri((await Screen.GetByTestId("qr").GetAttributeAsync("aria-label"))!).Segments[^1];
        var ticket = (await _province.Anybody.PostAsync("scans", new JsonObject { ["code"] = code }, null)).Must();
        Assert.Equal(VenueId, ticket["branch"]!["id"]!.GetValue<string>());
        (await _province.Anybody.PostAsync(
            "check-ins", new JsonObject { ["ticket"] = ticket["ticket"]!.GetValue<string>(), ["rosterNo"] = person.RosterNo, ["lastDigits"] = person.Phone[^4..] })).Must();
        Scans.Add(new Scan(VenueId, last, roundId, from, TimeProvider.System.GetUtcNow()));
        await Roster.Locator($"[data-person='{last}']").ClickAsync();
        await Expect(Roster.Locator($"[data-person='{last}']")).ToHaveAttributeAsync("data-state", "ticked");
    }

    /// <summary>Both pages are loaded anew. Without a link the roster is there all the same, and the screen, which cannot know the time, shows no code but whom to ask.</summary>
    public async Task ReloadAsync()
    {
        await Roster.ReloadAsync();
        await Expect(Roster.Locator("[data-person]").First).ToBeVisibleAsync();
        await Screen.ReloadAsync();
        await Expect(Screen.GetByTestId("no-code")).ToContainTextAsync("请管理员点名");
        await ShootAsync("reloaded-without-link");
        _run.Clear();
    }

    /// <summary>The plug is pulled and put back; the computer comes up with both pages, still without a link.</summary>
    /// <param name="afterContact">Whether the run of the page that dies had heard of the server.</param>
    public async Task PowerCutAsync(bool afterContact)
    {
        if (!afterContact)
        {
            Scans.RemoveAll(_run.Contains);
            Scans.AddRange(_run.Select(scan => scan with { Unprovable = true }));
        }

        _run.Clear();
        await _browser.PullThePlugAsync();
        await TurnOnAsync();
        await Expect(Roster.Locator("[data-person]").First).ToBeVisibleAsync(new() { Timeout = 60_000 });
        await ShootAsync("up-without-link");
    }

    /// <summary>Keeps a picture of the operator's page and of the screen: of one after the other, since a page that lies behind another is not drawn.</summary>
    public async Task ShootAsync(string what)
    {
        foreach (var (page, name) in ((IPage, string)[])[(Screen, "screen"), (Roster, "hall")])
        {
            await page.BringToFrontAsync();
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(RepositoryFolder.Root, "artifacts", "screenshots", $"offline-{_name}-{what}-{name}.png") });
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        await _link.DisposeAsync();
    }

    /// <summary>A roster number as lists show it.</summary>
    public static string Masked(string rosterNo) => $"{rosterNo[..2]}{new string('*', rosterNo.Length - 4)}{rosterNo[^2..]}";

    private async Task TurnOnAsync() => Screen = await _browser.TurnOnAsync(_clockOff(), new Uri(_link.Address, "hall"), new Uri(_link.Address, "screen"));

    private async Task TapAsync(string roundId, string masked)
    {
        var row = Roster.Locator($"[data-person='{masked}']");
        var from = TimeProvider.System.GetUtcNow();
        await row.ClickAsync();
        await Expect(row).Not.ToHaveAttributeAsync("data-state", "absent", new() { Timeout = (float)Patience.TotalMilliseconds });
        var scan = new Scan(VenueId, masked, roundId, from, TimeProvider.System.GetUtcNow());
        Scans.Add(scan);
        _run.Add(scan);
    }
}
