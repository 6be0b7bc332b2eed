using System.Buffers;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using RemoteClassroom.Media.Origin;
using RemoteClassroom.Media.Playlists;

namespace RemoteClassroom.Media.Tests;

public sealed class StoreTests
{
    internal static LiveStore Store(out FakeTimeProvider time, Action<LiveOriginOptions>? configure = null)
    {
        var options = new LiveOriginOptions();
        configure?.Invoke(options);
        time = new FakeTimeProvider(new DateTimeOffset(2026, 5, 1, 8, 0, 0, TimeSpan.Zero));
        return new LiveStore(Options.Create(options), time);
    }

    internal static void Put(LiveStore store, Guid session, string file, int bytes) => Assert.Equal(StoreRefusal.None, TryPut(store, session, file, OriginHost.Bytes(bytes)));

    internal static void Put(LiveStore store, Guid session, string file, string text) => Assert.Equal(StoreRefusal.None, TryPut(store, session, file, text));

    internal static StoreRefusal TryPut(LiveStore store, Guid session, string file, string text) => TryPut(store, session, file, Encoding.UTF8.GetBytes(text));

    internal static StoreRefusal TryPut(LiveStore store, Guid session, string file, byte[] body)
    {
        Assert.True(LiveFileName.TryParse(file, out var name));
        using var upload = store.Begin(session, name, out var refusal);
        if (upload is null)
        {
            return refusal;
        }

        refusal = upload.Append(new ReadOnlySequence<byte>(body));
        if (refusal != StoreRefusal.None)
        {
            return refusal;
        }

        Playlist? playlist = null;
        if (name.Kind == LiveFileKind.Playlist)
        {
            Assert.True(Playlist.TryParse(body, out playlist, out var fault), fault);
        }

        return upload.Publish(playlist, out _);
    }

    [Fact]
    public void A_stream_is_live_once_its_entry_names_a_stored_segment()
    {
        var store = Store(out var time);
        var session = Guid.NewGuid();
        Put(store, session, "index.m3u8", OriginHost.MediaPlaylist(0, "s0.ts"));
        Assert.False(Assert.Single(store.Look()).Live);
        Put(store, session, "s0.ts", 1_000);
        Assert.True(Assert.Single(store.Look()).Live);
        time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.True(Assert.Single(store.Look()).Live);
        time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.False(Assert.Single(store.Look()).Live);
        Put(store, session, "s1.ts", 1_000);
        Assert.True(Assert.Single(store.Look()).Live);
        store.Delete(session, "index.m3u8");
        Assert.False(Assert.Single(store.Look()).Live);
    }

    [Fact]
    public void A_master_playlist_is_followed_to_its_variants()
    {
        var store = Store(out _);
        var session = Guid.NewGuid();
        Put(store, session, "index.m3u8", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv0.m3u8\n#EXT-X-STREAM-INF:BANDWIDTH=2\nv1.m3u8\n");
        Put(store, session, "v00.m4s", 1_000);
        Assert.False(Assert.Single(store.Look()).Live);
        Put(store, session, "v0.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-MAP:URI=\"init.mp4\"\n#EXTINF:1,\nv00.m4s\n");
        Assert.True(Assert.Single(store.Look()).Live);
        Put(store, session, "v0.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:1,\nv00.m4s\n#EXT-X-ENDLIST\n");
        Assert.False(Assert.Single(store.Look()).Live);
    }

    [Fact]
    public void Long_segments_are_waited_for()
    {
        var store = Store(out var time);
        var session = Guid.NewGuid();
        Put(store, session, "s0.ts", 1_000);
        Put(store, session, "index.m3u8", "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\ns0.ts\n");
        time.Advance(TimeSpan.FromSeconds(15));
        Assert.True(Assert.Single(store.Look()).Live);
        time.Advance(TimeSpan.FromSeconds(2));
        Assert.False(Assert.Single(store.Look()).Live);
    }

    [Fact]
    public void A_publisher_that_begins_anew_makes_a_new_generation()
    {
        var store = Store(out _);
        var session = Guid.NewGuid();
        Put(store, session, "s8.ts", 1_000);
        Put(store, session, "index.m3u8", OriginHost.MediaPlaylist(8, "s8.ts"));
        var before = Assert.Single(store.Look());
        Put(store, session, "index.m3u8", OriginHost.MediaPlaylist(9, "s8.ts"));
        Assert.Equal(before.Generation, Assert.Single(store.Look()).Generation);
        Put(store, session, "index.m3u8", OriginHost.MediaPlaylist(0, "s8.ts"));
        Assert.Equal(before.Generation + 1, Assert.Single(store.Look()).Generation);
    }

    [Fact]
    public void A_stopped_stream_is_forgotten_after_a_while()
    {
        var store = Store(out var time);
        var session = Guid.NewGuid();
        Put(store, session, "s0.ts", 1_000);
        Put(store, session, "index.m3u8", OriginHost.MediaPlaylist(0, "s0.ts"));
        time.Advance(TimeSpan.FromSeconds(60));
        Assert.Single(store.Look());
        Assert.NotNull(store.Find(session, "s0.ts"));
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.Empty(store.Look());
        Assert.Null(store.Find(session, "s0.ts"));
        Assert.Equal(0, store.Bytes);
    }
}
