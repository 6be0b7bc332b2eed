using RemoteClassroom.Benchmarks.Harness;

namespace RemoteClassroom.Benchmarks.FanOut;

/// <summary>The table, and whether the run may count at all.</summary>
internal static class Report
{
    /// <returns>0, or 1 if anything was missing, doubled or not on disk.</returns>
    public static int Print(FanOutOptions options, IReadOnlyList<FanOutRun> ours, IReadOnlyList<FanOutRun> rival)
    {
        Console.WriteLine();
        Console.WriteLine($"{options.Clients:N0} screens, {ours.Count} interleaved pair{(ours.Count == 1 ? "" : "s")}; median (lowest–highest)");
        Console.WriteLine();
        Console.WriteLine("| | this relay | bare SignalR group | ratio | aim |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        Row("one event a second, p99, ms", "0.0", ours, rival, run => run.Screens.PacedP99Ms, Aim.AtMost(0.7));
        Row("one event a second, p50, ms", "0.0", ours, rival, run => run.Screens.PacedP50Ms, null);
        Row("bursts of 30, events/s", "N0", ours, rival, run => run.Screens.BurstPerSecond, Aim.AtLeast(4));
        Row("bursts of 30, p99, ms", "0.0", ours, rival, run => run.Screens.BurstP99Ms, null);
        Row("server memory, MB", "0", ours, rival, run => run.RssMb, Aim.AtMost(0.7));
        Row("server memory, peak, MB", "0", ours, rival, run => run.PeakMb, null);
        Row("join with snapshot, s", "0.00", ours, rival, run => run.Screens.JoinSeconds, Aim.AtMost(1.1));
        Row("server's processor time, s", "0.0", ours, rival, run => run.CpuSeconds, null);
        Console.WriteLine();
        return Judge(options, ours.Concat(rival));
    }

    private static void Row(string name, string format, IEnumerable<FanOutRun> ours, IEnumerable<FanOutRun> rival, Func<FanOutRun, double> figure, Aim? aim)
    {
        var (own, other) = (new Series([.. ours.Select(figure)]), new Series([.. rival.Select(figure)]));
        var ratio = own.Median / other.Median;
        Console.WriteLine($"| {name} | {own.Show(format)} | {other.Show(format)} | {ratio:0.00} | {aim?.Judge(ratio)} |");
    }

    private static int Judge(FanOutOptions options, IEnumerable<FanOutRun> runs)
    {
        var each = (long)options.Clients * options.Events;
        var bad = runs.Where(run => run.Screens.Wrong > 0 || run.Screens.Delivered != each || run.Screens.Hash.Length == 0 || run.OnDisk == false).ToList();
        foreach (var run in bad)
        {
            Console.Error.WriteLine(
                $"{run.Who}: {run.Screens.Wrong} missing, doubled or out of order; {run.Screens.Delivered} of {each} delivered; screens agree: {run.Screens.Hash.Length > 0}; on disk: {run.OnDisk}");
        }

        return bad.Count == 0 ? 0 : 1;
    }
}
