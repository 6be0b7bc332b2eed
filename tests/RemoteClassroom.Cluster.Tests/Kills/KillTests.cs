using System.Security.Cryptography;
using System.Text;
using RemoteClassroom.Cluster.Tests.Faults;
using RemoteClassroom.Cluster.Tests.Truth;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.ByContract;

namespace RemoteClassroom.Cluster.Tests.Kills;

/// <summary>kill -9 at seeded moments while people check in and commands are given: what was acknowledged is there, once, and everybody comes back by himself.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Halls = 8;
    private const int People = 40;
    private static readonly int Seeds = FaultSettings.Whole ? 200 : 20;

    [Fact]
    public async Task Twenty_kills_lose_nothing_and_double_nothing_and_every_screen_comes_back_without_a_gap()
    {
        await using var lecture = await Lecture.BeginAsync(Halls, People);
        await Eventually.True("every screen has its first snapshot", () => lecture.Screens.All(screen => screen.Look(lecture.ScreenStream, record => record.Snapshots.Count) == 1), TimeSpan.FromSeconds(20));

        for (var seed = 1; seed <= Seeds; seed++)
        {
            await StormWithKillAsync(lecture, seed);
        }

        var truth = new SqlReader(lecture.DataFolder);
        Assert.Equal("ok", truth.IntegrityCheck());
        AssertLedger(lecture, truth);
        AssertQuestions(lecture, truth);
        await AssertScreensAsync(lecture, truth);
        await AssertReceiptsAsync(lecture, truth);
        output.WriteLine($"{Seeds} kills: {lecture.CheckIns.Count} check-ins and {lecture.Questions.Count} questions acknowledged, {truth.Ledger(lecture.Session).Count} lines, {truth.Offsets(lecture.Session).Count} events, {lecture.Screens.Sum(screen => screen.Connects)} connects of {lecture.Screens.Count} screens.");
    }

    private static async Task StormWithKillAsync(Lecture lecture, int seed)
    {
        var random = new Random(seed);
        var round = await lecture.OpenRoundAsync("spotCheck");
        var people = Enumerable.Range(0, Halls * People).OrderBy(_ => random.Next()).ToArray();
        var before = lecture.CheckIns.Count;
        var storm = Parallel.ForEachAsync(people, new ParallelOptions { MaxDegreeOfParallelism = 24 }, async (who, _) => await lecture.CheckInAsync(round, who / People, who % People));
        var questions = Parallel.ForEachAsync(Enumerable.Range(0, 12), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, _) => await lecture.AskAndApproveAsync(number % Halls, (seed * 100) + number));

        // The moment is seeded by how much was acknowledged, so that it falls into the storm on a fast and on a slow machine alike.
        var moment = before + random.Next(1, people.Length);
        await Eventually.True($"{moment} check-ins are acknowledged (seed {seed})", () => lecture.CheckIns.Count >= moment, TimeSpan.FromSeconds(60));
        await lecture.Server.KillAsync();
        Assert.Equal("ok", new SqlReader(lecture.DataFolder).IntegrityCheck());
        await lecture.Server.StartAsync();
        await storm;
        await questions;
        Assert.Equal(before + people.Length, lecture.CheckIns.Count);
        await lecture.CloseRoundAsync(round);
    }

    private static void AssertLedger(Lecture lecture, SqlReader truth)
    {
        var lines = truth.Ledger(lecture.Session);
        Assert.Equal(Enumerable.Range(1, lines.Count).Select(seq => (long)seq), lines.Select(line => line.Seq));
        Assert.Equal(lines.Count, lines.Select(line => (line.RoundId, line.TraineeId)).Distinct().Count());
        Assert.Equal(lecture.CheckIns.Select(ack => ack.CheckInId).Order(StringComparer.Ordinal), lines.Select(line => line.CheckInId).Order(StringComparer.Ordinal));
        foreach (var branch in lines.GroupBy(line => (line.RoundId, line.BranchId)))
        {
            Assert.Equal(Enumerable.Range(1, branch.Count()).Select(ordinal => (long)ordinal), branch.Select(line => line.Ordinal).Order());
        }
    }

    private static void AssertQuestions(Lecture lecture, SqlReader truth) =>
        Assert.Equal(lecture.Questions.Select(question => question.QuestionId).Order(StringComparer.Ordinal), truth.Questions(lecture.Session).Order(StringComparer.Ordinal));

    private static async Task AssertScreensAsync(Lecture lecture, SqlReader truth)
    {
        var offsets = truth.Offsets(lecture.Session);
        Assert.Equal(Enumerable.Range(1, offsets.Count).Select(offset => (long)offset), offsets);
        foreach (var screen in lecture.Screens)
        {
            await Eventually.True("the screen has reached the log's head by itself", () => screen.Look(lecture.ScreenStream, record => record.Offset) == offsets[^1], TimeSpan.FromSeconds(30));
            var (from, events, snapshots) = screen.Look(lecture.ScreenStream, record => (record.From, record.Events.ToList(), record.Snapshots.ToList()));
            Assert.Equal(["first"], snapshots);
            Assert.True(screen.Connects > Seeds / 2, "the screen was hardly ever cut: the test did not test");
            Assert.Equal(Hash(truth.ScreenLog(lecture.Session, from)), Hash(events));
        }
    }

    /// <summary>What was acknowledged before any of the kills answers the same today: same status, same body, no second row.</summary>
    private static async Task AssertReceiptsAsync(Lecture lecture, SqlReader truth)
    {
        var lines = truth.Ledger(lecture.Session).Count;
        var events = truth.Offsets(lecture.Session).Count;
        foreach (var ack in lecture.CheckIns.OrderBy(ack => ack.CheckInId, StringComparer.Ordinal).Take(200))
        {
            var again = await lecture.Anybody.PersistAsync("check-ins", ack.Body, ack.Key, TimeSpan.FromSeconds(20));
            Assert.Equal(ack.Answer, again);
        }

        foreach (var question in lecture.Questions)
        {
            var hall = lecture.Province.VenueIds.ToList().IndexOf(question.Body["branchId"]!.GetValue<string>());
            var again = await lecture.Anybody.As(lecture.ScreenTokens[hall]).PersistAsync($"sessions/{lecture.Session}/questions", question.Body, question.Key, TimeSpan.FromSeconds(20));
            Assert.Equal(new WireAnswer(201, question.Text), again);
        }

        Assert.Equal(lines, truth.Ledger(lecture.Session).Count);
        Assert.Equal(events, truth.Offsets(lecture.Session).Count);
    }

    private static string Hash(IEnumerable<string> lines) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
}
