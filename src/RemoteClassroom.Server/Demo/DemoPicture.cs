using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using RemoteClassroom.Contracts.Sessions;

namespace RemoteClassroom.Server.Demo;

/// <summary>A test picture with a tone, published by ffmpeg if it is on PATH.</summary>
internal sealed class DemoPicture : IAsyncDisposable
{
    private readonly Process _ffmpeg;

    private DemoPicture(Process ffmpeg) => _ffmpeg = ffmpeg;

    /// <summary>Starts it.</summary>
    /// <param name="publish">Where and with what.</param>
    /// <param name="server">The server's own address; a public one may lead through a proxy.</param>
    /// <param name="longest">It ends by itself after this, should nobody end it.</param>
    /// <returns>Null if there is no ffmpeg.</returns>
    public static DemoPicture? Start(PublishInfo publish, Uri server, TimeSpan longest)
    {
        var url = new UriBuilder(new Uri(server, new Uri(publish.Url).AbsolutePath)) { UserName = publish.User, Password = Uri.EscapeDataString(publish.Key) };
        var seconds = ((int)longest.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        string[] arguments =
        [
            "-nostdin", "-hide_banner", "-loglevel", "fatal", "-threads", "1", "-re", "-f", "lavfi", "-i", "testsrc=size=480x270:rate=10", "-f", "lavfi", "-i", "sine=frequency=330:sample_rate=44100",
            "-t", seconds, "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-threads", "1", "-pix_fmt", "yuv420p", "-g", "10", "-b:v", "300k", "-af", "volume=0.05",
            "-c:a", "aac", "-b:a", "48k", "-f", "hls", "-hls_time", "1", "-hls_list_size", "6", "-method", "PUT", "-http_persistent", "1",
            "-hls_flags", "delete_segments+program_date_time+independent_segments", url.Uri.AbsoluteUri,
        ];
        try
        {
            var start = new ProcessStartInfo("ffmpeg", arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
            return Process.Start(start) is { } ffmpeg ? new DemoPicture(ffmpeg) : null;
        }
        catch (Win32Exception)
        {
            // Not on PATH.
            return null;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (!_ffmpeg.HasExited)
        {
            _ffmpeg.Kill();
            await _ffmpeg.WaitForExitAsync();
        }

        _ffmpeg.Dispose();
    }
}
