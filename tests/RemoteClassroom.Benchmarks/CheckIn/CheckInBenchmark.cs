using System.Diagnostics;
using System.Text.Json;
using RemoteClassroom.Benchmarks.Harness;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.Databases;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Benchmarks.CheckIn;

/// <summary>
/// The province signs in. For each database: the real server is filled through its public doors; then, in interleaved pairs, everybody checks in with a ticket
/// in hand – most all at once, the last at a steady rate – beside a rival that calls EF Core's <c>SaveChanges</c> for each request; then the whole way (scan, ticket, check-in) of
/// everybody. After each run the databases are read.
/// </summary>
internal sealed class CheckInBenchmark(CheckInOptions options)
{
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
        await using var server = new ServerProcess(folder.Of("data"), environment: Environment(sqlite ? null : ours));
        await server.StartAsync();
        var setup = await ProvinceSetup.FillAsync(server.Address, options.Scale);
        Write(new { benchmark = "check-in", database, phase = "import", halls = setup.Halls.Count, people = setup.People.Count, seconds = setup.ImportSeconds });
        var (rival, rivalAddress) = await ChildProgram.RivalAsync(database, rivals);
        try
        {
            await MeasureAsync(database, ours, rivals, server, setup, rivalAddress, rival.Id, folder);
        }
        finally
        {
            rival.Kill();
            await rival.WaitForExitAsync();
            rival.Dispose();
        }
    }

    private async Task MeasureAsync(string database, string ours, string rivals, ServerProcess server, ProvinceSetup setup, Uri rival, int rivalProcess, TempFolder folder)
    {
        var (people, paced) = (setup.People.Count, Math.Min(options.Rate * options.PacedSeconds, setup.People.Count / 4));
        var rivalPeople = Math.Min(options.RivalRequests, people - paced);
        var (own, other) = (new Side(database, "ours", server.Address, server.ProcessId), new Side(database, "rival", rival, rivalProcess));
        for (var pair = 0; pair < options.Pairs; pair++)
        {
            var lecture = await Lecture.OpenAsync(setup, folder.Of($"pair-{pair}"));
            await LoadAsync(own, pair, new LoadOrder("scan", lecture.Folder, "", options.Connections, 0, people, 0));

            // Every other pair begins with the rival, so that whatever else the machine does falls on both.
            foreach (var side in (Side[])(options.OursOnly ? [own] : pair % 2 == 0 ? [own, other] : [other, own]))
            {
                var file = side == own ? Lecture.Ours : Lecture.Rivals;

                // All at once comes first: the halls are still asleep and every roster is unread, as in a lecture.
                var (atOnce, atRate) = (side == own ? people - paced : rivalPeople, people - paced);
                await LoadAsync(side, pair, new LoadOrder("check-in", lecture.Folder, file, options.Connections, 0, atOnce, 0));
                await LoadAsync(side, pair, new LoadOrder("check-in", lecture.Folder, file, options.Connections, atRate, paced, options.Rate));
            }

            Note(database, await LedgerCheck.FindFaultAsync(ours, database == "sqlite", lecture, people));
            await lecture.EndAsync(setup);
            if (!options.OursOnly)
            {
                Note(database, await LedgerCheck.FindRivalsFaultAsync(rivals, database == "sqlite", lecture, paced + rivalPeople, pair * (paced + rivalPeople)));
                await WholeWayAsync(own, pair, setup, ours, folder);
            }
        }

        if (!options.OursOnly)
        {
            Write(CheckInReport.Print(options, setup, own, other, Resident(server.ProcessId), _faults.Count));
        }
    }

    private async Task WholeWayAsync(Side own, int pair, ProvinceSetup setup, string ours, TempFolder folder)
    {
        var lecture = await Lecture.OpenAsync(setup, folder.Of($"whole-{pair}"));
        await LoadAsync(own, pair, new LoadOrder("whole-way", lecture.Folder, Lecture.Ours, options.Connections, 0, setup.People.Count, 0));
        Note(own.Database, await LedgerCheck.FindFaultAsync(ours, own.Database == "sqlite", lecture, setup.People.Count));
        await lecture.EndAsync(setup);
    }

    private async Task LoadAsync(Side side, int pair, LoadOrder order)
    {
        var phase = order.Rate > 0 ? "paced" : order.Mode;
        var before = ProcessorTime.Of(side.ProcessId);
        using var profile = options.Profiles is { } profiles ? ChildProfile.Start(side.ProcessId, Path.Combine(profiles, $"{side.Database}-{side.Who}-{pair + 1}-{phase}.data")) : null;
        var result = await ChildProgram.LoadAsync(side.Server, order);
        if (profile is not null)
        {
            await ChildProfile.EndAsync(profile);
        }

        var after = ProcessorTime.Of(side.ProcessId);
        var (cpuMicros, threads) = (after.MicrosEach(before, order.Count), after.ThreadMicrosEach(before, order.Count));
        Write(new
        {
            benchmark = "check-in", database = side.Database, who = side.Who, pair = pair + 1, phase, rate = result.Rate, people = result.People, done = result.Done, seconds = result.Seconds, perSecond = result.PerSecond,
            p50Ms = result.P50Ms, p99Ms = result.P99Ms, serverCpuMicrosEach = cpuMicros, clientCpuMicrosEach = result.CpuMicrosEach, threads, retried = result.Retried, fault = result.Fault,
        });
        if (result.Fault is { } fault)
        {
            _faults.Add($"{side.Database}, {side.Who}, pair {pair + 1}, {phase}: {fault}");
        }

        side.Add(phase, result, cpuMicros);
    }

    private void Note(string database, string? fault)
    {
        if (fault is not null)
        {
            _faults.Add($"{database}: {fault}");
        }
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

    // The runtime then names compiled methods for perf.
    private Dictionary<string, string> Environment(string? connectionString)
    {
        var environment = new Dictionary<string, string>();
        if (connectionString is not null)
        {
            environment["ConnectionStrings__Database"] = connectionString;
        }

        if (options.Profiles is { } folder)
        {
            Directory.CreateDirectory(folder);
            environment["DOTNET_PerfMapEnabled"] = "1";
            environment["DOTNET_EnableWriteXorExecute"] = "0";
        }

        return environment;
    }

    private static double Resident(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return Math.Round(process.WorkingSet64 / 1_048_576.0);
    }
}

/// <summary>One of the two servers, and what the load came to there.</summary>
/// <param name="Database">sqlite or postgres.</param>
/// <param name="Who">ours or rival.</param>
/// <param name="Server">Where it listens.</param>
/// <param name="ProcessId">Its process.</param>
internal sealed record Side(string Database, string Who, Uri Server, int ProcessId)
{
    private readonly Dictionary<string, List<(LoadResult Result, double CpuMicros)>> _runs = new(StringComparer.Ordinal);

    /// <summary>Keeps a run.</summary>
    public void Add(string phase, LoadResult result, double cpuMicros)
    {
        if (!_runs.TryGetValue(phase, out var runs))
        {
            _runs.Add(phase, runs = []);
        }

        runs.Add((result, cpuMicros));
    }

    /// <summary>A figure of all runs of a phase.</summary>
    public Series Of(string phase, Func<LoadResult, double> figure) => new([.. _runs[phase].Select(run => figure(run.Result))]);

    /// <summary>The server's processor time for each person, in µs.</summary>
    public Series Cpu(string phase) => new([.. _runs[phase].Select(run => run.CpuMicros)]);
}
