using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RemoteClassroom.Media.Origin;
using RemoteClassroom.Media.Watching;

namespace RemoteClassroom.Media.Tests;

public sealed class WatchTests
{
    [Theory]
    [InlineData(WatchDecision.Unauthenticated, HttpStatusCode.Unauthorized, "unauthenticated")]
    [InlineData(WatchDecision.Forbidden, HttpStatusCode.Forbidden, "forbidden")]
    [InlineData(WatchDecision.NotFound, HttpStatusCode.NotFound, "not_found")]
    public async Task Readers_are_let_in_by_the_port_alone(WatchDecision decision, HttpStatusCode status, string code)
    {
        await using var host = await OriginHost.StartAsync();
        (await host.PutAsync("s0.ts", OriginHost.Bytes(1_000))).Dispose();
        host.Readers.Decision = decision;
        using var answer = await host.GetAsync("s0.ts");
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains($"\"code\":\"{code}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("s0.ts", "video/mp2t")]
    [InlineData("s0.m4s", "video/iso.segment")]
    [InlineData("init.mp4", "video/mp4")]
    [InlineData("index.m3u8", "application/vnd.apple.mpegurl")]
    public async Task Files_come_back_whole_typed_uncompressed_and_never_stale(string file, string type)
    {
        await using var host = await OriginHost.StartAsync();
        var body = file.EndsWith("m3u8", StringComparison.Ordinal) ? System.Text.Encoding.UTF8.GetBytes(OriginHost.MediaPlaylist(0, "s0.ts")) : OriginHost.Bytes(150_000);
        (await host.PutAsync(file, body)).Dispose();
        using var request = new HttpRequestMessage(HttpMethod.Get, host.Path(file));
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        using var answer = await host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.Empty(answer.Content.Headers.ContentEncoding);
        Assert.Equal(body.Length, answer.Content.Headers.ContentLength);
        Assert.True(answer.Headers.CacheControl?.NoCache);
        Assert.Equal(body, await answer.Content.ReadAsByteArrayAsync());

        using var again = new HttpRequestMessage(HttpMethod.Get, host.Path(file));
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var unchanged = await host.Http.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);

        using var head = await host.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, host.Path(file)));
        Assert.Equal(body.Length, head.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Over_the_cap_segments_are_503_with_advice_and_playlists_still_come()
    {
        await using var host = await OriginHost.StartAsync(options => options.EgressBytesPerSecond = 50_000);
        (await host.PutAsync("s0.ts", OriginHost.Bytes(150_000))).Dispose();
        (await host.PutAsync("index.m3u8", OriginHost.MediaPlaylist(0, "s0.ts"))).Dispose();
        using var first = await host.GetAsync("s0.ts");
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);

        using var second = await host.GetAsync("s0.ts");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        Assert.InRange(second.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 3);
        var problem = await second.Content.ReadAsStringAsync();
        Assert.Contains("\"code\":\"overloaded\"", problem, StringComparison.Ordinal);
        Assert.Contains("retryAfterMs", problem, StringComparison.Ordinal);
        using var playlist = await host.GetAsync("index.m3u8");
        Assert.Equal(HttpStatusCode.OK, playlist.StatusCode);
    }

    [Fact]
    public void The_cap_holds_over_time()
    {
        var time = new FakeTimeProvider();
        var meter = new EgressMeter(Options.Create(new LiveOriginOptions { EgressBytesPerSecond = 1_000_000 }), time);
        var sent = 0L;
        for (var ms = 0; ms < 60_000; ms += 10)
        {
            while (meter.TryTake(70_000, out var wait))
            {
                sent += 70_000;
                Assert.Equal(TimeSpan.Zero, wait);
            }

            time.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.InRange(sent, 59_000_000, 61_100_000);
    }

    [Fact]
    public async Task A_reader_that_takes_nothing_is_cut_off()
    {
        await using var host = await OriginHost.StartAsync(options => options.SendTimeout = TimeSpan.FromMilliseconds(300));
        (await host.PutAsync("s0.ts", OriginHost.Bytes(12_000_000))).Dispose();
        using var answer = await host.Http.GetAsync(host.Path("s0.ts"), HttpCompletionOption.ResponseHeadersRead);
        await using var stream = await answer.Content.ReadAsStreamAsync();
        var buffer = new byte[1_000];
        await stream.ReadExactlyAsync(buffer);

        // Nothing is read for as long as the server takes to lose its patience; then the rest ends early.
        await Task.Delay(TimeSpan.FromSeconds(1));
        var total = buffer.Length;
        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            int read;
            while ((read = await stream.ReadAsync(buffer)) > 0)
            {
                total += read;
            }
        });
        Assert.True(total < 12_000_000);
    }
}
