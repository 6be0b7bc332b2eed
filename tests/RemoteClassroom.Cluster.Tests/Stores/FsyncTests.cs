using System.Text.RegularExpressions;
using RemoteClassroom.Cluster.Tests.Kills;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Cluster.Tests.Stores;

/// <summary>A kill does not tell whether a commit waited for the disk. The system's own record of the server's calls does: <c>strace</c>.</summary>
public sealed partial class FsyncTests(ITestOutputHelper output)
{
    private const int People = 40;

    [Fact]
    public async Task Each_acknowledgement_leaves_after_its_line_was_written_and_forced_to_disk()
    {
        using var folder = new TempFolder();
        var trace = folder.Of("trace");
        var data = Directory.CreateTempSubdirectory("rc-fsync-").FullName;

        // -D: strace stands aside, so that the process that is started is the server's own.
        var server = new ServerProcess(data) { Through = ["strace", "-D", "-f", "-qq", "-y", "-s", "40", "-e", "trace=pwrite64,pwritev,write,fsync,fdatasync,sendmsg,sendto", "-e", "signal=none", "-o", trace] };
        await using (var lecture = await Lecture.BeginAsync(1, People, data, server))
        {
            var round = await lecture.OpenRoundAsync("signIn");
            for (var person = 0; person < People; person++)
            {
                await lecture.CheckInAsync(round, 0, person);
            }

            Assert.Equal(0, await server.StopAsync(TimeSpan.FromSeconds(30)));
        }

        var (acknowledged, forced) = Read(await File.ReadAllLinesAsync(trace));
        Assert.True(acknowledged >= People, $"of {People} acknowledgements only {acknowledged} were seen leaving");
        Assert.Equal(acknowledged, forced);
        output.WriteLine($"{acknowledged} acknowledgements, each after a write to the log and a sync of it that came after the write.");
    }

    /// <summary>Counts acknowledgements (201) that leave, and those before which, since the one before, the log was written and then forced.</summary>
    private static (int Acknowledged, int Forced) Read(string[] lines)
    {
        var (acknowledged, forced, written, synced) = (0, 0, false, false);
        var waiting = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var (thread, call) = (line.Split(' ', 2)[0], line);
            if (line.Contains("<unfinished ...>", StringComparison.Ordinal))
            {
                // What begins here counts where it ends; but what is written or sent counts from here.
                waiting[thread] = line;
                if (Sync().IsMatch(line))
                {
                    continue;
                }
            }
            else if (line.Contains(" resumed>", StringComparison.Ordinal))
            {
                if (!waiting.Remove(thread, out var begun) || !Sync().IsMatch(begun))
                {
                    continue;
                }

                call = begun[..begun.IndexOf("<unfinished", StringComparison.Ordinal)] + ") = " + line[(line.LastIndexOf('=') + 1)..].Trim();
            }

            if (LogWrite().IsMatch(call))
            {
                (written, synced) = (true, false);
            }
            else if (Sync().IsMatch(call) && call.EndsWith("= 0", StringComparison.Ordinal))
            {
                synced = written;
            }
            else if (Acknowledgement().IsMatch(call))
            {
                acknowledged++;
                forced += written && synced ? 1 : 0;
                (written, synced) = (false, false);
            }
        }

        return (acknowledged, forced);
    }

    [GeneratedRegex(@"\bp?write\w*\(\d+<[^>]*\.db-wal>", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex LogWrite();

    [GeneratedRegex(@"\bf(data)?sync\(\d+<[^>]*\.db-wal>", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Sync();

    [GeneratedRegex(@"\bsend(msg|to)\(.*HTTP/1\.1 201 ", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex Acknowledgement();
}
