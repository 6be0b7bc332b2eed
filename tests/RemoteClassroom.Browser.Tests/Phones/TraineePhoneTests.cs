using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RemoteClassroom.Browser.Tests.Browsing;
using RemoteClassroom.Browser.Tests.Lectures;
using RemoteClassroom.TestKit.ByContract;
using static Microsoft.Playwright.Assertions;

namespace RemoteClassroom.Browser.Tests.Phones;

/// <summary>The trainee's phone as it is in a hall: a small old display, inside a chat's own browser that keeps nothing and opens no window.</summary>
[Collection(ClassroomCollection.Name)]
public sealed partial class TraineePhoneTests(Classroom classroom)
{
    private const string ChatBrowser =
        "Mozilla/5.0 (Linux; Android 7.0; STF-AL10 Build/HUAWEISTF-AL10; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/61.0.3163.98 Mobile Safari/537.36 MicroMessenger/7.0.3 NetType/3G Language/zh_CN";

    /// <summary>What such a browser refuses: every store, a worker, a window, a question.</summary>
    private const string KeepsNothing = """
        for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
          Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError') } })
        Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined })
        window.open = () => null
        window.alert = window.confirm = window.prompt = () => { throw new Error('a window was asked for') }
        """;

    /// <summary>The lowest contrast of any text on the page against what lies behind it (WCAG 2, relative luminance), and where.</summary>
    private const string LowestContrast = """
        () => {
          const parts = text => (text.match(/[\d.]+/g) ?? []).map(Number)
          const luminance = ([r, g, b]) => {
            const [x, y, z] = [r, g, b].map(v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
            return 0.2126 * x + 0.7152 * y + 0.0722 * z
          }
          const behind = element => {
            for (let e = element; e; e = e.parentElement) {
              const colour = parts(getComputedStyle(e).backgroundColor)
              if (colour.length < 4 || colour[3] > 0) return colour
            }
            return [255, 255, 255]
          }
          let lowest = { ratio: 99, where: '' }
          for (const element of document.body.querySelectorAll('*')) {
            const own = [...element.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) || element.matches('input:not([type=hidden]),textarea')
            if (!own || element.matches('script,style') || !element.offsetParent) continue
            const [a, b] = [luminance(parts(getComputedStyle(element).color)), luminance(behind(element))]
            const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
            if (ratio < lowest.ratio) lowest = { ratio, where: element.outerHTML.slice(0, 80) }
          }
          return lowest
        }
        """;

    private ContractHttp? _screen;

    [Fact]
    public async Task In_a_chats_browser_on_a_small_phone_one_scans_checks_in_asks_and_next_time_taps_once()
    {
        var session = await classroom.AnnounceAsync("手机上的一课", TimeSpan.FromMinutes(20));
        (await classroom.Administrator.PostAsync($"sessions/{session}/open")).Must();
        try
        {
            (await classroom.Administrator.PostAsync($"sessions/{session}/rounds", new JsonObject { ["kind"] = "signIn" })).Must();
            await using var phone = await classroom.Browser.VisitAsync(360, 640, userAgent: ChatBrowser);
            await phone.Context.AddInitScriptAsync(KeepsNothing);
            var faults = new List<string>();
            phone.Page.PageError += (_, error) => faults.Add(error);
            await CheckInAsync(phone, session);
            await AskAsync(phone);
            await TapAsync(phone, session);
            Assert.Empty(faults);
        }
        finally
        {
            await classroom.Administrator.PostAsync($"sessions/{session}/end");
        }
    }

    private async Task CheckInAsync(Visitor phone, string session)
    {
        await ScanAsync(phone, session);
        await MustBeReadableAsync(phone, "form");
        await phone.Page.Locator("#who").FillAsync("查无此人");
        await phone.Page.Locator("#digits").FillAsync("0000");
        await phone.Page.Locator("form button").First.ClickAsync();
        await Expect(phone.Page.Locator(".note")).ToBeVisibleAsync();
        await MustBeReadableAsync(phone, "unknown");
        await ScanAsync(phone, session);
        await phone.Page.Locator("#who").FillAsync(Classroom.RosterNo(2, 4));
        await phone.Page.Locator("#digits").FillAsync(Classroom.LastDigits(2, 4));
        await phone.Page.Locator("form button").First.ClickAsync();
        var mark = phone.Page.Locator(".mark");
        await Expect(mark).ToHaveTextAsync("✓");
        Assert.Equal("96px", await mark.EvaluateAsync<string>("e => getComputedStyle(e).fontSize"));
        await Expect(phone.Page.Locator("body")).ToContainTextAsync(Ordinal());
        Assert.True(await phone.Page.EvaluateAsync<bool>("getComputedStyle(document.body).backgroundColor === 'rgb(11, 93, 59)' && document.body.offsetHeight >= innerHeight"), "green fills the display");
        await MustBeReadableAsync(phone, "done");
    }

    private static async Task AskAsync(Visitor phone)
    {
        await phone.Page.Locator("a.button").First.ClickAsync();
        await Expect(phone.Page.Locator(".card")).ToHaveCountAsync(1);
        await MustBeReadableAsync(phone, "now");
        await phone.Page.Locator("[name=text]").FillAsync("药费能报销吗？");
        await phone.Page.Locator("form button").First.ClickAsync();
        await Expect(phone.Page.Locator(".note.good")).ToBeVisibleAsync();
    }

    private async Task TapAsync(Visitor phone, string session)
    {
        await ScanAsync(phone, session);
        await Expect(phone.Page.Locator("form button").First).ToHaveTextAsync(OneTap());
        await Expect(phone.Page.Locator("form button.plain")).ToHaveTextAsync("不是我");
        await MustBeReadableAsync(phone, "one-tap");
        await phone.Page.Locator("form button").First.ClickAsync();
        await Expect(phone.Page.Locator("body.done")).ToContainTextAsync("您已于");
    }

    private async Task ScanAsync(Visitor phone, string session)
    {
        _screen ??= await PairAsync();
        var code = (await _screen.GetAsync($"sessions/{session}/branches/{classroom.Halls[2].Id}/code")).Must()["code"]!.GetValue<string>();
        await phone.Page.GotoAsync(new Uri(classroom.Server.Address, "C/" + code).AbsoluteUri);
    }

    private async Task<ContractHttp> PairAsync()
    {
        var pairing = (await classroom.Anybody.PostAsync("pairings", null, null)).Must();
        (await classroom.Administrator.PostAsync("pairings/approve", new JsonObject { ["userCode"] = pairing["userCode"]!.GetValue<string>(), ["venueId"] = classroom.Halls[2].Id })).Must();
        var done = (await classroom.Anybody.PostAsync($"pairings/{pairing["pairingId"]}/token", new JsonObject { ["pollSecret"] = pairing["pollSecret"]!.GetValue<string>() }, null)).Must();
        return classroom.Anybody.As(done["accessToken"]!.GetValue<string>());
    }

    /// <summary>No sideways scrolling, text of 17 px and more, thumbs of 56 px, a contrast of 7:1.</summary>
    private static async Task MustBeReadableAsync(Visitor phone, string name)
    {
        await phone.ShootAsync("phone-360-" + name);
        var wide = await phone.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(wide <= 0, $"{name} is {wide} px wider than the display.");
        var lowest = await phone.Page.EvaluateAsync<Contrast>(LowestContrast);
        Assert.True(lowest.Ratio >= 7, $"{name}: a contrast of {lowest.Ratio:0.0}:1 at {lowest.Where}");
        foreach (var button in await phone.Page.Locator("button:visible, a.button:visible").AllAsync())
        {
            Assert.True((await button.BoundingBoxAsync())!.Height >= 56, $"{name}: '{await button.InnerTextAsync()}' is too small for a thumb.");
        }
    }

    [GeneratedRegex("第 [0-9]+ 位", RegexOptions.None, 1_000)]
    private static partial Regex Ordinal();

    [GeneratedRegex("^.[*].*，签到$", RegexOptions.None, 1_000)]
    private static partial Regex OneTap();

    /// <summary>The lowest contrast of a page.</summary>
    public sealed class Contrast
    {
        /// <summary>To one.</summary>
        public double Ratio { get; set; }

        /// <summary>The element.</summary>
        public string Where { get; set; } = "";
    }
}
