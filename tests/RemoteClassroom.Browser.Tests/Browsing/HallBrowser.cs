using System.Diagnostics;
using Microsoft.Playwright;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Browser.Tests.Browsing;

/// <summary>
/// A hall's computer: a browser with a profile that outlives it, started as people start it – without leave to sound by itself – and killed as a power cut kills it.
/// Nothing touches its page except what a test sends.
/// </summary>
public sealed class HallBrowser : IAsyncDisposable
{
    private readonly TempFolder _profile = new("rc-hall-");
    private readonly string _picture;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private Process? _process;
    private Uri _page = new("about:blank");
    private int _port;

    /// <summary>Prepares it.</summary>
    /// <param name="picture">The beginning of its pictures' names.</param>
    public HallBrowser(string picture) => _picture = picture;

    /// <summary>The page that it shows.</summary>
    public IPage Page { get; private set; } = null!;

    /// <summary>Turns it on; it opens the page by itself. Nobody looks at it yet: to a browser a test's look at its page is a touch, and would let it sound.</summary>
    /// <param name="page">The address on the command line.</param>
    public void TurnOn(Uri page)
    {
        ArgumentNullException.ThrowIfNull(page);
        (_page, _port) = (page, FreePort.Take());
        string[] arguments =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--window-size=1920,1080", "--accept-lang=zh-CN", "--remote-debugging-port=" + _port, "--user-data-dir=" + _profile.Path,

            // What a browser with a display does by itself; without one it is more generous.
            "--autoplay-policy=document-user-activation-required", page.AbsoluteUri,
        ];
        _process = Process.Start(new ProcessStartInfo(Chromium.Find(), arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })
            ?? throw new InvalidOperationException("The browser did not start.");
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    /// <summary>Somebody looks at what it shows.</summary>
    public Task LookAsync() => AttachAsync(_port, _page);

    /// <summary>Turns it on with a wall clock that is off, and opens two pages.</summary>
    /// <param name="clockOff">By how much the clock is off.</param>
    /// <param name="first">What stands in <see cref="Page"/>.</param>
    /// <param name="second">What is returned.</param>
    public async Task<IPage> TurnOnAsync(TimeSpan clockOff, Uri first, Uri second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        TurnOn(new Uri("about:blank"));
        await LookAsync();
        await Page.Context.AddInitScriptAsync(WrongClock.Script(clockOff));
        var other = await Page.Context.NewPageAsync();
        other.SetDefaultTimeout(30_000);
        await Task.WhenAll(Page.GotoAsync(first.AbsoluteUri), other.GotoAsync(second.AbsoluteUri));
        return other;
    }

    /// <summary>Looks at a browser that somebody else started.</summary>
    /// <param name="port">Its port for debugging.</param>
    /// <param name="page">What it shows.</param>
    public async Task AttachAsync(int port, Uri page)
    {
        ArgumentNullException.ThrowIfNull(page);
        _playwright ??= await Playwright.CreateAsync();
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _browser = await Eventually.NotNull("the browser to be there", async () =>
        {
            try
            {
                // A browser that is only just coming up may take the connection and never answer: asked anew it does.
                return await _playwright.Chromium.ConnectOverCDPAsync($"http://127.0.0.1:{port}", new BrowserTypeConnectOverCDPOptions { Timeout = 8_000 });
            }
            catch (Exception silent) when (silent is PlaywrightException or TimeoutException)
            {
                return null;
            }
        }, TimeSpan.FromSeconds(150));
        Page = await Eventually.NotNull(
            "its page", () => Task.FromResult(_browser.Contexts.SelectMany(context => context.Pages).FirstOrDefault(shown => shown.Url.StartsWith(page.AbsoluteUri, StringComparison.Ordinal))), TimeSpan.FromSeconds(30));
        Page.SetDefaultTimeout(30_000);
    }

    /// <summary>
    /// Until the browser has written its cookies to disk, which it does twice a minute, or at once after some five hundred changes: so five hundred are made.
    /// </summary>
    public async Task WriteDownAsync(string cookie)
    {
        var changes = Enumerable.Range(0, 600).Select(n => new Cookie { Name = $"n{n % 50}", Value = $"{n}", Domain = $"d{n / 50}.example", Path = "/" });
        await Page.Context.AddCookiesAsync(changes);
        await Eventually.True(
            $"the cookie {cookie} to be on disk",
            async () => Directory.EnumerateFiles(_profile.Path, "Cookies", SearchOption.AllDirectories).FirstOrDefault() is { } file &&
                System.Text.Encoding.Latin1.GetString(await ReadAsync(file)).Contains(cookie, StringComparison.Ordinal),
            TimeSpan.FromSeconds(60));
    }

    /// <summary>Pulls the plug: kill -9 of the browser and all that it started.</summary>
    public async Task PullThePlugAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    // The browser holds it open.
    private static async Task<byte[]> ReadAsync(string file)
    {
        await using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        await open.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    /// <summary>Keeps a picture of what it shows.</summary>
    public Task ShootAsync(string name) =>
        Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(RepositoryFolder.Root, "artifacts", "screenshots", $"{_picture}-{name}.png") });

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await PullThePlugAsync();
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        _profile.Dispose();
    }
}
