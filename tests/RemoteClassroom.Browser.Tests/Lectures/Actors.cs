using Microsoft.Playwright;
using RemoteClassroom.Browser.Tests.Browsing;
using static Microsoft.Playwright.Assertions;

namespace RemoteClassroom.Browser.Tests.Lectures;

/// <summary>What the people of a lecture do with their hands.</summary>
internal static class Actors
{
    /// <summary>Signs in at the page that asks for it.</summary>
    public static async Task SignInAsync(this Visitor visitor, Uri server, string user, string password, string page)
    {
        await visitor.Page.GotoAsync(new Uri(server, page).AbsoluteUri);
        await visitor.Page.Locator("input[name=username]").FillAsync(user);
        await visitor.Page.Locator("input[name=password]").FillAsync(password);
        await visitor.Page.Locator("button.go").ClickAsync();
        await visitor.Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }

    /// <summary>Presses a button of the console and waits for its ✓ or the next state.</summary>
    public static Task CommandAsync(this Visitor lecturer, string command) => lecturer.Page.Locator($"[data-command={command}] button.press, button[data-command={command}]").First.ClickAsync();

    /// <summary>Until the screen says that it is in this phase.</summary>
    public static Task PhaseAsync(this Visitor screen, string phase) => Expect(screen.Page.Locator(".session")).ToHaveAttributeAsync("data-phase", phase);

    /// <summary>What stands in the white square, which is what a phone reads.</summary>
    public static async Task<Uri> ScannedAsync(this Visitor screen)
    {
        var text = await screen.Page.GetByTestId("qr").GetAttributeAsync("aria-label");
        return new Uri(text ?? throw new InvalidOperationException("The screen shows no QR."));
    }

    /// <summary>How far the picture is, and what it shows: the sum of a small copy's pixels.</summary>
    public static async Task<Picture> PictureAsync(this Visitor screen) => await screen.Page.GetByTestId("lecture-video").EvaluateAsync<Picture>(
        """
        video => {
          const canvas = document.createElement('canvas')
          canvas.width = 64
          canvas.height = 36
          const context = canvas.getContext('2d')
          context.drawImage(video, 0, 0, 64, 36)
          const pixels = context.getImageData(0, 0, 64, 36).data
          let sum = 0
          let hash = 0
          for (let i = 0; i < pixels.length; i++) {
            sum += pixels[i]
            hash = (hash * 31 + pixels[i]) | 0
          }
          return { time: video.currentTime, frames: video.getVideoPlaybackQuality().totalVideoFrames, sum, hash, muted: video.muted }
        }
        """);

    /// <summary>Where a screen stands in a stream, from what it keeps for a restart.</summary>
    public static async Task<Standing> StandsAsync(this Visitor screen, string stream) => await screen.Page.EvaluateAsync<Standing>(
        """
        stream => {
          const kept = JSON.parse(localStorage.getItem('rc.screen.' + stream) ?? '{"offset":0,"state":null}')
          const sorted = value => value && typeof value === 'object' && !Array.isArray(value)
            ? Object.fromEntries(Object.keys(value).sort().map(key => [key, sorted(value[key])]))
            : Array.isArray(value) ? value.map(sorted) : value
          return { offset: kept.offset, state: JSON.stringify(sorted(kept.state)) }
        }
        """,
        stream);
}

/// <summary>A moment of a video.</summary>
public sealed class Picture
{
    /// <summary>Its playing position, in seconds.</summary>
    public double Time { get; set; }

    /// <summary>Frames decoded so far.</summary>
    public long Frames { get; set; }

    /// <summary>Sum of all colour values; 0 only for an empty picture.</summary>
    public long Sum { get; set; }

    /// <summary>Differs where the pixels differ.</summary>
    public long Hash { get; set; }

    /// <summary>Whether it is silent.</summary>
    public bool Muted { get; set; }
}

/// <summary>Where a screen stands in a stream.</summary>
public sealed class Standing
{
    /// <summary>The offset it has applied.</summary>
    public long Offset { get; set; }

    /// <summary>The state there, as JSON.</summary>
    public string State { get; set; } = "";
}
