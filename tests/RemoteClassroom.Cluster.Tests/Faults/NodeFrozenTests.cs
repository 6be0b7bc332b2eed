using System.Diagnostics;
using System.Text.Json.Nodes;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.ByContract;

namespace RemoteClassroom.Cluster.Tests.Faults;

/// <summary>SIGSTOP of a node in the storm, and later SIGCONT: it wakes and believes that nothing happened.</summary>
[Collection(FaultCollection.Name)]
public sealed class NodeFrozenTests(FaultCluster faults, ITestOutputHelper output) : FaultTest(faults)
{
    private static readonly TimeSpan Frozen = FaultSettings.Whole ? TimeSpan.FromSeconds(60) : TimeSpan.FromSeconds(15);
    private const int DeclaredDead = 3;

    [Fact]
    public async Task A_frozen_node_that_wakes_writes_nothing_stale_reopens_nothing_and_ends_itself()
    {
        var (cluster, lecture) = (Cluster, Lecture);
        var node = cluster.Nodes[1];
        var round = await lecture.OpenRoundAsync();
        var storm = lecture.StormAsync(round, seed: 2);
        await Eventually.True("the storm is under way", () => lecture.Acks.CheckIns.Count(ack => ack.Round == round) > 200 || storm.IsFaulted, TimeSpan.FromSeconds(60));
        await node.FreezeAsync();
        var frozen = Stopwatch.GetTimestamp();
        await lecture.AllScreensFreshAsync("a node froze", TimeSpan.FromSeconds(40));
        var served = Stopwatch.GetElapsedTime(frozen);
        await storm;

        // Closed while the node sleeps: when it wakes, what it still holds in its hands must not get in.
        await lecture.CloseRoundAsync(round);
        await Eventually.True("the node slept long enough and is held for dead", async () =>
            Stopwatch.GetElapsedTime(frozen) >= Frozen && !(await lecture.Truth.LivingNodesAsync()).Contains("node2"), Frozen + TimeSpan.FromSeconds(30));
        await node.ThawAsync();

        // Straight to the node that woke, past the proxy: whatever it answers, it must not acknowledge.
        using var stale = new ContractHttp(node.Address);
        var answer = await TryAsync(stale, lecture, round);
        Assert.False(answer?.Ok ?? false, $"The node that woke acknowledged: {answer}");
        Assert.Equal(DeclaredDead, await node.EndedAsync(TimeSpan.FromSeconds(30)));
        await node.StartAsync();
        await cluster.AllReadyAsync(TimeSpan.FromSeconds(30));
        await lecture.AllScreensFreshAsync("the node came back", TimeSpan.FromSeconds(20));
        output.WriteLine($"fault 2: frozen for {Frozen.TotalSeconds:0} s; every screen served by the others after {served.TotalSeconds:0.0} s; it ended with {DeclaredDead} when it woke; {await Checker.CheckAsync(lecture)}");
    }

    private static async Task<WireAnswer?> TryAsync(ContractHttp node, FaultLecture lecture, string round)
    {
        try
        {
            return await node.As(lecture.Province.Administrator.Bearer!).PostAsync($"sessions/{lecture.Session}/rounds/{round}/close", new JsonObject());
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException or IOException)
        {
            return null;
        }
    }
}
