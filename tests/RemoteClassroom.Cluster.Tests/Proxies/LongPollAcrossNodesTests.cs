using System.Text.Json.Nodes;
using RemoteClassroom.Client;
using RemoteClassroom.Client.Live;
using RemoteClassroom.Cluster.Tests.Faults;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Cluster.Tests.Proxies;

/// <summary>Behind a real nginx that lets no WebSocket through and sends each call to the next of three nodes, a screen's polls come to all of them: the cursor is all that they need to know.</summary>
[Collection(FaultCollection.Name)]
public sealed class LongPollAcrossNodesTests(FaultCluster faults) : FaultTest(faults)
{
    private const int Steps = 15;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_screen_whose_polls_go_to_a_node_each_misses_nothing_and_takes_one_snapshot()
    {
        await Lecture.CloseLeftRoundAsync();
        await using var nginx = await Nginx.StartAsync([.. Cluster.Nodes.Select(node => node.Address)], upgrades: false);
        var seen = new Seen();
        using var client = new ClassroomClient(new ClassroomClientOptions { Server = nginx.Address, Retry = new RetryAdvice(100, 1_000) });
        using var stop = new CancellationTokenSource();
        using var screen = client.As(Lecture.ScreenTokens[0]);
        var running = new ClassroomConnection(screen, new ClassroomConnectionOptions { Streams = [Lecture.ScreenStream] }, seen.TakeAsync).RunAsync(stop.Token);
        await Eventually.True("the screen to poll", () => seen is { State: LinkState.Polling, Snapshots: 1 }, Patience);

        // Each step is a poll's end: a round opens and closes, and what was seen of it decides what the next poll asks for, at another node.
        var head = 0L;
        for (var i = 0; i < Steps; i++)
        {
            var opened = (await Lecture.Province.Administrator.PersistAsync($"sessions/{Lecture.Session}/rounds", new JsonObject { ["kind"] = "spotCheck" }, Guid.NewGuid(), Patience)).Must();
            head = (await Lecture.Province.Administrator.PersistAsync($"sessions/{Lecture.Session}/rounds/{opened["roundId"]}/close", new JsonObject(), Guid.NewGuid(), Patience)).Must()["offset"]!.GetValue<long>();
            await Eventually.True("the screen to have polled the step", () => seen.Offset >= head, Patience);
        }

        Assert.Equal((2 * Steps, 0, 1), (seen.Events, seen.Gaps, seen.Snapshots));
        Assert.DoesNotContain(LinkState.Up, seen.States);
        var calls = await nginx.CallsAsync("/frames");
        Assert.Equal(Cluster.Nodes.Select(node => node.Address.Authority).Order(), calls.Keys.Order());
        await stop.CancelAsync();
        await running;
    }
}
