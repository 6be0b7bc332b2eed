using System.Diagnostics;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Cluster.Tests.Faults;

/// <summary>kill -9 of one of three nodes at a seeded moment of a storm.</summary>
[Collection(FaultCollection.Name)]
public sealed class NodeKilledTests(FaultCluster faults, ITestOutputHelper output) : FaultTest(faults)
{
    private static readonly TimeSpan Back = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_node_killed_in_the_storm_loses_nothing_doubles_nothing_and_every_screen_is_back_within_twenty_seconds()
    {
        var (cluster, lecture) = (Cluster, Lecture);
        var worst = TimeSpan.Zero;
        for (var seed = 1; seed <= FaultSettings.Seeds; seed++)
        {
            var random = new Random(seed);
            var victim = cluster.Nodes[random.Next(cluster.Nodes.Count)];
            var round = await lecture.OpenRoundAsync();
            var before = lecture.Acks.CheckIns.Count;
            var all = lecture.Province.Halls * lecture.Province.PeoplePerHall;
            var storm = lecture.StormAsync(round, seed);

            // Seeded by how much was acknowledged, so that it falls into the storm on a fast and on a slow machine alike.
            var moment = before + random.Next(all / 10, all * 8 / 10);
            await Eventually.True($"{moment - before} of {all} check-ins are acknowledged (seed {seed})", () => lecture.Acks.CheckIns.Count >= moment || storm.IsFaulted, TimeSpan.FromSeconds(120));
            await victim.KillAsync();
            var killed = Stopwatch.GetTimestamp();
            await lecture.AllScreensFreshAsync($"the kill of seed {seed}", Back);
            var took = Stopwatch.GetElapsedTime(killed);
            Assert.True(took <= Back, $"The screens were back after {took.TotalSeconds:0.0} s.");
            worst = took > worst ? took : worst;
            await storm;
            Assert.Equal(before + all, lecture.Acks.CheckIns.Count);
            await victim.StartAsync();
            await cluster.AllReadyAsync(TimeSpan.FromSeconds(30));
            await lecture.CloseRoundAsync(round);
        }

        output.WriteLine($"fault 1, {FaultSettings.Seeds} seeds: every screen gapless again after at most {worst.TotalSeconds:0.0} s; {await Checker.CheckAsync(lecture)}");
    }
}
