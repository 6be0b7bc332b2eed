using System.Diagnostics;
using System.Globalization;

namespace RemoteClassroom.TestKit.Databases;

/// <summary>A file system of a few megabytes in memory, which really says "no space left on device". Mounting it takes root.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    private readonly TempFolder _folder = new("rc-disk-");

    private SmallDisk()
    {
    }

    /// <summary>Where it is mounted.</summary>
    public string Path => _folder.Path;

    private string Filler => _folder.Of("filler");

    /// <summary>Mounts one.</summary>
    /// <exception cref="InvalidOperationException">This machine does not let the tests mount.</exception>
    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        var disk = new SmallDisk();
        await RunAsync("mount", "-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={megabytes}m,mode=777"), "tmpfs", disk.Path);
        return disk;
    }

    /// <summary>Takes what space is left.</summary>
    public async Task FillAsync()
    {
        await using var filler = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, 1);
        var piece = new byte[4096];
        try
        {
            while (true)
            {
                await filler.WriteAsync(piece);
            }
        }
        catch (IOException)
        {
            // Full: that was the aim.
        }
    }

    /// <summary>Gives the space back.</summary>
    public void Free() => File.Delete(Filler);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", "-l", Path);
        _folder.Dispose();
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} failed: {said.Trim()}. The tests of a full disk mount a small file system: run them as root, in a container with CAP_SYS_ADMIN.");
        }
    }
}
