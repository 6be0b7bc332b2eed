using System.Net;
using System.Net.Sockets;
using System.Text;
using RemoteClassroom.Media.Origin;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Media.Tests;

public sealed class PublishTests
{
    [Fact]
    public async Task Without_a_credential_the_answer_comes_before_the_body()
    {
        await using var host = await OriginHost.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(host.Base.Host, host.Base.Port);
        var stream = client.GetStream();
        var head = $"PUT /{host.Path("index0.ts")} HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var answer = "";
        var buffer = new byte[4_096];
        while (!answer.Contains("\"code\"", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer, limit.Token);
            Assert.True(read > 0, $"The connection ended after: {answer}");
            answer += Encoding.ASCII.GetString(buffer, 0, read);
        }

        Assert.StartsWith("HTTP/1.1 401", answer, StringComparison.Ordinal);
        Assert.Contains("WWW-Authenticate: Basic realm=\"live\"", answer, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("\"code\":\"unauthenticated\"", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("100 Continue", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wrong", "live")]
    [InlineData("", "live")]
    [InlineData(OriginHost.Key, "admin")]
    [InlineData(OriginHost.Key + "x", "live")]
    public async Task A_wrong_key_or_user_is_401(string key, string user)
    {
        await using var host = await OriginHost.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Put, host.Path("index0.ts")) { Content = new ByteArrayContent([1]) };
        request.Headers.Authorization = OriginHost.Basic(key, user);

        using var answer = await host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Null(host.Store.Find(host.Session, "index0.ts"));
    }

    [Fact]
    public async Task An_unknown_session_looks_like_a_wrong_key()
    {
        await using var host = await OriginHost.StartAsync();
        using var answer = await host.PutAsync("index0.ts", [1], session: Guid.NewGuid());
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Deleting_needs_the_key_and_takes_the_file_away()
    {
        await using var host = await OriginHost.StartAsync();
        (await host.PutAsync("a0.ts", OriginHost.Bytes(5_000))).Dispose();
        using var refused = await host.DeleteAsync("a0.ts", key: null);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.NotNull(host.Store.Find(host.Session, "a0.ts"));

        using var done = await host.DeleteAsync("a0.ts");
        using var again = await host.DeleteAsync("a0.ts");

        Assert.Equal(HttpStatusCode.NoContent, done.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, again.StatusCode);
        Assert.Null(host.Store.Find(host.Session, "a0.ts"));
        Assert.Equal(0, host.Store.Bytes);
    }

    [Theory]
    [InlineData("..%2f..%2fetc%2fpasswd.ts")]
    [InlineData("..ts")]
    [InlineData(".ts")]
    [InlineData("a..ts")]
    [InlineData("a%00.ts")]
    [InlineData("a b.ts")]
    [InlineData("index.html")]
    [InlineData("index.m3u8.exe")]
    [InlineData("a%5cb.ts")]
    [InlineData("noending")]
    public async Task Only_plain_names_of_media_are_taken(string file)
    {
        await using var host = await OriginHost.StartAsync();
        using var answer = await host.PutAsync(file, [1]);
        Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, $"{file}: {answer.StatusCode}");
        Assert.Equal(0, host.Store.Bytes);
    }

    [Fact]
    public async Task A_temporary_name_stands_for_the_final_one()
    {
        await using var host = await OriginHost.StartAsync();
        using var answer = await host.PutAsync("index.m3u8.tmp", OriginHost.MediaPlaylist(0, "index0.ts"));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        using var read = await host.GetAsync("index.m3u8");
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        using var temporary = await host.GetAsync("index.m3u8.tmp");
        Assert.Equal(HttpStatusCode.NotFound, temporary.StatusCode);
    }

    [Theory]
    [InlineData("#EXTM3U\n#EXTINF:1,\nhttp://elsewhere.example/a.ts\n")]
    [InlineData("#EXTM3U\n#EXTINF:1,\n//elsewhere.example/a.ts\n")]
    [InlineData("#EXTM3U\n#EXTINF:1,\n../other/a.ts\n")]
    [InlineData("#EXTM3U\n#EXT-X-MAP:URI=\"https://elsewhere.example/init.mp4\"\n#EXTINF:1,\na.m4s\n")]
    [InlineData("#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"data:text/plain,x\"\n#EXTINF:1,\na.ts\n")]
    [InlineData("<html>")]
    [InlineData("")]
    public async Task A_playlist_that_leads_elsewhere_is_refused(string text)
    {
        await using var host = await OriginHost.StartAsync();
        using var answer = await host.PutAsync("index.m3u8", text);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("validation", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Null(host.Store.Find(host.Session, "index.m3u8"));
        Assert.Equal(0, host.Store.Bytes);
    }

    [Fact]
    public async Task A_segment_is_invisible_until_it_is_complete_and_an_aborted_one_for_ever()
    {
        await using var host = await OriginHost.StartAsync();
        var half = new TaskCompletionSource();
        var begun = new TaskCompletionSource();
        using var content = new GatedContent(OriginHost.Bytes(300_000), begun, half.Task);
        using var request = new HttpRequestMessage(HttpMethod.Put, host.Path("s0.ts")) { Content = content };
        request.Headers.Authorization = OriginHost.Basic(OriginHost.Key);
        var upload = host.Http.SendAsync(request);
        await begun.Task;
        await Eventually.True("the first half to arrive", () => host.Store.Bytes > 0);

        using var during = await host.GetAsync("s0.ts");
        Assert.Equal(HttpStatusCode.NotFound, during.StatusCode);

        half.SetException(new IOException("the publisher's link broke"));
        await Assert.ThrowsAnyAsync<Exception>(() => upload);
        await Eventually.True("the half to be forgotten", () => host.Store.Bytes == 0);
        using var after = await host.GetAsync("s0.ts");
        Assert.Equal(HttpStatusCode.NotFound, after.StatusCode);
    }

    [Fact]
    public async Task A_publisher_that_stops_sending_is_given_up()
    {
        await using var host = await OriginHost.StartAsync(options =>
        {
            options.UploadIdleTimeout = TimeSpan.FromMilliseconds(300);
            options.UploadTimeout = TimeSpan.FromSeconds(2);
        });
        var never = new TaskCompletionSource();
        using var content = new GatedContent(OriginHost.Bytes(300_000), new TaskCompletionSource(), never.Task);
        using var request = new HttpRequestMessage(HttpMethod.Put, host.Path("s0.ts")) { Content = content };
        request.Headers.Authorization = OriginHost.Basic(OriginHost.Key);

        var upload = host.Http.SendAsync(request);
        await Eventually.True("the first half to arrive", () => host.Store.Bytes > 0);
        await Eventually.True("the half to be given up", () => host.Store.Bytes == 0);
        Assert.Null(host.Store.Find(host.Session, "s0.ts"));

        never.SetException(new IOException("too late"));
        var end = await Record.ExceptionAsync(async () => Assert.Equal(HttpStatusCode.BadRequest, (await upload).StatusCode));
        Assert.True(end is null or HttpRequestException, end?.ToString());
    }

    [Fact]
    public async Task Writers_of_one_name_at_once_leave_one_whole_file()
    {
        await using var host = await OriginHost.StartAsync();
        var bodies = Enumerable.Range(1, 6).Select(i => OriginHost.Bytes(200_000 + i, (byte)i)).ToList();
        for (var round = 0; round < 10; round++)
        {
            var answers = await Task.WhenAll(bodies.Select(body => host.PutAsync("same.ts", body)));
            Assert.All(answers, answer => Assert.True(answer.IsSuccessStatusCode));
            var read = await host.Http.GetByteArrayAsync(host.Path("same.ts"));
            Assert.Contains(bodies, body => body.AsSpan().SequenceEqual(read));
            Assert.Equal(read.Length, host.Store.Bytes);
        }
    }

    [Fact]
    public async Task A_session_that_is_over_takes_nothing_more()
    {
        await using var host = await OriginHost.StartAsync();
        (await host.PutAsync("a0.ts", OriginHost.Bytes(1_000))).Dispose();
        host.Store.End(host.Session);
        using var answer = await host.PutAsync("a1.ts", OriginHost.Bytes(1_000));
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("illegal_transition", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, host.Store.Bytes);
    }

    [Fact]
    public void Contradicting_bounds_are_refused_with_their_names()
    {
        var bad = new LiveOriginOptions { MaxSessionBytes = 1, MaxTotalBytes = 0, EgressBytesPerSecond = 0, UploadTimeout = TimeSpan.Zero };
        var result = new LiveOriginOptionsValidator().Validate(null, bad);
        Assert.True(result.Failed);
        Assert.Contains(result.Failures, fault => fault.Contains("EgressBytesPerSecond", StringComparison.Ordinal));
        Assert.Contains(result.Failures, fault => fault.Contains("MaxSessionBytes", StringComparison.Ordinal));
        Assert.Contains(result.Failures, fault => fault.Contains("UploadTimeout", StringComparison.Ordinal));
        Assert.True(new LiveOriginOptionsValidator().Validate(null, new LiveOriginOptions()).Succeeded);
    }

    /// <summary>Sends half of a body, then waits.</summary>
    private sealed class GatedContent(byte[] body, TaskCompletionSource begun, Task gate) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(body.AsMemory(0, body.Length / 2));
            await stream.FlushAsync();
            begun.TrySetResult();
            await gate;
            await stream.WriteAsync(body.AsMemory(body.Length / 2));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
