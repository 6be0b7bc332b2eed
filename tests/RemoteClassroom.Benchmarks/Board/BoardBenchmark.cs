using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using RemoteClassroom.Benchmarks.CheckIn;
using RemoteClassroom.Benchmarks.FanOut;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Benchmarks.Board;

/// <summary>
/// Administrators watch while the province signs in: the real server with everybody in it, check-ins at a steady pace (scan, ticket, check-in), and readers that ask
/// for every figure of the board, one after the other, at units of every level. Fails if a check-in is refused or any kind of request is slower than it should be.
/// </summary>
internal sealed class BoardBenchmark(BoardOptions options)
{
    private const double WantedMs = 300;
    private static readonly TimeSpan ThinkTime = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<string, Latencies> _latencies = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _faults = new();
    private int _checkedIn;

    /// <summary>Runs it.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            return await new BoardBenchmark(BoardOptions.Parse(arguments)).MeasureAsync();
        }
        catch (FormatException usage)
        {
            await Console.Error.WriteLineAsync(usage.Message);
            return 2;
        }
    }

    private async Task<int> MeasureAsync()
    {
        using var folder = new TempFolder("rc-bench-");
        await using var server = new ServerProcess(folder.Of("data"));
        await server.StartAsync();
        var setup = await ProvinceSetup.FillAsync(server.Address, options.Scale);
        var lecture = await Lecture.OpenAsync(setup, folder.Of("lecture"));
        var keys = (await File.ReadAllLinesAsync(Path.Combine(lecture.Folder, "halls.tsv"))).Select(line => Convert.FromBase64String(line.Split('\t')[1])).ToArray();
        var units = await UnitsAsync(setup, lecture.SessionId);
        using var anybody = new BenchHttp(server.Address);
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(options.Seconds));
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(
            [CheckInAsync(anybody, setup, keys, end.Token), .. Enumerable.Range(0, options.Readers).Select(reader => ReadAsync(reader, setup.Administrator, lecture.SessionId, units, end.Token))]);
        return Report(setup, Stopwatch.GetElapsedTime(began).TotalSeconds);
    }

    /// <summary>The root, its cities and their counties.</summary>
    private static async Task<List<string>> UnitsAsync(ProvinceSetup setup, string session)
    {
        var units = new List<string> { setup.RootId };
        foreach (var city in await ChildrenAsync(setup, session, setup.RootId))
        {
            units.Add(city);
            units.AddRange(await ChildrenAsync(setup, session, city));
        }

        return units;
    }

    private static async Task<List<string>> ChildrenAsync(ProvinceSetup setup, string session, string unit) =>
        [.. (await setup.Administrator.GetAsync($"sessions/{session}/attendance?unit={unit}"))["children"]!.AsArray()
            .Where(child => child!["unit"]!["kind"]!.GetValue<string>() == "unit").Select(child => child!["unit"]!["id"]!.GetValue<string>())];

    // Paced by the clock: what a slow moment holds back is made up for, as people in a queue are.
    private async Task CheckInAsync(BenchHttp anybody, ProvinceSetup setup, byte[][] keys, CancellationToken end)
    {
        var began = Stopwatch.GetTimestamp();
        var under = new List<Task>();
        for (var next = 0; !end.IsCancellationRequested && next < setup.People.Count;)
        {
            for (var due = Math.Min(setup.People.Count, (int)(Stopwatch.GetElapsedTime(began).TotalSeconds * options.PerSecond)); next < due; next++)
            {
                under.Add(OneAsync(anybody, setup, keys, next));
            }

            under.RemoveAll(task => task.IsCompleted);
            await Task.Delay(20, CancellationToken.None);
        }

        await Task.WhenAll(under);
    }

    private async Task OneAsync(BenchHttp anybody, ProvinceSetup setup, byte[][] keys, int i)
    {
        var (hall, person) = setup.People[i];
        try
        {
            var code = BranchCodes.CodeAt(keys[hall], setup.Halls[hall].Hall, BranchCodes.StepOf(TimeProvider.System.GetUtcNow()));
            var ticket = (await anybody.PostAsync("scans", new JsonObject { ["code"] = code }))["ticket"]!.GetValue<string>();
            await anybody.PostAsync("check-ins", new JsonObject { ["ticket"] = ticket, ["rosterNo"] = person.RosterNo, ["lastDigits"] = person.Phone[^4..] });
            Interlocked.Increment(ref _checkedIn);
        }
        catch (Exception refusal) when (refusal is InvalidOperationException or HttpRequestException)
        {
            _faults.Enqueue(refusal.Message);
        }
    }

    private async Task ReadAsync(int reader, BenchHttp administrator, string session, List<string> units, CancellationToken end)
    {
        var random = new Random(reader);
        while (!end.IsCancellationRequested)
        {
            var unit = units[random.Next(units.Count)];
            foreach (var (kind, path) in (IEnumerable<(string, string)>)
            [
                ("attendance", $"sessions/{session}/attendance?unit={unit}"), ("halls", $"sessions/{session}/attendance/halls?unit={unit}&limit=50"),
                ("arrivals", $"sessions/{session}/attendance/arrivals?unit={unit}"), ("desk", $"sessions/{session}/desk?unit={unit}&limit=30"),
                ("missing", $"sessions/{session}/attendance/missing?unit={unit}&limit=500"), ("unit", $"org-units/{unit}"), ("children", $"org-units/{unit}/children"),
                ("help", $"help-requests?unit={unit}&limit=100"), ("session", $"sessions/{session}"), ("sessions", "sessions?limit=200"),
            ])
            {
                var began = Stopwatch.GetTimestamp();
                try
                {
                    await administrator.GetAsync(path);
                }
                catch (Exception refusal) when (refusal is InvalidOperationException or HttpRequestException)
                {
                    _faults.Enqueue(refusal.Message);
                }

                var latencies = _latencies.GetOrAdd(kind, static _ => new Latencies());
                lock (latencies)
                {
                    latencies.Add(Stopwatch.GetTimestamp() - began);
                }

                await Task.Delay(ThinkTime, CancellationToken.None);
            }
        }
    }

    private int Report(ProvinceSetup setup, double seconds)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"board: {setup.People.Count:N0} people, {setup.Halls.Count:N0} halls, {_checkedIn / seconds:N0} check-ins/s for {seconds:N0} s, {options.Readers} readers"));
        var slow = 0;
        foreach (var (kind, latencies) in _latencies.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var p95 = latencies.Percentile(0.95);
            slow += p95 > WantedMs ? 1 : 0;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  {kind,-11} {latencies.Count,6:N0} requests, p50 {latencies.Percentile(0.5),6:N1} ms, p95 {p95,6:N1} ms, p99 {latencies.Percentile(0.99),6:N1} ms  {(p95 > WantedMs ? "MISSED" : "reached")}"));
        }

        foreach (var fault in _faults.Distinct(StringComparer.Ordinal).Take(5))
        {
            Console.WriteLine("FAULT: " + fault);
        }

        return slow == 0 && _faults.IsEmpty ? 0 : 1;
    }
}
