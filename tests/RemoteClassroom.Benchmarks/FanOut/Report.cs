using RemoteClassroom.Benchmarks.Harness;

namespace RemoteClassroom.Benchmarks.FanOut;

/// <summary>The table, and whether the run may count at all.</summary>
internal static class Report
{
    /// <returns>0, or 1 if anything was missing, doubled or not on disk.</returns>
    public static int Print(FanOutOptions options, IReadOnlyList<FanOutRun> ours, IReadOnlyList<FanOutRun> rival)
    {
        Console.WriteLine();
        Console.WriteLine($"{options.Clients} screens, {ours.Count} interleaved pairs; median (lowest–highest)");
        Console.WriteLine($"{"",-26}{"relay",26}{"SignalR group",26}{"ratio",9}{"to reach",10}");
        Row("paced 1/s, p99, ms", "0.0", "≤ 0.7", ours, rival, run => run.Screens.PacedP99Ms);
        Row("paced 1/s, p50, ms", "0.0", "", ours, rival, run => run.Screens.PacedP50Ms);
        Row("bursts of 30, events/s", "0", "≥ 4", ours, rival, run => run.Screens.BurstPerSecond);
        Row("bursts of 30, p99, ms", "0.0", "", ours, rival, run => run.Screens.BurstP99Ms);
        Row("server memory, MB", "0", "≤ 0.7", ours, rival, run => run.RssMb);
        Row("server memory, peak, MB", "0", "", ours, rival, run => run.PeakMb);
        Row("join with snapshot, s", "0.00", "≤ 1.1", ours, rival, run => run.Screens.JoinSeconds);
        Row("server CPU, s", "0.0", "", ours, rival, run => run.CpuSeconds);
        return Judge(options, ours.Concat(rival));
    }

    private static void Row(string name, string format, string goal, IEnumerable<FanOutRun> ours, IEnumerable<FanOutRun> rival, Func<FanOutRun, double> figure)
    {
        var (own, other) = (new Series([.. ours.Select(figure)]), new Series([.. rival.Select(figure)]));
        Console.WriteLine($"{name,-26}{own.Show(format),26}{other.Show(format),26}{own.Median / other.Median,9:0.00}{goal,10}");
    }

    private static int Judge(FanOutOptions options, IEnumerable<FanOutRun> runs)
    {
        var each = (long)options.Clients * (options.Paced + (options.Bursts * FanOutOptions.BurstEvents));
        var bad = runs.Where(run => run.Screens.Wrong > 0 || run.Screens.Delivered != each || run.Screens.Hash.Length == 0 || run.OnDisk == false).ToList();
        foreach (var run in bad)
        {
            Console.Error.WriteLine(
                $"{run.Who}: {run.Screens.Wrong} missing, doubled or out of order; {run.Screens.Delivered} of {each} delivered; screens agree: {run.Screens.Hash.Length > 0}; on disk: {run.OnDisk}");
        }

        return bad.Count == 0 ? 0 : 1;
    }
}
