using System.Globalization;
using RemoteClassroom.Benchmarks.Harness;

namespace RemoteClassroom.Benchmarks.FanOut;

/// <summary>The rival's process, see <see cref="SignalRServer"/>.</summary>
internal sealed class SignalRProcess : IFanOutServer
{
    /// <summary>What the product ships with.</summary>
    private const string OurRuntime = "RemoteClassroom.Server.runtimeconfig.json";

    /// <summary>What <c>dotnet new web</c> gives.</summary>
    private const string PlainRuntime = "plain-web.runtimeconfig.json";

    private readonly Self _process;

    private SignalRProcess(Self process, FanOutPlan plan) => (_process, Plan) = (process, plan);

    /// <inheritdoc />
    public FanOutPlan Plan { get; }

    /// <inheritdoc />
    public int ProcessId => _process.Id;

    /// <summary>Starts it.</summary>
    public static async Task<IFanOutServer> StartAsync(FanOutOptions options)
    {
        var process = Self.StartAs(options.SameRuntime ? OurRuntime : PlainRuntime, "fan-out-rival");
        var address = await process.LineAsync(TimeSpan.FromSeconds(60));
        return new SignalRProcess(process, new FanOutPlan(
            address, SignalRServer.Stream, [.. Enumerable.Repeat("", options.Clients)], "", [.. Enumerable.Range(0, options.Events).Select(i => string.Create(CultureInfo.InvariantCulture, $"questions/{i}/approve"))]));
    }

    /// <inheritdoc />
    public Task<string?> EndAsync() => Task.FromResult<string?>(null);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
