using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.ByContract;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Cluster.Tests.Demo;

/// <summary>The real server with <c>--demo</c>, looked at through the contract alone.</summary>
public sealed partial class DemoTests
{
    private static readonly TimeSpan AMinute = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Every_page_is_alive_within_a_minute_and_a_second_start_goes_on()
    {
        using var folder = new TempFolder();
        await using var server = new ServerProcess(folder.Path, ["--demo"]);
        await server.StartAsync();
        var first = await AliveAsync(server, halls: 200, people: 20);

        Assert.Equal(0, await server.StopAsync(TimeSpan.FromSeconds(20)));
        await server.StartAsync();
        var second = await AliveAsync(server, halls: 1, people: 0);

        Assert.NotEqual(first, second);
        await server.StopAsync(TimeSpan.FromSeconds(20));
    }

    /// <summary>The session under way, once so many halls are there, so many people checked in, and a picture can be had.</summary>
    private static async Task<string> AliveAsync(ServerProcess server, int halls, int people)
    {
        using var http = new ContractHttp(server.Address);
        ContractHttp? lecturer = null;
        await Eventually.True("the demo to print its accounts and let the lecturer in", async () =>
        {
            if (Password().Match(server.Output) is { Success: true } printed)
            {
                lecturer ??= await http.LoginAsync("demo-lecturer", printed.Groups["password"].Value);
            }

            return lecturer is not null;
        }, AMinute);
        var session = "";
        await Eventually.True($"a session under way with {halls} halls, {people} people and a picture", async () =>
        {
            var sessions = (await lecturer!.GetAsync("sessions")).Must()["items"]!.AsArray();
            session = sessions.FirstOrDefault(item => item!["phase"]!.GetValue<string>() is "open" or "live")?["sessionId"]!.GetValue<string>() ?? "";
            if (session.Length == 0)
            {
                return false;
            }

            var attendance = (await lecturer.GetAsync($"sessions/{session}/attendance")).Must();
            return attendance["hallsOnline"]!.GetValue<int>() >= halls && attendance["counts"]!["present"]!.GetValue<int>() >= people &&
                await PictureAsync(server.Address, session, lecturer.Bearer!);
        }, AMinute);
        return session;
    }

    private static async Task<bool> PictureAsync(Uri server, string session, string bearer)
    {
        using var http = new HttpClient { BaseAddress = server };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        using var answer = await http.GetAsync($"live/{session}/index.m3u8");
        return answer.IsSuccessStatusCode;
    }

    [GeneratedRegex(@"password\s+(?<password>[a-z0-9-]{14})", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Password();
}
