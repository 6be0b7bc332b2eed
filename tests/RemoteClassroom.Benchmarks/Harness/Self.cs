using System.Diagnostics;

namespace RemoteClassroom.Benchmarks.Harness;

/// <summary>This very program again, in a process of its own.</summary>
internal sealed class Self : IAsyncDisposable
{
    private readonly Process _process;

    private Self(Process process) => _process = process;

    /// <summary>Starts it under the runtime settings of a file that lies beside it.</summary>
    /// <param name="runtime">The file's name.</param>
    /// <param name="arguments">Its command line.</param>
    public static Self StartAs(string runtime, params string[] arguments) =>
        Start(new Dictionary<string, string>(StringComparer.Ordinal), ["exec", "--runtimeconfig", Path.Combine(AppContext.BaseDirectory, runtime)], arguments);

    /// <summary>Starts it. Its standard output is read line by line; its errors go where ours go.</summary>
    /// <param name="environment">Variables besides ours.</param>
    /// <param name="arguments">Its command line.</param>
    public static Self Start(IReadOnlyDictionary<string, string> environment, params string[] arguments) => Start(environment, [], arguments);

    private static Self Start(IReadOnlyDictionary<string, string> environment, string[] host, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false };
        foreach (var argument in (string[])[.. host, typeof(Self).Assembly.Location, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new Self(Process.Start(start) ?? throw new InvalidOperationException("A process of the benchmark did not start."));
    }

    /// <summary>Its next line of output.</summary>
    /// <exception cref="InvalidOperationException">It ended, or said nothing for too long.</exception>
    public async Task<string> LineAsync(TimeSpan within)
    {
        using var patience = new CancellationTokenSource(within);
        return await _process.StandardOutput.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException("A process of the benchmark ended early.");
    }

    /// <summary>Its process id.</summary>
    public int Id => _process.Id;

    /// <summary>One of the figures in /proc/{pid}/status, in MB: VmRSS, VmHWM.</summary>
    public static double MemoryMb(int process, string field)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(field, StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]) / 1024;
    }

    /// <summary>Closes its input, which tells it to end, and waits for it.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
