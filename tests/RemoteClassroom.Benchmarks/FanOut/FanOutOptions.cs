namespace RemoteClassroom.Benchmarks.FanOut;

/// <summary>How much of what.</summary>
/// <param name="Clients">How many screens.</param>
/// <param name="Pairs">How many interleaved pairs of runs.</param>
/// <param name="Paced">How many events, one a second.</param>
/// <param name="Bursts">How many bursts of <see cref="BurstEvents"/>.</param>
/// <param name="Profile">The folder for a sampled profile of each server; null for none.</param>
/// <param name="SameRuntime">Whether the rival runs under our runtime settings instead of a plain web project's own.</param>
internal sealed record FanOutOptions(int Clients, int Pairs, int Paced, int Bursts, string? Profile = null, bool SameRuntime = false)
{
    public const int BurstEvents = 30;

    /// <summary>All events of a run.</summary>
    public int Events => Paced + (Bursts * BurstEvents);

    /// <summary>Reads <c>[--quick] [--clients N] [--pairs N] [--paced N] [--bursts N] [--profile DIR] [--same-runtime]</c>.</summary>
    public static FanOutOptions Read(string[] arguments)
    {
        var options = arguments.Contains("--quick") ? new FanOutOptions(1_000, 1, 5, 5) : new FanOutOptions(10_000, 5, 15, 8);
        options = options with { SameRuntime = arguments.Contains("--same-runtime") };
        for (var i = 0; i + 1 < arguments.Length; i++)
        {
            options = (arguments[i], arguments[i + 1]) switch
            {
                ("--clients", var value) => options with { Clients = int.Parse(value) },
                ("--pairs", var value) => options with { Pairs = int.Parse(value) },
                ("--paced", var value) => options with { Paced = int.Parse(value) },
                ("--bursts", var value) => options with { Bursts = int.Parse(value) },
                ("--profile", var value) => options with { Profile = value },
                _ => options,
            };
        }

        return options;
    }
}
