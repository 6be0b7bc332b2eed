namespace RemoteClassroom.Benchmarks.FanOut;

/// <summary>What the screens saw of one run.</summary>
/// <param name="JoinSeconds">From the first connect to the last snapshot.</param>
/// <param name="PacedP50Ms">Median latency of events sent one a second, from when each was due.</param>
/// <param name="PacedP99Ms">Its 99th percentile.</param>
/// <param name="BurstPerSecond">Events delivered a second while bursts were out, from when each burst was due to its last delivery.</param>
/// <param name="BurstP99Ms">99th percentile of the latency in bursts.</param>
/// <param name="Wrong">Events that were missing, doubled or out of order, over all screens.</param>
/// <param name="Delivered">Events delivered.</param>
/// <param name="Hash">Over offsets and dues as every screen saw them; empty if two screens differ.</param>
internal sealed record ScreenFigures(
    double JoinSeconds, double PacedP50Ms, double PacedP99Ms, double BurstPerSecond, double BurstP99Ms, long Wrong, long Delivered, string Hash);

/// <summary>One run.</summary>
/// <param name="Who"><c>relay</c> or <c>signalr</c>.</param>
/// <param name="Clients">How many screens.</param>
/// <param name="Screens">What they saw.</param>
/// <param name="RssMb">The server's resident memory at the end.</param>
/// <param name="PeakMb">The most it ever was.</param>
/// <param name="CpuSeconds">The server's CPU time.</param>
/// <param name="OnDisk">Whether what the screens saw is what the log on disk holds; null for the rival, which keeps nothing.</param>
internal sealed record FanOutRun(string Who, int Clients, ScreenFigures Screens, double RssMb, double PeakMb, double CpuSeconds, bool? OnDisk);
