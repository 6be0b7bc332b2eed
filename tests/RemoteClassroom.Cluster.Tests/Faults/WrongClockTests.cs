using System.Text.Json.Nodes;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.ByContract;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Cluster.Tests.Faults;

/// <summary>A node whose machine's clock is five minutes wrong, either way, and is set back while it runs; by libfaketime.</summary>
[Collection(FaultCollection.Name)]
public sealed class WrongClockTests(FaultCluster faults, ITestOutputHelper output) : FaultTest(faults)
{
    private static readonly string[] Libraries = ["/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1", "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1"];

    [Fact]
    public async Task A_wrong_clock_kills_nobody_refuses_no_honest_check_in_and_takes_no_expired_code()
    {
        var (cluster, lecture) = (Cluster, Lecture);
        var library = Array.Find(Libraries, File.Exists) ?? throw new InvalidOperationException("libfaketime is not installed. On Debian: apt-get install faketime.");
        using var folder = new TempFolder();
        var clock = folder.Of("clock");
        var node = cluster.Nodes[2];
        var others = cluster.Nodes.Take(2).Select(other => other.ProcessId).ToList();
        await File.WriteAllTextAsync(clock, "+5m");
        await node.StopAsync(TimeSpan.FromSeconds(40));
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["LD_PRELOAD"] = library, ["FAKETIME_TIMESTAMP_FILE"] = clock, ["FAKETIME_CACHE_DURATION"] = "1", ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1", ["DONT_FAKE_MONOTONIC"] = "1",
        })
        {
            node.Environment[name] = value;
        }

        node.WaitsForReady = false;
        string round;
        try
        {
            await node.StartAsync();
            using var direct = new ContractHttp(node.Address);
            round = await lecture.OpenRoundAsync();
            await HonestAndStaleAsync(direct, lecture, round, person: 0, "five minutes ahead");
            await UnreadyAsync(node.Address, "ahead");
            await File.WriteAllTextAsync(clock, "-5m");
            await UnreadyAsync(node.Address, "-");
            await HonestAndStaleAsync(direct, lecture, round, person: 1, "set ten minutes back, five behind");
            Assert.Equal(3, (await lecture.Truth.LivingNodesAsync()).Count);
            Assert.Equal(others, cluster.Nodes.Take(2).Select(other => other.ProcessId));
            Assert.All(cluster.Nodes, other => Assert.False(other.HasEnded));
        }
        finally
        {
            await SetRightAsync(node);
        }

        await cluster.AllReadyAsync(TimeSpan.FromSeconds(30));
        await lecture.AllScreensFreshAsync("the clock was right again", TimeSpan.FromSeconds(20));
        await lecture.CloseRoundAsync(round);
        output.WriteLine($"fault 12: +5 min, then set back to -5 min while running: three nodes alive, honest check-ins taken, expired and future codes refused, not ready meanwhile; {await Checker.CheckAsync(lecture)}");
    }

    /// <summary>Whatever came of it, the other tests find the node as it was.</summary>
    private static async Task SetRightAsync(ServerProcess node)
    {
        if (!node.HasEnded)
        {
            await node.StopAsync(TimeSpan.FromSeconds(40));
        }

        foreach (var name in (string[])["LD_PRELOAD", "FAKETIME_TIMESTAMP_FILE", "FAKETIME_CACHE_DURATION", "FAKETIME_DONT_FAKE_MONOTONIC", "DONT_FAKE_MONOTONIC"])
        {
            node.Environment.Remove(name);
        }

        node.WaitsForReady = true;
        await node.StartAsync();
    }

    private static async Task HonestAndStaleAsync(ContractHttp node, FaultLecture lecture, string round, int person, string when)
    {
        for (var hall = 0; hall < 5; hall++)
        {
            // The codes come from a node whose clock is right; the key tells what the screen showed a minute ago, and what it will in five.
            var screen = lecture.Anybody.As(lecture.ScreenTokens[hall]);
            var branch = $"sessions/{lecture.Session}/branches/{lecture.Province.VenueIds[hall]}";
            var key = (await screen.GetAsync(branch + "/key")).Must();
            var shown = (await screen.GetAsync(branch + "/code")).Must();
            var (secret, number) = (Convert.FromBase64String(key["key"]!.GetValue<string>()), shown["hall"]!.GetValue<long>());
            var step = BranchCodes.StepOf(DateTimeOffset.Parse(key["serverTime"]!.GetValue<string>()));
            Assert.Equal("code_expired", (await ScanAsync(node, BranchCodes.CodeAt(secret, number, step - 4))).Code);
            Assert.Equal("code_invalid", (await ScanAsync(node, BranchCodes.CodeAt(secret, number, step + 20))).Code);

            var ticket = await Eventually.NotNull($"the node's own view shows the round ({when})", async () =>
                (await ScanAsync(node, shown["code"]!.GetValue<string>())) is { Ok: true } scanned && scanned.Json!["roundId"]!.GetValue<string>() == round ? scanned.Json : null);
            var body = new JsonObject
            {
                ["ticket"] = ticket["ticket"]!.GetValue<string>(),
                ["rosterNo"] = SmallProvince.RosterNo(hall, person),
                ["lastDigits"] = SmallProvince.LastDigits(hall, person),
            };
            var id = Guid.NewGuid();
            var answer = await node.PersistAsync("check-ins", body, id, TimeSpan.FromSeconds(30));
            Assert.True(answer.Status == 201, $"An honest check-in at a node {when} was answered {answer.Status} {answer.Text}");
            lecture.Acks.CheckIns.Enqueue(new AckedCheckIn(round, hall, person, answer.Json!["checkInId"]!.GetValue<string>(), id, body, answer));
        }
    }

    private static Task<WireAnswer> ScanAsync(ContractHttp node, string code) => node.PostAsync("scans", new JsonObject { ["code"] = code }, null);

    private static async Task UnreadyAsync(Uri node, string told)
    {
        using var http = new HttpClient { BaseAddress = node };
        await Eventually.True("the node says that its clock is wrong", async () =>
        {
            using var answer = await http.GetAsync("healthz/ready");
            var text = await answer.Content.ReadAsStringAsync();
            return (int)answer.StatusCode == 503 && text.Contains("clock", StringComparison.Ordinal) && text.Contains(told, StringComparison.Ordinal);
        });
    }
}
