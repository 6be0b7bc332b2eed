using System.Diagnostics;

namespace RemoteClassroom.Browser.Tests.Publishing;

/// <summary>A lecturer's encoder: ffmpeg sends a moving test picture with a tone as HLS over HTTP PUT.</summary>
public sealed class FfmpegPublisher : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    /// <summary>Starts it.</summary>
    /// <param name="playlist">Where to put the playlist.</param>
    /// <param name="user">The user name.</param>
    /// <param name="key">The stream key.</param>
    public FfmpegPublisher(Uri playlist, string user, string key)
    {
        ArgumentNullException.ThrowIfNull(playlist);
        var target = new UriBuilder(playlist) { UserName = user, Password = Uri.EscapeDataString(key) }.Uri;
        string[] arguments =
        [
            "-hide_banner", "-loglevel", "warning", "-re", "-f", "lavfi", "-i", "testsrc2=size=640x360:rate=25", "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000",
            "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-pix_fmt", "yuv420p", "-g", "25", "-b:v", "600k", "-c:a", "aac", "-b:a", "64k",
            "-f", "hls", "-hls_time", "1", "-hls_list_size", "6", "-hls_flags", "delete_segments+program_date_time+independent_segments",
            "-method", "PUT", "-http_persistent", "1", target.AbsoluteUri,
        ];
        _process = Process.Start(new ProcessStartInfo("ffmpeg", arguments) { RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false })
            ?? throw new InvalidOperationException("ffmpeg could not be started: install it (Debian: apt-get install ffmpeg).");
        _errors = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>Fails, with what it said, if it does not run any more.</summary>
    public async Task MustRunAsync()
    {
        if (_process.HasExited)
        {
            throw new InvalidOperationException($"ffmpeg ended with {_process.ExitCode}: {await _errors}");
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }
}
