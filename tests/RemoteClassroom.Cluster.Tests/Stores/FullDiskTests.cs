using System.Diagnostics;
using System.Text.Json.Nodes;
using RemoteClassroom.Cluster.Tests.Kills;
using RemoteClassroom.Cluster.Tests.Truth;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.ByContract;
using RemoteClassroom.TestKit.Databases;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Cluster.Tests.Stores;

/// <summary>The disk under the database is full, really: nothing is acknowledged that is not stored, screens go on, and with the space the work comes back by itself.</summary>
public sealed class FullDiskTests(ITestOutputHelper output)
{
    private const int Halls = 4;
    private const int People = 60;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task On_sqlite_nothing_false_is_acknowledged_and_work_resumes_with_the_space()
    {
        await using var disk = await SmallDisk.MountAsync(48);
        var data = Directory.CreateDirectory(Path.Combine(disk.Path, "data")).FullName;
        await using var lecture = await Lecture.BeginAsync(Halls, People, data, new ServerProcess(data));
        await CheckAsync(lecture, nothingFits: true, disk.FillAsync, () =>
        {
            disk.Free();
            return Task.CompletedTask;
        });

        var truth = new SqlReader(data);
        Assert.Equal("ok", truth.IntegrityCheck());
        LedgerCheck.Check(lecture, truth.Ledger(lecture.Session), truth.Offsets(lecture.Session), truth.Questions(lecture.Session));
    }

    [Fact]
    public async Task On_postgresql_nothing_false_is_acknowledged_and_work_resumes_after_its_restart()
    {
        await using var disk = await SmallDisk.MountAsync(160);
        await using var postgres = await PostgresServer.StartAsync(disk.Path);
        var database = await postgres.CreateDatabaseAsync();
        await using var lecture = await Lecture.BeginAsync(Halls, People, new Dictionary<string, string> { ["ConnectionStrings__Database"] = database });
        // Its files are made larger in steps: what fits into the last of them is stored, and rightly acknowledged.
        await CheckAsync(lecture, nothingFits: false, disk.FillAsync, async () =>
        {
            disk.Free();
            await postgres.RestartAsync();
        });

        var truth = new PostgresTruth(database);
        LedgerCheck.Check(lecture, await truth.LedgerAsync(lecture.Session), await truth.OffsetsAsync(lecture.Session), await truth.QuestionsAsync(lecture.Session));
    }

    private async Task CheckAsync(Lecture lecture, bool nothingFits, Func<Task> fill, Func<Task> free)
    {
        var round = await lecture.OpenRoundAsync("signIn");
        for (var hall = 0; hall < Halls; hall++)
        {
            await lecture.CheckInAsync(round, hall, 0);
        }

        await fill();
        var announced = new List<string>();
        var refused = await RefusedAsync(lecture, fill, announced);
        refused += nothingFits ? await RefusedCheckInsAsync(lecture) : 0;
        await AssertRelayGoesOnAsync(lecture);

        var storm = Task.WhenAll(Enumerable.Range(1, People - 1).Select(person => lecture.CheckInAsync(round, person % Halls, person)));
        var before = lecture.CheckIns.Count;
        await free();
        var since = Stopwatch.GetTimestamp();
        await Eventually.True("check-ins are acknowledged again", () => lecture.CheckIns.Count > before, TimeSpan.FromSeconds(60));
        var took = Stopwatch.GetElapsedTime(since);
        await storm;
        await lecture.CloseRoundAsync(round);
        foreach (var session in announced)
        {
            Assert.Equal(200, (await lecture.Province.Administrator.GetAsync($"sessions/{session}")).Status);
        }

        output.WriteLine($"{refused} changes refused while the disk was full, none acknowledged; the first acknowledgement {took.TotalSeconds:F1} s after there was space (and the database accepted).");
        Assert.True(took <= Soon, $"work resumed only {took} after the space was there");
    }

    /// <summary>Announces sessions until the database has used up what room it had left within its own files; then there are refusals, and nothing else.</summary>
    private static async Task<int> RefusedAsync(Lecture lecture, Func<Task> fill, List<string> announced)
    {
        var refused = 0;
        while (refused < 20)
        {
            Assert.True(announced.Count < 5_000, "the disk never became full");
            var answer = await lecture.Province.Administrator.PostAsync("sessions", new JsonObject
            {
                ["title"] = new string('满', 60), ["startsAt"] = "2030-01-01T00:00:00Z", ["invited"] = new JsonArray(lecture.Province.RootId),
            });
            if (answer.Ok)
            {
                announced.Add(answer.Must()["sessionId"]!.GetValue<string>());
                await fill();
                continue;
            }

            Assert.True(answer.Status is 503 or 429, $"{answer.Status} {answer.Text}");
            Assert.Contains(answer.Code, (string[])["storage_unavailable", "outcome_unknown", "overloaded", "rate_limited"]);
            refused += answer.Status == 503 ? 1 : 0;
        }

        return refused;
    }

    /// <summary>One try each for ten people who come later again: on a full disk nobody is told that he is in.</summary>
    private static async Task<int> RefusedCheckInsAsync(Lecture lecture)
    {
        var code = (await lecture.Anybody.As(lecture.ScreenTokens[0]).GetAsync($"sessions/{lecture.Session}/branches/{lecture.Province.VenueIds[0]}/code")).Must()["code"]!.GetValue<string>();
        var ticket = (await lecture.Anybody.PostAsync("scans", new JsonObject { ["code"] = code }, null)).Must()["ticket"]!.GetValue<string>();
        for (var person = 1; person <= 10; person++)
        {
            var answer = await lecture.Anybody.PostAsync("check-ins", new JsonObject { ["ticket"] = ticket, ["rosterNo"] = SmallProvince.RosterNo(0, 4 * person), ["lastDigits"] = SmallProvince.LastDigits(0, 4 * person) }, Guid.NewGuid());
            Assert.True(answer.Status == 503, $"a check-in on a full disk: {answer.Status} {answer.Text}");
        }

        return 10;
    }

    /// <summary>Screens keep their connections, and a new one is served from what the node holds.</summary>
    private static async Task AssertRelayGoesOnAsync(Lecture lecture)
    {
        var connects = lecture.Screens.Sum(screen => screen.Connects);
        await using var newcomer = new ContractScreen(lecture.Server.Address, () => lecture.ScreenTokens[0], lecture.ScreenStream);
        await Eventually.True("a new screen gets its snapshot while the disk is full", () => newcomer.Look(lecture.ScreenStream, record => record.Snapshots.Count) == 1, TimeSpan.FromSeconds(20));
        Assert.Equal(connects, lecture.Screens.Sum(screen => screen.Connects));
    }
}
