using System.Diagnostics;
using System.Text.Json.Nodes;
using RemoteClassroom.Cluster.Tests.Faults;
using RemoteClassroom.Cluster.Tests.Kills;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.ByContract;
using RemoteClassroom.TestKit.Databases;

namespace RemoteClassroom.Cluster.Tests.Screens;

/// <summary>All screens of a node lose their links in the same moment, while the lecture goes on. What the node asks its database meanwhile is counted on the wire.</summary>
public sealed class DroppedScreensTests(ITestOutputHelper output)
{
    private const int Steps = 5;
    private static readonly int Count = FaultSettings.Whole ? 2_000 : 600;
    private const int Halls = 20;
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task All_screens_dropped_at_once_are_back_within_a_minute_without_a_gap()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var proxy = PostgresProxy.Before(postgres);
        await using var lecture = await Lecture.BeginAsync(
            Halls, peoplePerHall: 2, new Dictionary<string, string> { ["ConnectionStrings__Database"] = proxy.Through(await postgres.CreateDatabaseAsync()) });
        var screens = Enumerable.Range(0, Count).Select(i => new ContractScreen(lecture.Server.Address, () => lecture.ScreenTokens[i % Halls], lecture.ScreenStream)).ToArray();
        try
        {
            (await lecture.Province.Administrator.PostAsync($"sessions/{lecture.Session}/start")).Must();
            var head = await StepAsync(lecture, 1);
            await ReachAsync(lecture, screens, head, "to be joined");
            var connects = screens.Sum(screen => screen.Connects);
            var before = await ProcessStatus.ReadAsync(lecture.Server.ProcessId);

            // What is asked anyway, whoever is there: heads of logs, membership, the clock.
            var asked = proxy.Queries;
            await Task.Delay(Quiet);
            var anyway = (proxy.Queries - asked) / Quiet.TotalSeconds;

            asked = proxy.Queries;
            var began = Stopwatch.GetTimestamp();
            Array.ForEach(screens, screen => screen.Cut());
            head = await StepAsync(lecture, Steps);
            await Eventually.True($"all {Count} screens to be back", () => screens.Sum(screen => screen.Connects) >= connects + Count, Promised);
            await ReachAsync(lecture, screens, head, "to be back at the head");
            var took = Stopwatch.GetElapsedTime(began);
            var queries = proxy.Queries - asked;
            var after = await ProcessStatus.ReadAsync(lecture.Server.ProcessId);

            output.WriteLine($"{Count} screens dropped at once: all back at the head after {took.TotalSeconds:0.0} s; server {before.ResidentMb:0} -> {after.ResidentMb:0} MB, {after.CpuSeconds - before.CpuSeconds:0.0} s of processor time; {queries} statements to the database, of which {anyway * took.TotalSeconds:0} are asked anyway in such a time");

            // A step is two commands, each a look for its receipt and a transaction, and its event is read by the node's one tail. The sign-ins are those of the halls. Nothing is asked for each screen.
            var allowed = (2 * anyway * took.TotalSeconds) + (Steps * 2 * 12) + (Halls * 5);
            Assert.True(queries <= allowed, $"{queries} statements for {Count} screens; {allowed:0} are allowed.");
            Assert.InRange(took, TimeSpan.Zero, Promised);
            Assert.All(screens, screen => Assert.Equal((1, 0), screen.Look(lecture.ScreenStream, record => (record.Snapshots.Count, record.Holes))));
            Assert.True(after.ResidentMb < before.ResidentMb + 200, $"The server grew from {before.ResidentMb:0} to {after.ResidentMb:0} MB.");
        }
        finally
        {
            await Task.WhenAll(screens.Select(screen => screen.DisposeAsync().AsTask()));
        }
    }

    /// <summary>Pauses and resumes; gives the log's head.</summary>
    private static async Task<long> StepAsync(Lecture lecture, int times)
    {
        var head = 0L;
        for (var i = 0; i < times; i++)
        {
            await CommandAsync(lecture, "pause");
            head = (await CommandAsync(lecture, "resume"))["offset"]!.GetValue<long>();
        }

        return head;
    }

    // On a machine that carries all the screens as well, the database may be found silent for a moment.
    private static async Task<JsonNode> CommandAsync(Lecture lecture, string command) =>
        (await lecture.Province.Administrator.PersistAsync($"sessions/{lecture.Session}/{command}", new JsonObject(), Guid.NewGuid(), Promised)).Must();

    private static Task ReachAsync(Lecture lecture, ContractScreen[] screens, long head, string what) =>
        Eventually.True($"all screens {what}", () => Array.TrueForAll(screens, screen => screen.Look(lecture.ScreenStream, record => record.Offset) >= head), Promised);
}
