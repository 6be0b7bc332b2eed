using Microsoft.Playwright;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Browser.Tests.Browsing;

/// <summary>The machine's own Chromium, driven by Playwright. Every visitor has a context of his own: other cookies, other storage.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        "--disable-background-timer-throttling", "--disable-renderer-backgrounding", "--disable-backgrounding-occluded-windows",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>Starts it.</summary>
    public static async Task<Chromium> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(30_000);
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = Find(), Headless = true, Timeout = 60_000, Args = Arguments });
        return new Chromium(playwright, browser);
    }

    /// <summary>A visitor who has never been here.</summary>
    /// <param name="width">Of the window, in CSS pixels.</param>
    /// <param name="height">Of the window.</param>
    /// <param name="scripts">Whether pages may run scripts.</param>
    /// <param name="userAgent">What the browser calls itself; null for its own name.</param>
    public async Task<Visitor> VisitAsync(int width, int height, bool scripts = true, string? userAgent = null)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Locale = "zh-CN",
            TimezoneId = "Asia/Shanghai",
            JavaScriptEnabled = scripts,
            UserAgent = userAgent,
        });
        context.SetDefaultTimeout(20_000);
        return new Visitor(context, await context.NewPageAsync());
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    /// <summary>Where the browser's program is.</summary>
    public static string Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists) ?? throw new InvalidOperationException("Chromium was not found on PATH: install it (Debian: apt-get install chromium).");
}

/// <summary>One browser with one page open.</summary>
/// <param name="context">Its cookies and storage.</param>
/// <param name="page">The page.</param>
public sealed class Visitor(IBrowserContext context, IPage page) : IAsyncDisposable
{
    private static readonly string Shots = Path.Combine(RepositoryFolder.Root, "artifacts", "screenshots");

    /// <summary>The page.</summary>
    public IPage Page => page;

    /// <summary>Its cookies and storage.</summary>
    public IBrowserContext Context => context;

    /// <summary>Keeps a picture of what the visitor sees, for people to look at.</summary>
    public Task ShootAsync(string name) => page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Shots, name + ".png") });

    /// <inheritdoc />
    public ValueTask DisposeAsync() => context.DisposeAsync();
}
