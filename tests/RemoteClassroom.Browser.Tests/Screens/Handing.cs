using System.Text.Json.Nodes;
using Microsoft.Playwright;
using RemoteClassroom.Browser.Tests.Lectures;

namespace RemoteClassroom.Browser.Tests.Screens;

/// <summary>What an administrator does for a screen, without his page.</summary>
internal static class Handing
{
    /// <summary>Gives the screen that shows digits on this page to a hall.</summary>
    public static async Task PairAsync(this Classroom classroom, IPage screen, int hall)
    {
        var code = screen.GetByTestId("pairing-code");
        await Assertions.Expect(code).ToBeVisibleAsync();
        var digits = new string([.. (await code.InnerTextAsync()).Where(char.IsDigit)]);
        (await classroom.Administrator.PostAsync("pairings/approve", new JsonObject { ["userCode"] = digits, ["venueId"] = classroom.Halls[hall].Id })).Must();
    }

    /// <summary>What the board says that a hall sees.</summary>
    public static async Task<string?> PictureOfAsync(this Classroom classroom, string session, int hall) =>
        (await classroom.Administrator.GetAsync($"sessions/{session}/attendance/halls")).Json?["items"]?.AsArray()
            .FirstOrDefault(line => line!["unit"]!["id"]!.GetValue<string>() == classroom.Halls[hall].Id)?["unit"]?["picture"]?.GetValue<string>();
}
