using System.Text.Json.Nodes;
using RemoteClassroom.Browser.Tests.Browsing;
using RemoteClassroom.Browser.Tests.Days;
using RemoteClassroom.Browser.Tests.Lectures;

namespace RemoteClassroom.Browser.Tests.Pages;

/// <summary>The pages of who sets up and looks after, filled with a county of the demo's province, at a desk and on a phone.</summary>
[Collection(DemoProvinceCollection.Name)]
public sealed class SetUpPagesTests(DemoProvince province)
{
    private static readonly (string Name, string Path, string Shows)[] Pages =
    [
        ("sessions", "sessions", ".sessions li"),
        ("organization", "organization", ".units li"),
        ("imports", "imports", "input[type=file]"),
        ("screens", "screens", "#pair-code"),
        ("accounts", "accounts", ".list tbody tr"),
        ("audit", "audit", "[data-testid=audit-lines] li, tbody tr"),
        ("me", "me", "h1"),
        ("slips", "slips", "[data-state=empty]"),
    ];

    private Uri Server => province.Server.Address;

    [Theory]
    [InlineData(1440, 900)]
    [InlineData(360, 640)]
    public async Task Who_sets_up_sees_whole_pages(int width, int height)
    {
        var county = province.Made.Units.Where(unit => unit.Level == "county").ElementAt(3).Code;
        var user = $"set-up-{width}";
        var office = await province.AccountAsync(user, "administrator", county);
        await province.AnnounceAsync(office, "春耕病虫害防治", county, TimeSpan.FromDays(2));
        var hall = (await office.GetAsync($"venues?unit={province.UnitId(county)}&limit=1")).Must()["items"]![0]!["id"]!.GetValue<string>();
        (await office.PostAsync("accounts", new JsonObject { ["user"] = $"set-up-hall-{width}", ["password"] = DemoProvince.Password, ["role"] = "operator", ["venueId"] = hall })).Must();
        await using var visitor = await province.Browser.VisitAsync(width, height);
        await visitor.SignInAsync(Server, user, DemoProvince.Password, "sessions");
        foreach (var (name, path, shows) in Pages)
        {
            await visitor.Page.GotoAsync(new Uri(Server, path).AbsoluteUri);
            await visitor.Page.Locator(shows).First.WaitForAsync(new() { State = Microsoft.Playwright.WaitForSelectorState.Attached });
            await visitor.ShootAsync($"set-up-{name}-{width}");
            await Soundness.MustBeSoundAsync(visitor, name);
        }
    }

    [Theory]
    [InlineData("sign-in", 1440, 900)]
    [InlineData("sign-in", 360, 640)]
    [InlineData("first#no-such-secret", 1440, 900)]
    [InlineData("first#no-such-secret", 360, 640)]
    [InlineData("activate", 360, 640)]
    public async Task Who_comes_in_sees_whole_pages(string path, int width, int height)
    {
        await using var visitor = await province.Browser.VisitAsync(width, height);
        await visitor.Page.GotoAsync(new Uri(Server, path).AbsoluteUri);
        await visitor.Page.Locator("button.go").WaitForAsync();
        await visitor.ShootAsync($"set-up-{path.Split('#')[0]}-{width}");
        await Soundness.MustBeSoundAsync(visitor, path);
    }
}
