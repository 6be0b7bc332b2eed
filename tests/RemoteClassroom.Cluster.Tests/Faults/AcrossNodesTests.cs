using System.Text.Json.Nodes;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.ByContract;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Cluster.Tests.Faults;

/// <summary>Nothing fails here: what happens at one node is so at the others.</summary>
[Collection(FaultCollection.Name)]
public sealed class AcrossNodesTests(FaultCluster faults) : FaultTest(faults)
{
    private const int TooOld = 4;

    [Fact]
    public async Task Events_figures_and_ended_sign_ins_reach_every_node()
    {
        var (cluster, lecture) = (Cluster, Lecture);
        await lecture.CloseLeftRoundAsync();
        using var first = new ContractHttp(cluster.Nodes[0].Address);
        using var second = new ContractHttp(cluster.Nodes[1].Address);
        using var third = new ContractHttp(cluster.Nodes[2].Address);
        var guest = await first.LoginAsync(ServerProcess.AdministratorName, ServerProcess.AdministratorPassword);
        var attendance = $"a/{lecture.Session}/{lecture.Province.RootId}";
        await using var screen = new ContractScreen(cluster.Nodes[1].Address, () => lecture.ScreenTokens[0], lecture.ScreenStream);
        await using var board = new ContractScreen(cluster.Nodes[2].Address, () => guest.Bearer!, attendance);
        await Eventually.True("both are joined", () => screen.Look(lecture.ScreenStream, record => record.Snapshots.Count > 0) && board.Look(attendance, record => record.Snapshots.Count > 0));

        // A round opened at the first node: on a screen of the second, and taken by a hall at the third.
        var opened = (await guest.PersistAsync($"sessions/{lecture.Session}/rounds", new JsonObject { ["kind"] = "signIn" }, Guid.NewGuid(), TimeSpan.FromSeconds(20))).Must();
        var (round, offset) = (opened["roundId"]!.GetValue<string>(), opened["offset"]!.GetValue<long>());
        await Eventually.True("the screen of another node shows the round", () => screen.Look(lecture.ScreenStream, record => record.Offset >= offset), TimeSpan.FromSeconds(3));
        await lecture.CheckInAsync(round, hall: 0, person: 0);

        // The figures: the same at every node, by call and by stream.
        foreach (var node in (ContractHttp[])[first, second, third])
        {
            await Eventually.True("each node's figures show the one who is there", async () =>
                (await node.As(lecture.Province.Administrator.Bearer!).GetAsync($"sessions/{lecture.Session}/attendance?round={round}")).Must()["counts"] is { } counts &&
                counts["present"]!.GetValue<int>() + counts["late"]!.GetValue<int>() == 1);
        }

        await Eventually.True("the board's stream shows him", () =>
            board.LatestTotals(attendance, "attendance")?["data"]?["counts"] is { } counts && counts["present"]!.GetValue<int>() + counts["late"]!.GetValue<int>() == 1);

        // A sign-in ended at the second node is ended at the first and cuts its connection at the third.
        Assert.True((await second.As(guest.Bearer!).PostAsync("auth/logout", null, null)).Ok);
        await Eventually.True("the sign-in's connection at another node is told", () => board.Byes.Contains("revoked"), TimeSpan.FromSeconds(20));
        await Eventually.True("another node refuses the sign-in", async () => (await first.As(guest.Bearer!).GetAsync("auth/me")).Status == 401, TimeSpan.FromSeconds(20));
        await lecture.CloseRoundAsync(round);
    }

    [Fact]
    public async Task A_node_too_old_for_the_database_ends_with_a_word_and_the_others_go_on()
    {
        var (cluster, lecture) = (Cluster, Lecture);
        using var folder = new TempFolder();
        await using var old = new ServerProcess(folder.Of("old"), [], new Dictionary<string, string> { ["ConnectionStrings__Database"] = cluster.ConnectionString });
        var compatible = await lecture.Truth.MinCompatibleAsync(1_000);
        try
        {
            var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => old.StartAsync());
            Assert.Contains($"ended with {TooOld}", refused.Message, StringComparison.Ordinal);
            Assert.Contains("needs at least schema 1000", refused.Message, StringComparison.Ordinal);
            Assert.Contains("Start the newer version", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            await lecture.Truth.MinCompatibleAsync(compatible);
        }

        await lecture.AllScreensFreshAsync("an old node was refused", TimeSpan.FromSeconds(20));
    }
}
