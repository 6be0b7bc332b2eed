using System.Net;

namespace RemoteClassroom.Media.Tests;

public sealed class BoundsTests
{
    private const int Segment = 100_000;

    [Fact]
    public async Task The_oldest_segments_go_first_and_named_ones_stay()
    {
        await using var host = await OriginHost.StartAsync(options =>
        {
            options.MaxFileBytes = 300_000;
            options.MaxPlaylistBytes = 10_000;
            options.MaxSessionBytes = 600_000;
            options.MaxTotalBytes = 2_000_000;
        });
        for (var i = 0; i < 3; i++)
        {
            (await host.PutAsync($"s{i}.ts", OriginHost.Bytes(Segment))).Dispose();
        }

        // s0 is named and older than s1; s1 is the oldest that nothing names.
        (await host.PutAsync("index.m3u8", OriginHost.MediaPlaylist(0, "s0.ts", "s2.ts"))).Dispose();
        for (var i = 3; i < 7; i++)
        {
            using var answer = await host.PutAsync($"s{i}.ts", OriginHost.Bytes(Segment));
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            Assert.True(host.Store.Bytes <= 600_000, $"{host.Store.Bytes} bytes are held");
        }

        Assert.NotNull(host.Store.Find(host.Session, "s0.ts"));
        Assert.NotNull(host.Store.Find(host.Session, "s2.ts"));
        Assert.NotNull(host.Store.Find(host.Session, "s6.ts"));
        Assert.Null(host.Store.Find(host.Session, "s1.ts"));
        Assert.Null(host.Store.Find(host.Session, "s3.ts"));
    }

    [Fact]
    public async Task What_is_named_beyond_the_bound_is_refused_and_nothing_leaks()
    {
        await using var host = await OriginHost.StartAsync(options =>
        {
            options.MaxFileBytes = 300_000;
            options.MaxPlaylistBytes = 10_000;
            options.MaxSessionBytes = 450_000;
        });
        (await host.PutAsync("index.m3u8", OriginHost.MediaPlaylist(0, "s0.ts", "s1.ts", "s2.ts", "s3.ts"))).Dispose();
        for (var i = 0; i < 3; i++)
        {
            (await host.PutAsync($"s{i}.ts", OriginHost.Bytes(Segment))).Dispose();
        }

        var held = host.Store.Bytes;
        using var answer = await host.PutAsync("s3.ts", OriginHost.Bytes(2 * Segment));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Contains("hls_list_size", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(held, host.Store.Bytes);
    }

    [Fact]
    public async Task A_file_over_its_bound_is_413_with_and_without_a_length()
    {
        await using var host = await OriginHost.StartAsync(options =>
        {
            options.MaxFileBytes = 100_000;
            options.MaxPlaylistBytes = 1_000;
        });
        using var announced = await host.PutAsync("s0.ts", OriginHost.Bytes(100_001));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, announced.StatusCode);

        using var chunked = new HttpRequestMessage(HttpMethod.Put, host.Path("s0.ts")) { Content = new ByteArrayContent(OriginHost.Bytes(100_001)) };
        chunked.Headers.Authorization = OriginHost.Basic(OriginHost.Key);
        chunked.Headers.TransferEncodingChunked = true;
        using var answer = await host.Http.SendAsync(chunked);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);

        using var playlist = await host.PutAsync("index.m3u8", OriginHost.Bytes(1_001));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, playlist.StatusCode);
        using var fits = await host.PutAsync("s0.ts", OriginHost.Bytes(100_000));
        Assert.Equal(HttpStatusCode.Created, fits.StatusCode);
        Assert.Equal(100_000, host.Store.Bytes);
    }

    [Fact]
    public async Task The_count_of_files_is_bounded()
    {
        await using var host = await OriginHost.StartAsync(options => options.MaxFilesPerSession = 5);
        for (var i = 0; i < 40; i++)
        {
            using var answer = await host.PutAsync($"s{i}.ts", OriginHost.Bytes(10));
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        }

        Assert.Equal(5, Enumerable.Range(0, 40).Count(i => host.Store.Find(host.Session, $"s{i}.ts") is not null));
        Assert.NotNull(host.Store.Find(host.Session, "s39.ts"));
        Assert.Equal(50, host.Store.Bytes);
    }

    [Fact]
    public void The_whole_installation_is_bounded_and_a_live_session_never_pays_for_another()
    {
        var store = StoreTests.Store(out var time, options =>
        {
            options.MaxFileBytes = 200_000;
            options.MaxPlaylistBytes = 10_000;
            options.MaxSessionBytes = 500_000;
            options.MaxTotalBytes = 600_000;
        });
        var (a, b) = (Guid.NewGuid(), Guid.NewGuid());
        StoreTests.Put(store, a, "a0.ts", 190_000);
        StoreTests.Put(store, a, "a1.ts", 190_000);
        StoreTests.Put(store, a, "index.m3u8", OriginHost.MediaPlaylist(0, "a0.ts", "a1.ts"));
        StoreTests.Put(store, b, "b0.ts", 180_000);
        Assert.Equal(Origin.StoreRefusal.Busy, StoreTests.TryPut(store, b, "index.m3u8", OriginHost.MediaPlaylist(0, "b0.ts")));
        Assert.NotNull(store.Find(a, "a0.ts"));

        // Once the first has stopped for long enough it makes room.
        time.Advance(TimeSpan.FromSeconds(6));
        StoreTests.Put(store, b, "index.m3u8", OriginHost.MediaPlaylist(0, "b0.ts"));
        Assert.Null(store.Find(a, "a0.ts"));
        Assert.True(store.Bytes < 250_000);
    }

    [Fact]
    public void Sessions_and_uploads_at_a_time_are_bounded()
    {
        var store = StoreTests.Store(out _, options =>
        {
            options.MaxSessions = 2;
            options.MaxUploadsPerSession = 3;
        });
        var (a, b) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.True(Playlists.LiveFileName.TryParse("x.ts", out var name));
        var open = Enumerable.Range(0, 3).Select(_ => store.Begin(a, name, out var _)!).ToList();
        Assert.Null(store.Begin(a, name, out var refusal));
        Assert.Equal(Origin.StoreRefusal.Busy, refusal);
        using var other = store.Begin(b, name, out _);
        Assert.NotNull(other);
        Assert.Null(store.Begin(Guid.NewGuid(), name, out refusal));
        Assert.Equal(Origin.StoreRefusal.Busy, refusal);
        open.ForEach(upload => upload.Dispose());
        using var again = store.Begin(a, name, out _);
        Assert.NotNull(again);
    }
}
