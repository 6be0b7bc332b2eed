using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using RemoteClassroom.Cluster.Tests.Faults;
using RemoteClassroom.Cluster.Tests.Kills;
using RemoteClassroom.Cluster.Tests.Screens;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.ByContract;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Cluster.Tests.Load;

/// <summary>
/// Coming and going: lecture after lecture, screens that drop, come back and leave for good, everybody checking in. Whatever is made for them must go with them: memory does not climb, what is
/// followed equals who is there, and the grains are as few as before. Lasts an hour in the whole set, or <c>RC_CHURN_MINUTES</c>; seconds otherwise, which shows leaks of connections and grains but
/// says nothing about memory.
/// </summary>
public sealed class ChurnTests(ITestOutputHelper output)
{
    private const int Halls = 20;
    private const int People = 10;
    private const int Seed = 14;
    private const double MegabytesOfNoise = 8;
    private static readonly int Count = FaultSettings.Whole ? 500 : 100;
    private static readonly TimeSpan Lasts = FaultSettings.Whole ? FaultSettings.Churn : TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task What_comes_and_goes_leaves_nothing_behind()
    {
        var folder = Directory.CreateTempSubdirectory("rc-churn-").FullName;
        var server = new ServerProcess(folder, ["--grain-idle", Idle.ToString("c", CultureInfo.InvariantCulture)]);
        await using var lecture = await Lecture.BeginAsync(Halls, People, folder, server);
        using var http = new HttpClient { BaseAddress = server.Address };
        var random = new Random(Seed);
        var screens = new List<ContractScreen>();
        var memory = new List<(double Hours, double Megabytes)>();
        try
        {
            // One lecture before, so that what is made once is there.
            await HoldAsync(lecture, screens, random);
            await LeaveAsync(screens, screens.Count);
            var activations = await RestAsync(http, lecture, long.MaxValue);
            var began = Stopwatch.GetTimestamp();
            var lectures = 0;
            for (; Stopwatch.GetElapsedTime(began) < Lasts; lectures++)
            {
                await HoldAsync(lecture, screens, random);
                memory.Add((Stopwatch.GetElapsedTime(began).TotalHours, (await ProcessStatus.ReadAsync(server.ProcessId)).ResidentMb));
                await Eventually.True("each screen that is there follows one stream, and nobody else does", async () =>
                    await FigureAsync(http, "rc_relay_connections") == screens.Count + lecture.Screens.Count && await FigureAsync(http, "rc_relay_subscriptions") == screens.Count + lecture.Screens.Count, Patience);
            }

            await LeaveAsync(screens, screens.Count);
            var (slope, level) = Line(memory.Skip(memory.Count / 3).ToList());
            output.WriteLine($"fault 14, {Lasts.TotalMinutes:0.#} min (seed {Seed}): {lectures} lectures with {Count} screens that came and went; memory {memory[0].Megabytes:0} MB at first, then {level:0} MB, rising by {100 * slope / level:0.0} % an hour; {memory.Count} looks");
            var left = await RestAsync(http, lecture, activations + Halls);
            output.WriteLine($"activations {activations:0} before, {left:0} after");
            if (Lasts >= TimeSpan.FromMinutes(10))
            {
                // Of a run of minutes the slope is mostly noise: what is allowed is one per cent an hour, and noise besides.
                var allowed = (0.01 * level * Lasts.TotalHours) + MegabytesOfNoise;
                Assert.True(slope * Lasts.TotalHours <= allowed, $"Memory rose by {slope * Lasts.TotalHours:0.0} MB; {allowed:0.0} MB are allowed.");
            }
        }
        finally
        {
            await LeaveAsync(screens, screens.Count);
        }
    }

    /// <summary>A lecture of its own: screens come, drop and go, everybody checks in, a hall asks.</summary>
    private static async Task HoldAsync(Lecture lecture, List<ContractScreen> screens, Random random)
    {
        await lecture.Province.StaySignedInAsync(lecture.Anybody, ServerProcess.AdministratorName, ServerProcess.AdministratorPassword);
        await LeaveAsync(screens, screens.Count);
        var session = await lecture.Province.OpenSessionAsync();
        var stream = $"s/{session}/screen";
        var administrator = lecture.Province.Administrator;
        for (var i = 0; i < Count; i++)
        {
            var token = lecture.ScreenTokens[i % Halls];
            screens.Add(new ContractScreen(lecture.Server.Address, () => token, stream) { KeepsRaw = false });
        }

        await CommandAsync($"sessions/{session}/start");
        var round = (await CommandAsync($"sessions/{session}/rounds", new JsonObject { ["kind"] = "signIn" }))["roundId"]!.GetValue<string>();
        await Parallel.ForEachAsync(Enumerable.Range(0, Halls * People), new ParallelOptions { MaxDegreeOfParallelism = 8 }, (who, _) => CheckInAsync(lecture, session, who % Halls, who / Halls));
        foreach (var screen in screens.Where(_ => random.Next(3) == 0))
        {
            screen.Cut();
        }

        var asked = (await lecture.Anybody.As(lecture.ScreenTokens[0]).PersistAsync(
            $"sessions/{session}/questions", new JsonObject { ["text"] = "听得到吗?", ["branchId"] = lecture.Province.VenueIds[0] }, Guid.NewGuid(), Patience)).Must();
        await CommandAsync($"questions/{asked["questionId"]}/approve");
        await LeaveAsync(screens, random.Next(screens.Count / 2));
        await CommandAsync($"sessions/{session}/rounds/{round}/close");
        var end = (await CommandAsync($"sessions/{session}/end"))["offset"]!.GetValue<long>();
        await Eventually.True("every screen that stayed saw the end", () => screens.TrueForAll(screen => screen.Look(stream, record => record.Offset) >= end), Patience);

        // In an hour somebody is told once to wait a moment, as everybody else is: that is no fault.
        async Task<JsonNode> CommandAsync(string path, JsonObject? body = null) => (await administrator.PersistAsync(path, body ?? [], Guid.NewGuid(), Patience)).Must();
    }

    private static async ValueTask CheckInAsync(Lecture lecture, string session, int hall, int person)
    {
        // The lecture that it was begun with stays open beside, without a round: a hall's code is that of the session that asks for it.
        var code = (await lecture.Anybody.As(lecture.ScreenTokens[hall]).PersistAsync($"sessions/{session}/branches/{lecture.Province.VenueIds[hall]}/code", Patience)).Must()["code"]!.GetValue<string>();
        var scanned = await lecture.Anybody.PersistAsync("scans", new JsonObject { ["code"] = code }, Guid.NewGuid(), Patience);
        (await lecture.Anybody.PersistAsync(
            "check-ins",
            new JsonObject { ["ticket"] = scanned.Must()["ticket"]!.GetValue<string>(), ["rosterNo"] = SmallProvince.RosterNo(hall, person), ["lastDigits"] = SmallProvince.LastDigits(hall, person) },
            Guid.NewGuid(), Patience)).Must();
    }

    private static async Task LeaveAsync(List<ContractScreen> screens, int count)
    {
        var leaving = screens.Take(count).ToList();
        screens.RemoveRange(0, count);
        await Task.WhenAll(leaving.Select(screen => screen.DisposeAsync().AsTask()));
    }

    /// <summary>Waits until nobody is there and the grains have given up what they held; how many are left.</summary>
    private static async Task<double> RestAsync(HttpClient http, Lecture lecture, double atMost)
    {
        await Eventually.True("nobody follows any more", async () => await FigureAsync(http, "rc_relay_connections") == lecture.Screens.Count, Patience);
        var (lowest, since) = (double.MaxValue, Stopwatch.GetTimestamp());
        // A node follows a session for two minutes after its last screen has gone, and keeps its grains awake as long.
        await Eventually.True($"the grains are at most {atMost} again, and no fewer than some seconds ago", async () =>
        {
            var now = await FigureAsync(http, "orleans_catalog_activations");
            if (now < lowest)
            {
                (lowest, since) = (now, Stopwatch.GetTimestamp());
            }

            return lowest <= atMost && Stopwatch.GetElapsedTime(since) > 2 * Idle;
        }, TimeSpan.FromMinutes(5));
        return lowest;
    }

    private static async Task<double> FigureAsync(HttpClient http, string name) =>
        (await http.GetStringAsync("metrics")).Split('\n').Where(line => line.StartsWith(name, StringComparison.Ordinal) && line[name.Length] is '{' or ' ')
            .Sum(line => double.Parse(line[(line.LastIndexOf('}') + 1)..].Replace(name, "", StringComparison.Ordinal).Trim().Split(' ')[0], CultureInfo.InvariantCulture));

    /// <summary>The straight line through the points: how much it rises in an hour, and its height in the middle.</summary>
    private static (double Slope, double Level) Line(List<(double Hours, double Megabytes)> points)
    {
        var (hours, megabytes) = (points.Average(point => point.Hours), points.Average(point => point.Megabytes));
        var spread = points.Sum(point => (point.Hours - hours) * (point.Hours - hours));
        return (spread == 0 ? 0 : points.Sum(point => (point.Hours - hours) * (point.Megabytes - megabytes)) / spread, megabytes);
    }
}
