using System.Diagnostics;

namespace RemoteClassroom.Benchmarks.Harness;

/// <summary>A sampled profile of another process by <c>perf</c>; read it with <c>perf report -i FILE</c>.</summary>
internal static class ChildProfile
{
    /// <summary>Samples a process until <see cref="EndAsync"/>.</summary>
    public static Process Start(int process, string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        return Process.Start("perf", ["record", "-q", "-F", "499", "-g", "-o", file, "-p", $"{process}"]);
    }

    /// <summary>Ends a profile as Ctrl-C does, and waits until it is written.</summary>
    public static async Task EndAsync(Process profile)
    {
        using (var kill = Process.Start("kill", ["-INT", $"{profile.Id}"]))
        {
            await kill.WaitForExitAsync();
        }

        await profile.WaitForExitAsync();
    }
}
