using System.Diagnostics;

namespace RemoteClassroom.Benchmarks.FanOut;

/// <summary>A histogram of latencies in steps of 0.1 ms up to a minute; what is later counts as a minute.</summary>
internal sealed class Latencies
{
    private const int Steps = 600_000;
    private readonly int[] _counts = new int[Steps + 1];

    public long Count { get; private set; }

    public void Add(long ticks)
    {
        _counts[Math.Clamp(ticks * 10_000 / Stopwatch.Frequency, 0, Steps)]++;
        Count++;
    }

    /// <summary>The latency that the given part of all did not exceed, in ms.</summary>
    public double Percentile(double part)
    {
        var wanted = (long)Math.Ceiling(Count * part);
        var seen = 0L;
        for (var i = 0; i <= Steps; i++)
        {
            seen += _counts[i];
            if (seen >= wanted)
            {
                return i / 10.0;
            }
        }

        return 0;
    }
}
