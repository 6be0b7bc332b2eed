using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using RemoteClassroom.Benchmarks.CheckIn;
using RemoteClassroom.Benchmarks.FanOut;
using RemoteClassroom.TestKit.ByContract;

namespace RemoteClassroom.Benchmarks.Province;

/// <summary>Administrators with the board open: each follows a unit's figures live, looks whether every frame sums, and asks for one thing after another.</summary>
internal sealed class Watchers(Uri server, ProvinceSetup setup, string session, ProvinceOptions options)
{
    private static readonly TimeSpan ThinkTime = TimeSpan.FromSeconds(1);
    private static readonly string[] Figures = ["expected", "present", "late", "waiting", "absent", "unknown", "excused"];

    private readonly ConcurrentDictionary<string, Latencies> _latencies = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _faults = new();
    private long _frames;

    /// <summary>By the phase of the run and the kind of request.</summary>
    public IReadOnlyDictionary<string, Latencies> Latencies => _latencies;

    /// <summary>How many frames were looked at.</summary>
    public long Frames => _frames;

    /// <summary>Requests that failed, and frames that do not sum.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>Looks on until the end.</summary>
    public async Task LookAsync(long began, CancellationToken end)
    {
        var units = await UnitsAsync();
        var screens = Enumerable.Range(0, options.Watchers).Select(i => Follow(units[i % units.Count])).ToList();
        try
        {
            await Task.WhenAll(Enumerable.Range(0, options.Watchers).Select(i => AskAsync(i, units, began, end)));
        }
        finally
        {
            await Task.WhenAll(screens.Select(screen => screen.DisposeAsync().AsTask()));
        }
    }

    /// <summary>The root, its cities and their counties.</summary>
    private async Task<List<string>> UnitsAsync()
    {
        var cities = await ChildrenAsync(setup.RootId);
        var counties = await Task.WhenAll(cities.Select(ChildrenAsync));
        return [setup.RootId, .. cities, .. counties.SelectMany(county => county)];
    }

    private async Task<List<string>> ChildrenAsync(string unit) =>
        [.. (await setup.Administrator.GetAsync($"sessions/{session}/attendance?unit={unit}"))["children"]!.AsArray()
            .Where(child => child!["unit"]!["kind"]!.GetValue<string>() == "unit").Select(child => child!["unit"]!["id"]!.GetValue<string>())];

    private ContractScreen Follow(string unit) => new(server, () => setup.Administrator.Bearer!, $"a/{session}/{unit}") { KeepsRaw = false, Told = Check };

    private void Check(JsonObject frame)
    {
        Interlocked.Increment(ref _frames);
        var data = frame["data"]!;
        foreach (var figure in Figures)
        {
            var (whole, parts) = (data["counts"]![figure]!.GetValue<long>(), data["children"]!.AsArray().Sum(child => child!["counts"]![figure]!.GetValue<long>()));
            if (whole != parts)
            {
                _faults.Enqueue($"{frame["stream"]} {data["epoch"]}.{data["seq"]}: {figure} is {whole}, the children's sum {parts}");
            }
        }
    }

    private async Task AskAsync(int watcher, List<string> units, long began, CancellationToken end)
    {
        var random = new Random(watcher);
        while (true)
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
                await Task.Delay(ThinkTime * (0.5 + random.NextDouble()), end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (end.IsCancellationRequested)
                {
                    return;
                }

                await OneAsync($"{(Stopwatch.GetElapsedTime(began).TotalSeconds < options.RushSeconds ? "rush" : "then")} {kind}", path);
            }
        }
    }

    private async Task OneAsync(string what, string path)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            await setup.Administrator.GetAsync(path);
        }
        catch (Exception refusal) when (refusal is InvalidOperationException or HttpRequestException or TaskCanceledException)
        {
            _faults.Enqueue(refusal.Message);
        }

        var latencies = _latencies.GetOrAdd(what, static _ => new Latencies());
        lock (latencies)
        {
            latencies.Add(Stopwatch.GetTimestamp() - began);
        }
    }
}
