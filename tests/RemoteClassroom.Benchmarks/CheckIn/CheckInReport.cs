using System.Globalization;
using RemoteClassroom.Benchmarks.Harness;

namespace RemoteClassroom.Benchmarks.CheckIn;

/// <summary>The table of the check-in benchmark.</summary>
internal static class CheckInReport
{
    private const double WantedRatio = 10;
    private const double WantedSeconds = 30;
    private const double WantedImport = 60;

    /// <summary>Prints it.</summary>
    /// <returns>The line of JSON that sums it up.</returns>
    public static object Print(CheckInOptions options, ProvinceSetup setup, Side ours, Side rival, double residentMb, int faults)
    {
        // Of the pairs, not of the medians: what the machine did meanwhile fell on both of a pair.
        var ratio = new Series([.. ours.Of("check-in", run => run.PerSecond).Values.Zip(rival.Of("check-in", run => run.PerSecond).Values, (own, other) => own / other)]);
        var seconds = ours.Of("whole-way", run => run.Seconds);

        // The promises are made for the whole province; a part of it keeps or breaks none.
        string Judge(Aim aim, double measured) => options.Scale >= 1 ? aim.Judge(measured) : "";
        Console.WriteLine();
        Console.WriteLine(Text($"check-in on {ours.Database}: {setup.People.Count:N0} people, {setup.Halls.Count:N0} halls, {options.Connections} connections, {options.Pairs} interleaved pair{(options.Pairs == 1 ? "" : "s")}; median (lowest–highest)"));
        Console.WriteLine();
        Console.WriteLine("| | here | EF Core, one `SaveChanges` a request | ratio | aim |");
        Console.WriteLine("| --- | --- | --- | --- | --- |");
        Row("check-ins/s, ticket in hand", "N0", ours.Of("check-in", run => run.PerSecond), rival.Of("check-in", run => run.PerSecond), ratio, Judge(Aim.AtLeast(WantedRatio), ratio.Median));
        Row("the server's processor time for each, µs", "0", ours.Cpu("check-in"), rival.Cpu("check-in"));
        Row(Text($"{options.Rate:N0} due a second, p50, ms"), "0.0", ours.Of("paced", run => run.P50Ms), rival.Of("paced", run => run.P50Ms));
        Row(Text($"{options.Rate:N0} due a second, p99, ms"), "0.0", ours.Of("paced", run => run.P99Ms), rival.Of("paced", run => run.P99Ms));
        Row("scans/s", "N0", ours.Of("scan", run => run.PerSecond));
        Row("the server's processor time for each, µs", "0", ours.Cpu("scan"));
        Row("scan, ticket and check-in of all, s", "0.0", seconds, aim: Judge(Aim.Below(WantedSeconds), seconds.Median));
        Row(Text($"importing {setup.People.Count:N0} trainees, s"), "0.0", new Series([setup.ImportSeconds["trainees"]]), aim: Judge(Aim.Below(WantedImport), setup.ImportSeconds["trainees"]));
        Row("server's memory at the end, MB", "N0", new Series([residentMb]));
        Console.WriteLine();
        return new { benchmark = "check-in", database = ours.Database, phase = "summary", pairs = options.Pairs, ratio = ratio.Median, wholeWaySeconds = seconds.Median, people = setup.People.Count, residentMb, faults };
    }

    private static void Row(string name, string format, Series ours, Series? rival = null, Series? ratio = null, string aim = "") =>
        Console.WriteLine($"| {name} | {ours.Show(format)} | {rival?.Show(format)} | {ratio?.Show("0.0")} | {aim} |");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
