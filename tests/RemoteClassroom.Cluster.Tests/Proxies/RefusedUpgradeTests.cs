using RemoteClassroom.Client;
using RemoteClassroom.Client.Live;
using RemoteClassroom.Cluster.Tests.Kills;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Cluster.Tests.Proxies;

/// <summary>Behind a real nginx that lets no WebSocket through, a screen gets every event by long poll; and goes back to the hub by itself once it can.</summary>
public sealed class RefusedUpgradeTests
{
    [Fact]
    public async Task A_screen_behind_a_proxy_that_refuses_WebSockets_misses_nothing_and_goes_back_to_them()
    {
        await using var lecture = await Lecture.BeginAsync(halls: 1, peoplePerHall: 2);
        await using var nginx = await Nginx.StartAsync(lecture.Server.Address, upgrades: false);
        var seen = new Seen();
        using var client = new ClassroomClient(new ClassroomClientOptions { Server = nginx.Address, Retry = new RetryAdvice(100, 1_000) });
        using var stop = new CancellationTokenSource();
        using var screen = client.As(lecture.ScreenTokens[0]);
        var connection = new ClassroomConnection(screen, new ClassroomConnectionOptions { Streams = [lecture.ScreenStream] }, seen.TakeAsync);
        var running = connection.RunAsync(stop.Token);

        await Eventually.True("the screen to poll", () => seen.State == LinkState.Polling);
        await PauseAndResumeAsync(lecture, times: 5, start: true);
        await Eventually.True("eleven events by poll", () => seen.Events == 11);
        Assert.DoesNotContain(LinkState.Up, seen.States);

        await nginx.ReloadAsync(upgrades: true);
        await Eventually.True("the hub to be back", () => seen.State == LinkState.Up, TimeSpan.FromSeconds(40));
        await PauseAndResumeAsync(lecture, times: 5, start: false);
        await Eventually.True("ten more events by the hub", () => seen.Events == 21);
        Assert.Equal(1, seen.Snapshots);
        Assert.Equal(0, seen.Gaps);
        Assert.Equal(LinkState.Up, seen.State);
        await stop.CancelAsync();
        await running;
    }

    private static async Task PauseAndResumeAsync(Lecture lecture, int times, bool start)
    {
        var administrator = lecture.Province.Administrator;
        if (start)
        {
            (await administrator.PostAsync($"sessions/{lecture.Session}/start")).Must();
        }

        for (var i = 0; i < times; i++)
        {
            (await administrator.PostAsync($"sessions/{lecture.Session}/pause")).Must();
            (await administrator.PostAsync($"sessions/{lecture.Session}/resume")).Must();
        }
    }
}
