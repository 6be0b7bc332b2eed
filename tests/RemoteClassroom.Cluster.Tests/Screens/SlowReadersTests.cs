using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using RemoteClassroom.Cluster.Tests.Faults;
using RemoteClassroom.Cluster.Tests.Kills;
using RemoteClassroom.Cluster.Tests.Truth;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.ByContract;

namespace RemoteClassroom.Cluster.Tests.Screens;

/// <summary>
/// Twenty of five hundred screens stop reading, while far more is said than the node holds for those who lag. The others notice nothing, the node's memory stays, and each of the twenty
/// is told why it was cut and comes back to the head by its cursor.
/// </summary>
public sealed class SlowReadersTests(ITestOutputHelper output)
{
    private const int Healthy = 480;
    private const int Stuck = 20;
    private const int Halls = 20;
    private const int ReceiveBuffer = 4 * 1024;

    // What is held for the lagging; the traffic is to be ten times as much, and more than systems' buffers take in.
    private const int RingEvents = 64;
    private const int RingBytes = 32 * 1024;
    private static readonly int Questions = FaultSettings.Whole ? 1_500 : 300;

    [Fact]
    public async Task Twenty_screens_that_stop_reading_harm_nobody_are_told_and_come_back()
    {
        await using var lecture = await Lecture.BeginAsync(Halls, peoplePerHall: 1, new Dictionary<string, string>
        {
            ["Relay__RingEvents"] = $"{RingEvents}",
            ["Relay__RingBytes"] = $"{RingBytes}",
            // However far they fall behind, they come back by the log, so that every event can be compared.
            ["Relay__ResumeEvents"] = "1000000",
            // They read on only after all of it, and are to hear the word even then.
            ["Relay__ByeGrace"] = "00:05:00",
        });
        var healthy = Enumerable.Range(0, Healthy).Select(i => new ContractScreen(lecture.Server.Address, () => lecture.ScreenTokens[i % Halls], lecture.ScreenStream)).ToArray();
        var stuck = Enumerable.Range(0, Stuck).Select(i => new ContractScreen(lecture.Server.Address, () => lecture.ScreenTokens[i % Halls], ReceiveBuffer, lecture.ScreenStream)).ToArray();
        var watch = new Watch(healthy);
        try
        {
            await Eventually.True("every screen has its snapshot", () => healthy.Concat(stuck).All(screen => screen.Look(lecture.ScreenStream, record => record.Snapshots.Count > 0)), TimeSpan.FromSeconds(60));
            await TalkAsync(lecture, watch, 50);
            watch.Forget();
            await TalkAsync(lecture, watch, Questions);
            var usual = watch.Percentile(0.99);
            var before = await ProcessStatus.ReadAsync(lecture.Server.ProcessId);

            Array.ForEach(stuck, screen => screen.StandStill());
            watch.Forget();
            await TalkAsync(lecture, watch, Questions);
            var beside = watch.Percentile(0.99);
            var after = await ProcessStatus.ReadAsync(lecture.Server.ProcessId);
            Array.ForEach(stuck, screen => screen.ReadOn());

            var truth = new SqlReader(lecture.DataFolder);
            var head = truth.Offsets(lecture.Session)[^1];
            await Eventually.True("the twenty are told and back at the head", () => Array.TrueForAll(stuck, screen => screen.Look(lecture.ScreenStream, record => record.Offset) >= head), TimeSpan.FromSeconds(60));
            var log = truth.ScreenLog(lecture.Session, 0).ToDictionary(line => long.Parse(line.Split(':')[0]));
            foreach (var screen in healthy.Concat(stuck))
            {
                await Eventually.True("every screen is at the head", () => screen.Look(lecture.ScreenStream, record => record.Offset) >= head, TimeSpan.FromSeconds(30));
                var (from, upTo, events, snapshots) = screen.Look(lecture.ScreenStream, record => (record.From, record.Offset, record.Events.ToList(), record.Snapshots.Count));
                Assert.Equal(1, snapshots);
                Assert.Equal(log.Where(line => line.Key > from && line.Key <= upTo).OrderBy(line => line.Key).Select(line => line.Value), events);
            }

            output.WriteLine(
                $"fault 10: {Stuck} of {Healthy + Stuck} screens stood still while {Questions * 4} events came ({Questions * 4 / RingEvents} times what is held): the others' p99 {usual.TotalMilliseconds:0} ms before, {beside.TotalMilliseconds:0} ms meanwhile; " +
                $"server {before.ResidentMb:0} -> {after.ResidentMb:0} MB; each was told slow_consumer and is back without a hole");
            Assert.All(stuck, screen => Assert.Contains("slow_consumer", screen.Byes));
            Assert.All(healthy, screen => Assert.Equal(1, screen.Connects));

            // A machine that does other things as well shows differences that are none; a pump that waits for a slow reader shows seconds.
            Assert.True(beside <= (1.2 * usual) + TimeSpan.FromMilliseconds(FaultSettings.Whole ? 100 : 500), $"The others' p99 went from {usual} to {beside}.");
            Assert.True(after.ResidentMb < before.ResidentMb + 100, $"The server grew from {before.ResidentMb:0} to {after.ResidentMb:0} MB.");
        }
        finally
        {
            await Task.WhenAll(healthy.Concat(stuck).Select(screen => screen.DisposeAsync().AsTask()));
        }
    }

    /// <summary>Halls ask at length, and the questions are taken up and answered; when each command was answered is noted.</summary>
    private static Task TalkAsync(Lecture lecture, Watch watch, int questions) =>
        Parallel.ForEachAsync(Enumerable.Range(0, questions), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (number, _) =>
        {
            var hall = number % Halls;
            var text = new string('问', 190) + number;
            var asked = (await lecture.Anybody.As(lecture.ScreenTokens[hall]).PersistAsync(
                $"sessions/{lecture.Session}/questions", new JsonObject { ["text"] = text, ["branchId"] = lecture.Province.VenueIds[hall] }, Guid.NewGuid(), TimeSpan.FromSeconds(60))).Must();
            foreach (var command in (string[])["approve", "answering", "answered"])
            {
                var done = (await lecture.Province.Administrator.PersistAsync($"questions/{asked["questionId"]}/{command}", new JsonObject(), Guid.NewGuid(), TimeSpan.FromSeconds(60))).Must();
                watch.Made(done["offset"]!.GetValue<long>());
            }
        });

    /// <summary>How long after its command was answered an event was on each of the screens; most are there before.</summary>
    private sealed class Watch
    {
        private readonly ConcurrentDictionary<long, long> _made = new();
        private readonly ConcurrentQueue<(long Offset, long At)> _seen = new();

        public Watch(ContractScreen[] screens) => Array.ForEach(screens, screen => screen.Applied = offset => _seen.Enqueue((offset, Stopwatch.GetTimestamp())));

        public void Made(long offset) => _made[offset] = Stopwatch.GetTimestamp();

        public void Forget()
        {
            _made.Clear();
            _seen.Clear();
        }

        /// <summary>Of the events that ended a frame on a screen.</summary>
        public TimeSpan Percentile(double part)
        {
            var waits = _seen.Where(seen => _made.ContainsKey(seen.Offset)).Select(seen => Stopwatch.GetElapsedTime(Math.Min(_made[seen.Offset], seen.At), seen.At)).Order().ToList();
            Assert.NotEmpty(waits);
            return waits[(int)(part * (waits.Count - 1))];
        }
    }
}
