using System.Globalization;

namespace RemoteClassroom.Cluster.Tests.Screens;

/// <summary>What the system says of a process.</summary>
/// <param name="ResidentMb">Memory that it holds.</param>
/// <param name="CpuSeconds">Processor time that it used so far.</param>
internal sealed record ProcessStatus(double ResidentMb, double CpuSeconds)
{
    private const double TicksPerSecond = 100;

    public static async Task<ProcessStatus> ReadAsync(int process)
    {
        var resident = (await File.ReadAllLinesAsync($"/proc/{process}/status")).First(line => line.StartsWith("VmRSS", StringComparison.Ordinal));
        var times = (await File.ReadAllTextAsync($"/proc/{process}/stat")).Split(' ');
        return new ProcessStatus(Number(resident.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024, (Number(times[13]) + Number(times[14])) / TicksPerSecond);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
