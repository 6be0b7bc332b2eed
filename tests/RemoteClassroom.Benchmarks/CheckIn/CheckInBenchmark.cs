using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.Databases;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Benchmarks.CheckIn;

/// <summary>
/// The province signs in. For each database: the real server is filled through its public doors; then, in interleaved pairs, everybody checks in with a ticket
/// in hand, beside a rival that calls EF Core's <c>SaveChanges</c> for each request; then the whole way (scan, ticket, check-in) of everybody. After each run the database is read.
/// </summary>
internal sealed class CheckInBenchmark(CheckInOptions options)
{
    private const double WantedRatio = 10;
    private const double WantedSeconds = 30;

    private readonly List<string> _faults = [];

    /// <summary>Runs it.</summary>
    /// <returns>0 if everything acknowledged was on disk, once; 1 otherwise.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        CheckInOptions options;
        try
        {
            options = CheckInOptions.Parse(arguments);
        }
        catch (FormatException usage)
        {
            await Console.Error.WriteLineAsync(usage.Message);
            return 2;
        }

        var benchmark = new CheckInBenchmark(options);
        foreach (var database in options.Databases)
        {
            await benchmark.OfAsync(database);
        }

        foreach (var fault in benchmark._faults)
        {
            Console.WriteLine("FAULT: " + fault);
        }

        return benchmark._faults.Count == 0 ? 0 : 1;
    }

    private async Task OfAsync(string database)
    {
        using var folder = new TempFolder("rc-bench-");
        var sqlite = database == "sqlite";
        await using var postgres = sqlite ? null : await PostgresServer.StartAsync();
        var ours = sqlite ? $"Data Source={FindDatabase(folder)};Mode=ReadOnly" : await postgres!.CreateDatabaseAsync();
        var rivals = sqlite ? $"Data Source={folder.Of("rival.db")}" : await postgres!.CreateDatabaseAsync();
        await using var server = new ServerProcess(folder.Of("data"), environment: sqlite ? null : new() { ["ConnectionStrings__Database"] = ours });
        await server.StartAsync();
        var setup = await ProvinceSetup.FillAsync(server.Address, options.Scale);
        Write(new { benchmark = "check-in", database, phase = "import", halls = setup.Halls.Count, people = setup.People.Count, seconds = setup.ImportSeconds });
        var (rival, rivalAddress) = await ChildProgram.RivalAsync(database, rivals);
        try
        {
            await MeasureAsync(database, ours, server, setup, rivalAddress, rival.Id, folder);
        }
        finally
        {
            rival.Kill();
            await rival.WaitForExitAsync();
            rival.Dispose();
        }
    }

    private async Task MeasureAsync(string database, string ours, ServerProcess server, ProvinceSetup setup, Uri rival, int rivalProcess, TempFolder folder)
    {
        var sqlite = database == "sqlite";
        var (people, rivalPeople) = (setup.People.Count, Math.Min(options.RivalRequests, setup.People.Count));
        var (scans, checkIns, rivals, wholes) = (new List<LoadResult>(), new List<LoadResult>(), new List<LoadResult>(), new List<LoadResult>());
        for (var pair = 0; pair < options.Pairs; pair++)
        {
            var lecture = await Lecture.OpenAsync(setup, folder.Of($"pair-{pair}"));
            scans.Add(await LoadAsync(database, "ours", pair, "scan", server.Address, server.ProcessId, lecture.Folder, people));
            checkIns.Add(await LoadAsync(database, "ours", pair, "check-in", server.Address, server.ProcessId, lecture.Folder, people));
            await CheckAsync(database, ours, sqlite, lecture, people);
            await lecture.EndAsync(setup);
            rivals.Add(await LoadAsync(database, "rival", pair, "check-in", rival, rivalProcess, lecture.Folder, rivalPeople));

            var whole = await Lecture.OpenAsync(setup, folder.Of($"whole-{pair}"));
            wholes.Add(await LoadAsync(database, "ours", pair, "whole-way", server.Address, server.ProcessId, whole.Folder, people));
            await CheckAsync(database, ours, sqlite, whole, people);
            await whole.EndAsync(setup);
        }

        Report(database, setup, scans, checkIns, rivals, wholes, Resident(server.ProcessId));
    }

    private async Task<LoadResult> LoadAsync(string database, string who, int pair, string mode, Uri server, int process, string folder, int people)
    {
        var before = Processor(process);
        var result = await ChildProgram.LoadAsync(mode, server, folder, options.Connections, people);
        var cpuMicros = Math.Round((Processor(process) - before).TotalMicroseconds / people, 1);
        Write(new { benchmark = "check-in", database, who, pair = pair + 1, serverCpuMicrosEach = cpuMicros, result.Mode, result.People, result.Done, result.Seconds, result.PerSecond, result.P50Ms, result.P99Ms, result.Retried, result.Fault });
        if (result.Fault is { } fault)
        {
            _faults.Add($"{database}, {who}, pair {pair + 1}, {mode}: {fault}");
        }

        return result;
    }

    private async Task CheckAsync(string database, string connectionString, bool sqlite, Lecture lecture, int people)
    {
        if (await LedgerCheck.FindFaultAsync(connectionString, sqlite, lecture, people) is { } fault)
        {
            _faults.Add($"{database}: {fault}");
        }
    }

    private void Report(
        string database, ProvinceSetup setup, List<LoadResult> scans, List<LoadResult> checkIns, List<LoadResult> rivals, List<LoadResult> wholes, double residentMb)
    {
        var ratios = checkIns.Zip(rivals, (ours, rival) => ours.PerSecond / rival.PerSecond).ToList();
        var (ratio, seconds) = (Spread.Of(ratios), Spread.Of(wholes.Select(run => run.Seconds)));
        Console.WriteLine();
        Console.WriteLine($"check-in on {database}: {setup.People.Count:N0} people, {setup.Halls.Count:N0} branches, {options.Connections} connections; median [least .. most] of {options.Pairs}");
        Console.WriteLine($"  import: units {setup.ImportSeconds["org-units"]} s, venues {setup.ImportSeconds["venues"]} s, trainees {setup.ImportSeconds["trainees"]} s");
        Console.WriteLine($"  scans                {Spread.Of(scans.Select(run => run.PerSecond)):N0} /s");
        Console.WriteLine($"  check-ins            {Spread.Of(checkIns.Select(run => run.PerSecond)):N0} /s, p50 {Spread.Of(checkIns.Select(run => run.P50Ms)):0.0} ms, p99 {Spread.Of(checkIns.Select(run => run.P99Ms)):0.0} ms");
        Console.WriteLine($"  rival's check-ins    {Spread.Of(rivals.Select(run => run.PerSecond)):N0} /s of {rivals[0].People:N0} requests, p99 {Spread.Of(rivals.Select(run => run.P99Ms)):0.0} ms");
        Console.WriteLine($"  ratio                {ratio:0.0} ×   (to reach: ≥ {WantedRatio} ×) {(ratio.Median >= WantedRatio ? "reached" : "MISSED")}");
        Console.WriteLine($"  whole way            {seconds:0.0} s, {Spread.Of(wholes.Select(run => run.PerSecond)):N0} people/s, p99 {Spread.Of(wholes.Select(run => run.P99Ms)):0.0} ms   (to reach: < {WantedSeconds} s for 264,000) {(seconds.Median < WantedSeconds ? "reached" : "MISSED")}");
        Console.WriteLine($"  server's memory      {residentMb:N0} MB");
        Console.WriteLine();
        Write(new { benchmark = "check-in", database, phase = "summary", ratio = ratio.Median, wholeWaySeconds = seconds.Median, people = setup.People.Count, residentMb, faults = _faults.Count });
    }

    private void Write(object line)
    {
        var json = JsonSerializer.Serialize(line);
        Console.WriteLine(json);
        if (options.Output is { } file)
        {
            File.AppendAllText(file, json + "\n");
        }
    }

    private static string FindDatabase(TempFolder folder) => Path.Combine(folder.Of("data"), "classroom.db");

    private static TimeSpan Processor(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return process.TotalProcessorTime;
    }

    private static double Resident(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return Math.Round(process.WorkingSet64 / 1_048_576.0);
    }
}

/// <summary>The middle of some measurements, and how far they lie apart.</summary>
internal readonly record struct Spread(double Least, double Median, double Most) : IFormattable
{
    /// <summary>Of an odd or even number of values, at least one.</summary>
    public static Spread Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        var middle = sorted.Length / 2;
        return new Spread(sorted[0], sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2, sorted[^1]);
    }

    /// <inheritdoc />
    public string ToString(string? format, IFormatProvider? formatProvider) =>
        $"{Median.ToString(format, CultureInfo.InvariantCulture)} [{Least.ToString(format, CultureInfo.InvariantCulture)} .. {Most.ToString(format, CultureInfo.InvariantCulture)}]";
}
