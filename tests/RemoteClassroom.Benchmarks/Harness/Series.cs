namespace RemoteClassroom.Benchmarks.Harness;

/// <summary>The same figure from several runs: the median, and how far the runs lay apart.</summary>
/// <param name="Values">One a run.</param>
internal sealed record Series(IReadOnlyList<double> Values)
{
    /// <summary>The middle one; of an even number, the mean of the two in the middle.</summary>
    public double Median
    {
        get
        {
            double[] sorted = [.. Values.Order()];
            var half = sorted.Length / 2;
            return sorted.Length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        }
    }

    public double Lowest => Values.Min();

    public double Highest => Values.Max();

    /// <summary>Median and spread for a table.</summary>
    public string Show(string format) => Values.Count == 1 ? Median.ToString(format) : $"{Median.ToString(format)} ({Lowest.ToString(format)}–{Highest.ToString(format)})";
}
