using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Benchmarks.Harness;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Sqlite;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Benchmarks.FanOut;

/// <summary>One event to many screens: the relay, durable and numbered, beside SignalR's own group send, on the same machine in the same run.</summary>
internal static class FanOutBenchmark
{
    /// <summary>What the product ships with.</summary>
    private const string OurRuntime = "RemoteClassroom.Server.runtimeconfig.json";

    /// <summary>What <c>dotnet new web</c> gives.</summary>
    private const string PlainRuntime = "plain-web.runtimeconfig.json";

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
        var (ours, rival) = await Pairs.RunAsync(options.Pairs, () => OnceAsync("relay", options), () => OnceAsync("signalr", options));
        return Report.Print(options, ours, rival);
    }

    private static async Task<FanOutRun> OnceAsync(string who, FanOutOptions options)
    {
        using var folder = new TempFolder("rc-fan-out-");
        FanOutRun run;
        await using (var server = Self.StartAs(who == "relay" || options.SameRuntime ? OurRuntime : PlainRuntime, "fan-out-server", who, folder.Path))
        {
            var address = await server.LineAsync(TimeSpan.FromSeconds(60));
            await using var screens = Self.Start(
                ScreenSettings, "fan-out-screens", address, "--clients", Text(options.Clients), "--paced", Text(options.Paced), "--bursts", Text(options.Bursts));
            var figures = JsonSerializer.Deserialize<ScreenFigures>(await screens.LineAsync(TimeSpan.FromMinutes(10)))!;
            run = new FanOutRun(who, options.Clients, figures, server.MemoryMb("VmRSS"), server.MemoryMb("VmHWM"), server.CpuSeconds, null);
        }

        return who == "relay" ? run with { OnDisk = await HashOnDiskAsync(folder.Path) == run.Screens.Hash } : run;
    }

    /// <summary>The screens' hash, worked out from what the store holds once the server has gone.</summary>
    private static async Task<string> HashOnDiskAsync(string folder)
    {
        await using var services = new ServiceCollection().AddLogging().AddSqliteStorage(folder).BuildServiceProvider();
        await services.GetRequiredService<IDatabase>().StartAsync(default);
        var log = services.GetRequiredService<ISessionLog>();
        var hash = 14_695_981_039_346_656_037UL;
        for (var after = 1L; await log.ReadAsync(RelayServer.Session, after, 1_000, default) is { Count: > 0 } page; after = page[^1].Offset)
        {
            foreach (var logged in page)
            {
                var url = ((MediaStarted)logged.Event).Url;
                hash = ScreenSink.Chain(hash, logged.Offset, long.Parse(url[(url.IndexOf("due=", StringComparison.Ordinal) + 4)..], CultureInfo.InvariantCulture));
            }
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
