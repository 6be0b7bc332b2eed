using System.Diagnostics;
using System.Text.RegularExpressions;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Cluster.Tests.Deployment;

/// <summary>The compose file: by docker itself where it is installed with compose; everywhere, that what it names is there.</summary>
public sealed partial class ComposeTests(ITestOutputHelper output)
{
    private static readonly string File = Path.Combine(RepositoryFolder.Root, "docker-compose.yml");

    [Fact]
    public async Task The_compose_file_is_sound()
    {
        var text = await System.IO.File.ReadAllTextAsync(File);
        var mounted = Mounts().Matches(text).Select(match => match.Groups["file"].Value).ToList();
        Assert.NotEmpty(mounted);
        Assert.All(mounted, file => Assert.True(System.IO.File.Exists(Path.Combine(RepositoryFolder.Root, file)), $"{file} is mounted, but is not there."));
        Assert.True(System.IO.File.Exists(Path.Combine(RepositoryFolder.Root, "Dockerfile")));
        Assert.DoesNotContain('\t', text);
        foreach (var node in (string[])["node1", "node2", "node3"])
        {
            Assert.Contains($"Node__Name: {node}", text, StringComparison.Ordinal);
            Assert.Contains($"server {node}:8080", await System.IO.File.ReadAllTextAsync(Path.Combine(RepositoryFolder.Root, "samples/Deployment/nginx.conf")), StringComparison.Ordinal);
        }

        if (await RunAsync("compose", "version") is not 0)
        {
            output.WriteLine("docker with compose is not installed here: only what the file names was checked. Elsewhere this test runs 'docker compose config'.");
            return;
        }

        Assert.Equal(0, await RunAsync("compose", "-f", File, "config", "--quiet"));
        output.WriteLine("docker compose config: sound");
    }

    private static async Task<int?> RunAsync(params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo("docker", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
            start.Environment["POSTGRES_PASSWORD"] = "only-for-the-check";
            using var process = Process.Start(start)!;
            var said = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0 || !arguments.Contains("config") ? process.ExitCode : throw new InvalidOperationException(said);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    [GeneratedRegex(@"- \./(?<file>[^:\s]+):", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Mounts();
}
