using System.Diagnostics;
using System.Text.Json;
using RemoteClassroom.Benchmarks.Harness;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Benchmarks.FanOut;

/// <summary>One event to many screens: the whole server, by its public doors, beside SignalR's own group send, on the same machine in the same run.</summary>
internal static class FanOutBenchmark
{
    private static readonly Dictionary<string, string> ScreenSettings = new(StringComparer.Ordinal)
    {
        // The polling thread handles what it finds: one thread, no hops.
        ["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1",
        ["DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT"] = "1",
        ["DOTNET_gcServer"] = "0",
    };

    public static async Task<int> RunAsync(string[] arguments)
    {
        var options = FanOutOptions.Read(arguments);
        var (ours, rival) = await Pairs.RunAsync(options.Pairs, () => OnceAsync("here", OurServer.StartAsync, options), () => OnceAsync("signalr", SignalRProcess.StartAsync, options));
        return Report.Print(options, ours, rival);
    }

    private static async Task<FanOutRun> OnceAsync(string who, Func<FanOutOptions, Task<IFanOutServer>> start, FanOutOptions options)
    {
        using var folder = new TempFolder("rc-fan-out-plan-");
        await using var server = await start(options);
        var plan = folder.Of("plan.json");
        await File.WriteAllTextAsync(plan, JsonSerializer.Serialize(server.Plan));
        var profile = options.Profile is { } to ? ChildProfile.Start(server.ProcessId, Path.Combine(to, who + ".perf")) : null;
        FanOutRun run;
        using (var process = Process.GetProcessById(server.ProcessId))
        {
            var before = process.TotalProcessorTime;
            await using var screens = Self.Start(ScreenSettings, "fan-out-screens", plan, "--paced", $"{options.Paced}", "--bursts", $"{options.Bursts}");
            var figures = JsonSerializer.Deserialize<ScreenFigures>(await screens.LineAsync(TimeSpan.FromMinutes(10)))!;
            process.Refresh();
            run = new FanOutRun(
                who, options.Clients, figures, Self.MemoryMb(server.ProcessId, "VmRSS"), Self.MemoryMb(server.ProcessId, "VmHWM"), (process.TotalProcessorTime - before).TotalSeconds, null);
        }

        if (profile is not null)
        {
            await ChildProfile.EndAsync(profile);
        }

        return await server.EndAsync() is { } hash ? run with { OnDisk = hash == run.Screens.Hash } : run;
    }
}
