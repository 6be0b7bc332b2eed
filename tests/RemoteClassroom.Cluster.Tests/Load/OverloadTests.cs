using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using RemoteClassroom.Cluster.Tests.Faults;
using RemoteClassroom.Cluster.Tests.Kills;
using RemoteClassroom.Cluster.Tests.Screens;
using RemoteClassroom.Cluster.Tests.Stores;
using RemoteClassroom.Cluster.Tests.Truth;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.ByContract;
using RemoteClassroom.TestKit.Databases;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Cluster.Tests.Load;

/// <summary>
/// Five times as many calls as the node can answer, by people who do not heed the advice to wait. What is too much hears so at once; what is let in is answered and stored; the lecturer's
/// commands get through; nothing grows; and when it is over it is over.
/// </summary>
public sealed partial class OverloadTests(ITestOutputHelper output) : IDisposable
{
    private const int Places = 48;
    private const int MostAtOnce = 600;
    private const int Halls = 20;
    private const int Times = 5;

    // What is begun, so that five times the best second is reached in the mean: a node turns out to carry more while it is pushed.
    private const int Begun = 8;
    private static readonly int People = FaultSettings.Whole ? 4_000 : 500;
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan For = TimeSpan.FromSeconds(FaultSettings.Whole ? 60 : 6);
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    // The database stands in another town. So what the node carries is set by its places and the way there, not by processors that it shares with the callers – who could not send five times that.
    private static readonly TimeSpan Away = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<int, (string Code, long At)> _shown = new();
    private readonly ConcurrentDictionary<string, AcknowledgedCheckIn> _in = new(StringComparer.Ordinal);
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, MaxConnectionsPerServer = MostAtOnce }) { Timeout = TimeSpan.FromSeconds(30) };
    private Lecture _lecture = null!;
    private int _next;

    [Fact]
    public async Task Five_times_the_load_is_refused_at_once_and_everything_is_as_usual_soon_after()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var proxy = PostgresProxy.Before(postgres);
        var database = await postgres.CreateDatabaseAsync();
        await using var lecture = _lecture = await BeginAsync(proxy.Through(database));
        proxy.Delay = Away;
        (await lecture.Province.Administrator.PostAsync($"sessions/{lecture.Session}/start")).Must();
        await lecture.OpenRoundAsync("signIn");
        var carried = await MeasureAsync();
        var before = await MemoryAsync();

        var tally = new Tally();
        var pushing = PushAsync(tally, carried);
        var slowest = await ObserveAsync(pushing);
        carried = await pushing;

        // Over: from now on everybody is served, and soon.
        var over = Stopwatch.GetTimestamp();
        var inARow = 0;
        await Eventually.True("twenty people in a row are served without a refusal", async () =>
        {
            inARow = await TryAsync(new Tally()) ? inARow + 1 : 0;
            return inARow >= 20;
        }, TimeSpan.FromSeconds(10));
        var recovered = Stopwatch.GetElapsedTime(over);
        var after = await MemoryAsync();
        foreach (var ack in _in.Values)
        {
            lecture.CheckIns.Add(ack);
        }

        var truth = new PostgresTruth(database);
        LedgerCheck.Check(lecture, await truth.LedgerAsync(lecture.Session), await truth.OffsetsAsync(lecture.Session), await truth.QuestionsAsync(lecture.Session), allWereAnswered: false);

        var refused = tally.Refused.Order().ToList();
        Assert.True(refused.Count >= tally.Offered / 4, $"Only {refused.Count} of {tally.Offered} calls were refused: the test did not push hard enough.");
        var times = tally.Offered / For.TotalSeconds / carried;
        Assert.True(!FaultSettings.Whole || times >= Times, $"Only {times:0.0} times what is carried was sent.");
        var (half, most) = (refused[refused.Count / 2], refused[(int)(0.99 * (refused.Count - 1))]);
        output.WriteLine(
            $"overload: {carried:0} calls/s carried; {tally.Offered / For.TotalSeconds:0} calls/s ({times:0.0} times as many) for {For.TotalSeconds:0} s: {tally.Answered} answered, {refused.Count} refused ({string.Join(", ", tally.Codes.Select(pair => $"{pair.Value} × {pair.Key}"))}), " +
            $"half of them within {half.TotalMilliseconds:0.0} ms, 99 % within {most.TotalMilliseconds:0.0} ms; the lecturer's slowest command {slowest.TotalMilliseconds:0} ms; server {before:0} -> {after:0} MB; as usual {recovered.TotalSeconds:0.0} s after");
        Assert.True(half <= TimeSpan.FromMilliseconds(100), $"Half of the refusals took longer than {half}.");

        // The machine's processors are the clients' as well: what these wait for each other is in it.
        Assert.True(most <= TimeSpan.FromSeconds(1), $"One in a hundred refusals took longer than {most}.");
        Assert.True(slowest <= TimeSpan.FromSeconds(5), $"A lecturer's command took {slowest}.");
        Assert.True(after < before + 200, $"The server grew from {before:0} to {after:0} MB.");
    }

    public void Dispose() => _http.Dispose();

    private static Task<Lecture> BeginAsync(string database)
    {
        var folder = Directory.CreateTempSubdirectory("rc-overload-").FullName;
        return Lecture.BeginAsync(Halls, People, folder, new ServerProcess(folder, ["--max-requests", $"{Places}"], new Dictionary<string, string> { ["ConnectionStrings__Database"] = database }));
    }

    /// <summary>As many calls in a second as are answered to fewer callers than there are places.</summary>
    private async Task<double> MeasureAsync()
    {
        var tally = new Tally();
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Places / 2).Select(async _ =>
        {
            while (Stopwatch.GetElapsedTime(began) < Measured)
            {
                await TryAsync(tally);
            }
        }));
        return tally.Answered / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <summary>
    /// Begins many times what was ever answered in a second, whatever becomes of it. Gives what was carried in the best second.
    /// </summary>
    private async Task<double> PushAsync(Tally tally, double carried)
    {
        var under = new ConcurrentDictionary<Task, byte>();
        var began = Stopwatch.GetTimestamp();
        var (second, answered, due) = (began, 0, 0.0);
        for (var last = began; Stopwatch.GetElapsedTime(began) < For;)
        {
            var now = Stopwatch.GetTimestamp();
            if (Stopwatch.GetElapsedTime(second, now) is { TotalSeconds: >= 1 } time)
            {
                carried = Math.Max(carried, (tally.Answered - answered) / time.TotalSeconds);
                (second, answered) = (now, tally.Answered);
            }

            due = Math.Min(MostAtOnce, due + (Begun * carried * Stopwatch.GetElapsedTime(last, now).TotalSeconds));
            for (last = now; due >= 1 && under.Count < MostAtOnce; due--)
            {
                var call = TryAsync(tally);
                under[call] = 0;
                _ = call.ContinueWith(done => under.TryRemove(done, out byte _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }

            await Task.Delay(Tick);
        }

        await Task.WhenAll(under.Keys);
        return carried;
    }

    /// <summary>Scan and check-in of the next person, once; whether he is in.</summary>
    private async Task<bool> TryAsync(Tally tally)
    {
        var number = Interlocked.Increment(ref _next);
        var (hall, person) = (number % Halls, number / Halls % People);
        if (await CallAsync(tally, "scans", new JsonObject { ["code"] = await CodeAsync(hall) }, null) is not { } scanned)
        {
            return false;
        }

        var body = new JsonObject { ["ticket"] = scanned["ticket"]!.GetValue<string>(), ["rosterNo"] = SmallProvince.RosterNo(hall, person), ["lastDigits"] = SmallProvince.LastDigits(hall, person) };
        var key = Guid.NewGuid();
        if (await CallAsync(tally, "check-ins", body, key) is not { } answer)
        {
            return false;
        }

        // When all have been, they come again, and hear that they are in already.
        var id = answer["checkInId"]!.GetValue<string>();
        _in.TryAdd(id, new AcknowledgedCheckIn("", id, hall, person, key, body, new WireAnswer(201, "")));
        return true;
    }

    private async Task<JsonNode?> CallAsync(Tally tally, string path, JsonObject body, Guid? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_lecture.Server.Address, "api/v1/" + path)) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        if (key is { } idempotency)
        {
            request.Headers.Add("Idempotency-Key", idempotency.ToString());
        }

        var sent = Stopwatch.GetTimestamp();
        using var response = await _http.SendAsync(request);
        var answer = new WireAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        tally.Note(answer, Stopwatch.GetElapsedTime(sent));
        if (answer.Ok)
        {
            return answer.Json;
        }

        Assert.True(answer.Status is 503 or 429, $"{path} was answered {answer.Status} {answer.Text}");
        Assert.True(SaysForHowLong().IsMatch(answer.Text), $"{path} was refused without saying for how long: {answer.Text}");
        return null;
    }

    // What the hall's screen shows; nobody asks the server for it.
    private async Task<string> CodeAsync(int hall)
    {
        if (_shown.TryGetValue(hall, out var shown) && Stopwatch.GetElapsedTime(shown.At) < TimeSpan.FromSeconds(10))
        {
            return shown.Code;
        }

        var at = Stopwatch.GetTimestamp();
        if (_shown.TryGetValue(hall, out shown))
        {
            // One asks; the others go by the old one meanwhile, which holds for a step more.
            _shown[hall] = (shown.Code, at);
        }

        var answer = await _lecture.Anybody.As(_lecture.ScreenTokens[hall]).GetAsync($"sessions/{_lecture.Session}/branches/{_lecture.Province.VenueIds[hall]}/code");
        var code = answer.Must()["code"]!.GetValue<string>();
        _shown[hall] = (code, at);
        return code;
    }

    /// <summary>While they push: the lecturer pauses and goes on, and the queues' own figures are read. Gives the slowest command.</summary>
    private async Task<TimeSpan> ObserveAsync(Task pushing)
    {
        using var http = new HttpClient { BaseAddress = _lecture.Server.Address };
        var (slowest, looks) = (TimeSpan.Zero, 0);
        for (; !pushing.IsCompleted; looks++)
        {
            foreach (var command in (string[])["pause", "resume"])
            {
                var sent = Stopwatch.GetTimestamp();
                (await _lecture.Province.Administrator.PostAsync($"sessions/{_lecture.Session}/{command}")).Must();
                var took = Stopwatch.GetElapsedTime(sent);
                slowest = took > slowest ? took : slowest;
            }

            var figures = await http.GetStringAsync("metrics");
            Assert.True(Figure(figures, "rc_http_requests", "lane=\"crowd\"") <= Places, "More requests are worked on than there are places.");
            Assert.True(Figure(figures, "rc_writer_queue", "") <= Figure(figures, "rc_writer_queue_limit", ""), "More waits for the writer than may.");
            await Task.WhenAny(pushing, Task.Delay(250));
        }

        Assert.True(looks > 2, "The figures were hardly looked at.");
        return slowest;
    }

    private static double Figure(string figures, string name, string label)
    {
        var line = figures.Split('\n').First(line => line.StartsWith(name, StringComparison.Ordinal) && line[name.Length] is '{' or ' ' && line.Contains(label, StringComparison.Ordinal));
        return double.Parse(line[(line.IndexOf('}', StringComparison.Ordinal) + 1)..].Replace(name, "", StringComparison.Ordinal).Trim().Split(' ')[0], CultureInfo.InvariantCulture);
    }

    // Not parsed: a hundred thousand of them would cost the callers what they need for calling.
    [GeneratedRegex("\"retryAfterMs\": ?[1-9]", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex SaysForHowLong();

    private async Task<double> MemoryAsync() => (await ProcessStatus.ReadAsync(_lecture.Server.ProcessId)).ResidentMb;

    private sealed class Tally
    {
        private int _answered;

        public ConcurrentQueue<TimeSpan> Refused { get; } = new();

        public ConcurrentDictionary<string, int> Codes { get; } = new(StringComparer.Ordinal);

        public int Answered => _answered;

        public int Offered => _answered + Refused.Count;

        public void Note(WireAnswer answer, TimeSpan took)
        {
            if (answer.Ok)
            {
                Interlocked.Increment(ref _answered);
                return;
            }

            Refused.Enqueue(took);
            Codes.AddOrUpdate($"{answer.Status} {answer.Code}", 1, static (_, count) => count + 1);
        }
    }
}
