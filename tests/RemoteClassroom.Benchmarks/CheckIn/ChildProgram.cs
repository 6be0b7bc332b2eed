using System.Diagnostics;
using System.Text.Json;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Benchmarks.CheckIn;

/// <summary>This very program again, in a process of its own: as the load client, or as the rival's server.</summary>
internal static class ChildProgram
{
    /// <summary>Runs the load client to its end.</summary>
    public static async Task<LoadResult> LoadAsync(Uri server, LoadOrder order)
    {
        using var process = Start(["check-in-client", server.ToString(), JsonSerializer.Serialize(order)], redirect: true);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var line = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault();
        return line?.StartsWith('{') == true ? JsonSerializer.Deserialize<LoadResult>(line)! : throw new InvalidOperationException($"The load client ended with {process.ExitCode}: {output}");
    }

    /// <summary>Starts the rival's server and waits until it answers.</summary>
    public static async Task<(Process Process, Uri Address)> RivalAsync(string database, string connectionString)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort.Take()}/");
        var process = Start(["check-in-rival", address.ToString().TrimEnd('/'), database, connectionString], redirect: false);
        using var http = new HttpClient { BaseAddress = address };
        await TestKit.Eventually.True("the rival's server to answer", async () =>
        {
            try
            {
                return (await http.GetAsync("ready")).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
        return (process, address);
    }

    private static Process Start(string[] arguments, bool redirect)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = redirect, UseShellExecute = false };
        foreach (var argument in (string[])[typeof(ChildProgram).Assembly.Location, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DOTNET_TieredPGO"] = "1";
        return Process.Start(start) ?? throw new InvalidOperationException("A process of the benchmark did not start.");
    }
}
