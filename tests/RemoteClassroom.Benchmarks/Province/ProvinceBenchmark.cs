using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using RemoteClassroom.Benchmarks.CheckIn;
using RemoteClassroom.Benchmarks.FanOut;
using RemoteClassroom.Benchmarks.Harness;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Benchmarks.Province;

/// <summary>
/// The whole province checks in while administrators look on: the real server on its embedded database, six in ten people in the first two minutes, a scan and a check-in each over HTTP. Afterwards the ledger is read past the
/// server, and the workbook of everybody is made. Fails if anything acknowledged is not in the ledger once, if a live frame does not sum, if a request is refused, or if the board is slower than it should be.
/// </summary>
internal sealed class ProvinceBenchmark(ProvinceOptions options)
{
    private const double WantedMs = 300;
    private static readonly TimeSpan ExportPatience = TimeSpan.FromMinutes(10);
    private readonly List<string> _faults = [];

    /// <summary>Runs it.</summary>
    public static async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            return await new ProvinceBenchmark(ProvinceOptions.Parse(arguments)).MeasureAsync();
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

        using var door = new BenchHttp(server.Address);
        using var end = new CancellationTokenSource();
        var crowd = new Crowd(door, setup, keys, options);
        var watchers = new Watchers(server.Address, setup, lecture.SessionId, options);
        var began = Stopwatch.GetTimestamp();
        var looking = watchers.LookAsync(began, end.Token);
        await crowd.ComeAsync(began);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        await end.CancelAsync();
        await looking;

        Say($"province: {setup.People.Count:N0} people of {setup.Halls.Count:N0} halls, {crowd.Acknowledged.Count:N0} acknowledged in {seconds:N0} s; {options.Watchers} watchers, {watchers.Frames:N0} live frames");
        Line("rush check-in", crowd.Rush, null);
        Line("then check-in", crowd.Rest, null);
        foreach (var (kind, latencies) in watchers.Latencies.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            Line(kind, latencies, WantedMs);
        }

        await File.WriteAllLinesAsync(Path.Combine(lecture.Folder, Lecture.Ours), crowd.Acknowledged);
        _faults.AddRange(crowd.Faults.Concat(watchers.Faults));
        await ExportAsync(server, setup, lecture);
        if (await LedgerCheck.FindFaultAsync($"Data Source={folder.Of("data/classroom.db")};Mode=ReadOnly", sqlite: true, lecture, setup.People.Count) is { } lost)
        {
            _faults.Add(lost);
        }

        foreach (var fault in _faults.Distinct(StringComparer.Ordinal).Take(8))
        {
            Console.WriteLine("FAULT: " + fault);
        }

        return _faults.Count == 0 ? 0 : 1;
    }

    /// <summary>The workbook of everybody, and what making it did to the server's memory.</summary>
    private async Task ExportAsync(ServerProcess server, ProvinceSetup setup, Lecture lecture)
    {
        await lecture.EndAsync(setup);
        await setup.SignInAgainAsync();
        var before = Self.MemoryMb(server.ProcessId, "VmRSS");
        var highest = before;
        var began = Stopwatch.GetTimestamp();
        var export = (await setup.Administrator.PostAsync("exports", new JsonObject { ["format"] = "xlsx", ["sessionId"] = lecture.SessionId }))["exportId"]!.GetValue<string>();
        JsonNode info;
        do
        {
            await Task.Delay(200);
            highest = Math.Max(highest, Self.MemoryMb(server.ProcessId, "VmRSS"));
            info = await setup.Administrator.GetAsync($"exports/{export}");
        }
        while (info["state"]!.GetValue<string>() is "waiting" or "running" && Stopwatch.GetElapsedTime(began) < ExportPatience);
        if (info["state"]!.GetValue<string>() != "done")
        {
            _faults.Add($"The workbook is {info["state"]} with {info["rows"]} rows after {Stopwatch.GetElapsedTime(began).TotalSeconds:N0} s: {info["fault"]}");
            return;
        }

        Say($"  workbook of {info["rows"]} rows, {info["bytes"]!.GetValue<long>() / 1e6:N1} MB, in {Stopwatch.GetElapsedTime(began).TotalSeconds:N0} s; server {before:N0} MB before, {highest:N0} MB at most, {Self.MemoryMb(server.ProcessId, "VmRSS"):N0} MB after");
    }

    private void Line(string kind, Latencies latencies, double? wanted)
    {
        var p95 = latencies.Percentile(0.95);
        if (p95 > wanted)
        {
            _faults.Add($"{kind}: p95 {p95:N1} ms");
        }

        Say($"  {kind,-15} {latencies.Count,7:N0}, p50 {latencies.Percentile(0.5),6:N1} ms, p95 {p95,6:N1} ms, p99 {latencies.Percentile(0.99),6:N1} ms  {(wanted is null ? "" : p95 > wanted ? "MISSED" : "reached")}");
    }

    private static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
