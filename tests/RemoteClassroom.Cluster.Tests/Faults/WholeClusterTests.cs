using System.Diagnostics;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Cluster.Tests.Faults;

/// <summary>What hits all nodes at once: all killed; the database crashed; every node replaced, one after the other.</summary>
[Collection(FaultCollection.Name)]
public sealed class WholeClusterTests(FaultCluster faults, ITestOutputHelper output) : FaultTest(faults)
{
    [Fact]
    public async Task All_nodes_killed_are_ready_again_within_a_minute_and_nothing_is_lost()
    {
        var (cluster, lecture) = (Cluster, Lecture);
        var round = await lecture.OpenRoundAsync();
        var storm = lecture.StormAsync(round, seed: 4);
        await UnderWayAsync(lecture, round, storm);
        await Task.WhenAll(cluster.Nodes.Select(node => node.KillAsync()));
        var killed = Stopwatch.GetTimestamp();
        await Task.WhenAll(cluster.Nodes.Select(node => node.StartAsync(TimeSpan.FromSeconds(60))));
        var ready = Stopwatch.GetElapsedTime(killed);
        Assert.True(ready <= TimeSpan.FromSeconds(60), $"Ready after {ready.TotalSeconds:0.0} s.");
        await storm;
        var fresh = await lecture.AllScreensFreshAsync("the cold start", TimeSpan.FromSeconds(30));
        await lecture.CloseRoundAsync(round);
        output.WriteLine($"fault 4: all three nodes ready {ready.TotalSeconds:0.0} s after kill -9 of all; an event then on every screen in {fresh.TotalSeconds:0.0} s; {await Checker.CheckAsync(lecture)}");
    }

    [Fact]
    public async Task A_crash_of_the_database_in_the_storm_restarts_no_node_and_writes_resume_within_ten_seconds()
    {
        var (cluster, lecture) = (Cluster, Lecture);
        var processes = cluster.Nodes.Select(node => node.ProcessId).ToList();
        var round = await lecture.OpenRoundAsync();
        var storm = lecture.StormAsync(round, seed: 5);
        await UnderWayAsync(lecture, round, storm);
        await cluster.Database.StopServerAsync("immediate");
        var (stopped, away) = (lecture.Acks.CheckIns.Count, Stopwatch.GetTimestamp());
        await Eventually.True("the proxy sees no node ready", () => cluster.Balancer.Ready == 0, TimeSpan.FromSeconds(10));

        // Longer than a node stays that alone has lost the database: here all have, and the last that finds it again must not take it for that.
        await Eventually.True("the database has been away for long", () => Stopwatch.GetElapsedTime(away) > TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(20));
        await cluster.Database.StartServerAsync();
        var accepts = Stopwatch.GetTimestamp();
        await Eventually.True("a check-in is acknowledged again", () => lecture.Acks.CheckIns.Count > stopped + 32, TimeSpan.FromSeconds(10));
        var resumed = Stopwatch.GetElapsedTime(accepts);
        await storm;
        await lecture.AllScreensFreshAsync("the database's crash", TimeSpan.FromSeconds(20));
        Assert.Equal(processes, cluster.Nodes.Select(node => node.ProcessId));
        Assert.All(cluster.Nodes, node => Assert.False(node.HasEnded));
        Assert.DoesNotContain(lecture.Acks.Refusals.Keys, what => what.Contains("500", StringComparison.Ordinal));
        await lecture.CloseRoundAsync(round);
        output.WriteLine($"fault 5: writes resumed {resumed.TotalSeconds:0.0} s after PostgreSQL accepted again, no node restarted; {await Checker.CheckAsync(lecture)}");
    }

    [Fact]
    public async Task Nodes_replaced_one_after_the_other_lose_nothing_and_no_screen_is_reloaded_by_hand()
    {
        var (cluster, lecture) = (Cluster, Lecture);
        var round = await lecture.OpenRoundAsync();
        var before = lecture.Screens.Sum(screen => screen.Byes.Count(bye => bye == "draining"));
        using var enough = new CancellationTokenSource();
        var storm = lecture.StormAsync(round, seed: 11, enough.Token);
        var longest = TimeSpan.Zero;
        foreach (var node in cluster.Nodes)
        {
            Assert.Equal(0, await node.StopAsync(TimeSpan.FromSeconds(40)));
            await node.StartAsync();
            await cluster.AllReadyAsync(TimeSpan.FromSeconds(30));
            var fresh = await lecture.AllScreensFreshAsync("a node was replaced", TimeSpan.FromSeconds(20));
            longest = fresh > longest ? fresh : longest;
        }

        await storm;
        var told = lecture.Screens.Sum(screen => screen.Byes.Count(bye => bye == "draining")) - before;
        Assert.True(told >= lecture.Screens.Count / 2, $"Only {told} screens were told that their node leaves.");
        await lecture.CloseRoundAsync(round);
        output.WriteLine($"fault 11: three nodes replaced in the lecture, {told} byes, an event on every screen {longest.TotalSeconds:0.0} s after each at most; {await Checker.CheckAsync(lecture)}");
    }

    private static Task UnderWayAsync(FaultLecture lecture, string round, Task storm) => Eventually.True(
        "the storm is under way", () => lecture.Acks.CheckIns.Count(ack => ack.Round == round) > 200 || storm.IsFaulted, TimeSpan.FromSeconds(60));
}
