using System.Diagnostics;
using System.Globalization;

namespace RemoteClassroom.Benchmarks.CheckIn;

/// <summary>
/// Processor time of a process, whole and by the names of its threads where the system tells (Linux). It says what a request costs even on a machine
/// that others use at the same time. A thread that ended takes its part with it, so the parts may come to less than the whole.
/// </summary>
internal sealed class ProcessorTime
{
    // What the system counts in; 100 a second on every Linux that .NET runs on.
    private const double MicrosPerTick = 10_000;

    private readonly TimeSpan _whole;
    private readonly Dictionary<string, long> _threads;

    private ProcessorTime(TimeSpan whole, Dictionary<string, long> threads) => (_whole, _threads) = (whole, threads);

    /// <summary>As it stands now.</summary>
    public static ProcessorTime Of(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return new ProcessorTime(process.TotalProcessorTime, Threads(processId));
    }

    /// <summary>µs for each of so many requests since <paramref name="before"/>.</summary>
    public double MicrosEach(ProcessorTime before, int requests) => Math.Round((_whole - before._whole).TotalMicroseconds / requests, 1);

    /// <summary>The same by the threads' names, the dearest first; those below half a microsecond are left out.</summary>
    public Dictionary<string, double> ThreadMicrosEach(ProcessorTime before, int requests) => _threads
        .Select(pair => (Name: pair.Key, Micros: Math.Round((pair.Value - before._threads.GetValueOrDefault(pair.Key)) * MicrosPerTick / requests, 1)))
        .Where(pair => pair.Micros >= 0.5)
        .OrderByDescending(pair => pair.Micros)
        .ToDictionary(pair => pair.Name, pair => pair.Micros, StringComparer.Ordinal);

    private static Dictionary<string, long> Threads(int processId)
    {
        var ticks = new Dictionary<string, long>(StringComparer.Ordinal);
        if (!Directory.Exists($"/proc/{processId}/task"))
        {
            return ticks;
        }

        foreach (var thread in Directory.GetDirectories($"/proc/{processId}/task"))
        {
            try
            {
                var text = File.ReadAllText(Path.Combine(thread, "stat"));
                var (from, to) = (text.IndexOf('(', StringComparison.Ordinal) + 1, text.LastIndexOf(')'));
                // Behind the name: state is the first field, utime and stime the twelfth and thirteenth.
                var fields = text[(to + 2)..].Split(' ');
                var name = text[from..to];
                ticks[name] = ticks.GetValueOrDefault(name) + long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture);
            }
            catch (IOException)
            {
                // The thread ended meanwhile.
            }
        }

        return ticks;
    }
}
