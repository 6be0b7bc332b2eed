using System.Diagnostics;
using RemoteClassroom.Browser.Tests.Browsing;
using RemoteClassroom.Browser.Tests.Lectures;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.Processes;
using static Microsoft.Playwright.Assertions;

namespace RemoteClassroom.Browser.Tests.Screens;

/// <summary>The launcher for a hall's computer: waits for the server, opens the screen with leave to sound, starts the browser again when it dies.</summary>
[Collection(ClassroomCollection.Name)]
public sealed class KioskLauncherTests(Classroom classroom)
{
    [Fact]
    public async Task The_launcher_brings_the_screen_back_when_the_browser_dies_and_lets_it_sound()
    {
        using var profile = new TempFolder("rc-kiosk-");
        var port = FreePort.Take();
        var start = new ProcessStartInfo("sh", [Path.Combine(RepositoryFolder.Root, "samples/KioskLauncher/kiosk.sh"), classroom.Server.Address.GetLeftPart(UriPartial.Authority), "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=" + port])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["RC_KIOSK_PROFILE"] = profile.Path;
        start.Environment["RC_KIOSK_PAUSE"] = "1";
        using var launcher = Process.Start(start)!;
        launcher.BeginOutputReadLine();
        launcher.BeginErrorReadLine();
        await using var screen = new HallBrowser("kiosk");
        try
        {
            var page = new Uri(classroom.Server.Address, "screen");
            await screen.AttachAsync(port, page);
            await Expect(screen.Page.GetByTestId("pairing-code")).ToBeVisibleAsync();
            Assert.Equal("running", await screen.Page.EvaluateAsync<string>("async () => { const c = new AudioContext(); await Promise.race([c.resume(), new Promise(r => setTimeout(r, 5000))]); return c.state }"));

            using (var browser = BrowserOf(launcher.Id))
            {
                browser.Kill(entireProcessTree: true);
                await browser.WaitForExitAsync();
            }

            await screen.AttachAsync(port, page);
            await Expect(screen.Page.GetByTestId("pairing-code")).ToBeVisibleAsync();
        }
        finally
        {
            launcher.Kill(entireProcessTree: true);
            await launcher.WaitForExitAsync();
        }
    }

    /// <summary>The launcher's child that has the most children: the browser, not a pause.</summary>
    private static Process BrowserOf(int launcher) =>
        ChildrenOf(launcher).OrderByDescending(child => ChildrenOf(child).Count).Select(Process.GetProcessById).First();

    private static List<int> ChildrenOf(int process) =>
        [.. File.ReadAllText($"/proc/{process}/task/{process}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
}
