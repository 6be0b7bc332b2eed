using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Media.Tests;

/// <summary>Real ffmpeg publishes, and what it published is read back and probed.</summary>
public sealed partial class FfmpegTests
{
    private static string[] Source(int seconds) =>
    [
        "-hide_banner", "-loglevel", "error", "-re", "-f", "lavfi", "-i", "testsrc=size=320x180:rate=15", "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=44100",
        "-t", seconds.ToString(), "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-g", "15", "-c:a", "aac",
    ];

    private static readonly string[] Hls = ["-f", "hls", "-hls_time", "1", "-hls_list_size", "4", "-method", "PUT"];

    [Fact]
    public async Task Mpeg_ts_over_a_kept_connection_is_playable_and_its_end_is_noticed()
    {
        await using var host = await OriginHost.StartAsync();
        var running = Ffmpeg.RunAsync("ffmpeg",
            [.. Source(6), .. Hls, "-http_persistent", "1", "-hls_flags", "delete_segments+program_date_time+independent_segments", host.PublishUrl()]);
        await Eventually.True("the start to be told", () => host.Told.Calls.Contains($"started /live/{host.Session:D}/index.m3u8"));

        var playlist = await host.Http.GetStringAsync(host.Path("index.m3u8"));
        var segment = SegmentName().Matches(playlist)[^1].Value;
        await ProbeAsync([await host.Http.GetByteArrayAsync(host.Path(segment))], ".ts");

        await running;
        await Eventually.True("the stop to be told", () => host.Told.Calls.Contains($"stopped {host.Session}"), TimeSpan.FromSeconds(5));
        Assert.Equal(2, host.Told.Calls.Count);
        using var deleted = await host.GetAsync("index0.ts");
        Assert.Equal(HttpStatusCode.NotFound, deleted.StatusCode);
    }

    [Fact]
    public async Task Fragmented_mp4_with_a_master_and_two_variants_is_playable()
    {
        await using var host = await OriginHost.StartAsync();
        var running = Ffmpeg.RunAsync("ffmpeg",
        [
            .. Source(5), "-map", "0:v", "-map", "1:a", "-map", "0:v", "-map", "1:a", .. Hls, "-hls_segment_type", "fmp4", "-hls_flags", "delete_segments+temp_file",
            "-master_pl_name", "index.m3u8", "-var_stream_map", "v:0,a:0 v:1,a:1", host.PublishUrl("v%v.m3u8"),
        ]);
        await Eventually.True("the start to be told", () => !host.Told.Calls.IsEmpty);

        var master = await host.Http.GetStringAsync(host.Path("index.m3u8"));
        Assert.Contains("v0.m3u8", master, StringComparison.Ordinal);
        var variant = await host.Http.GetStringAsync(host.Path("v1.m3u8"));
        var init = InitName().Match(variant).Groups["uri"].Value;
        var segment = SegmentName().Matches(variant)[0].Value;
        await ProbeAsync([await host.Http.GetByteArrayAsync(host.Path(init)), await host.Http.GetByteArrayAsync(host.Path(segment))], ".mp4");
        await running;
        await Eventually.True("the stop to be told", () => host.Told.Calls.Contains($"stopped {host.Session}"), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_publisher_that_is_killed_is_noticed_within_seconds_and_may_come_back()
    {
        await using var host = await OriginHost.StartAsync();
        string[] arguments = [.. Source(60), .. Hls, "-http_persistent", "1", "-hls_flags", "delete_segments", host.PublishUrl()];
        using (var first = Ffmpeg.Start("ffmpeg", arguments))
        {
            await Eventually.True("the start to be told", () => !host.Told.Calls.IsEmpty);
            first.Kill();
            await first.WaitForExitAsync();
        }

        var killed = Stopwatch.StartNew();
        await Eventually.True("the stop to be told", () => host.Told.Calls.Contains($"stopped {host.Session}"));
        Assert.InRange(killed.Elapsed.TotalSeconds, 0, 8);

        using var second = Ffmpeg.Start("ffmpeg", arguments);
        await Eventually.True("the second start to be told", () => host.Told.Calls.Count(call => call.StartsWith("started", StringComparison.Ordinal)) == 2);
        second.Kill();
        await second.WaitForExitAsync();
    }

    [Fact]
    public async Task Ffmpeg_with_a_wrong_key_publishes_nothing()
    {
        await using var host = await OriginHost.StartAsync();
        var url = host.PublishUrl().Replace(OriginHost.Key, "wrong", StringComparison.Ordinal);
        using var process = Ffmpeg.Start("ffmpeg", [.. Source(2), .. Hls, url]);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(40));
        Assert.Empty(host.Store.Look());
        Assert.Empty(host.Told.Calls);
    }

    private static async Task ProbeAsync(IEnumerable<byte[]> parts, string ending)
    {
        var file = Path.Combine(Path.GetTempPath(), $"rc-{Guid.NewGuid():N}{ending}");
        try
        {
            await File.WriteAllBytesAsync(file, parts.SelectMany(part => part).ToArray());
            var found = await Ffmpeg.RunAsync("ffprobe", ["-v", "error", "-count_frames", "-show_entries", "stream=codec_name,nb_read_frames", "-of", "csv=p=0", file]);
            Assert.Matches("h264,1[0-9]", found);
            Assert.Matches("aac,[0-9]{2}", found);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [GeneratedRegex(@"[\w-]+\.(ts|m4s)", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex SegmentName();

    [GeneratedRegex("EXT-X-MAP:URI=\"(?<uri>[^\"]+)\"", RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex InitName();
}
