using System.Net;
using System.Net.Http.Headers;
using System.Text;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Server.Tests.Media;

/// <summary>The publisher's signal, from the PUT to the session's log.</summary>
public sealed class LivePictureTests
{
    private const string Playlist = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:1.0,\ns0.ts\n";

    [Fact]
    public async Task A_signal_is_told_when_it_comes_and_when_it_goes_and_a_session_that_is_over_takes_none()
    {
        await using var host = await ServerHost.StartAsync();
        var world = await World.MakeAsync(host);
        var session = await World.SessionAsync(world.Root, world.Own.UnitId);
        var publish = (await world.Root.GetAsync($"/api/v1/sessions/{session}/publish")).As<PublishInfo>();
        Assert.Equal("live", publish.User);
        using var publisher = new HttpClient();
        publisher.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{publish.User}:{publish.Key}")));

        // Encoders are often started before the doors open: the signal is told then.
        await PutAsync(publisher, publish.Url, "s0.ts", [0x47, 0, 0, 0]);
        await PutAsync(publisher, publish.Url, "index.m3u8", Encoding.UTF8.GetBytes(Playlist));
        (await world.Root.PostAsync($"/api/v1/sessions/{session}/open")).As<CommandDone>();
        await Eventually.True("the log to hold mediaStarted", async () =>
        {
            await PutAsync(publisher, publish.Url, "s0.ts", [0x47, 0, 0, 0]);
            return (await TypesAsync(world, session)).Contains(EventTypes.MediaStarted);
        });

        Assert.Equal(200, (await world.Root.GetAsync($"/live/{session}/index.m3u8")).Status);
        Assert.Equal(401, (await host.Anybody().GetAsync($"/live/{session}/index.m3u8")).Status);

        await PutAsync(publisher, publish.Url, "index.m3u8", Encoding.UTF8.GetBytes(Playlist + "#EXT-X-ENDLIST\n"));
        await Eventually.True("the log to hold mediaStopped", async () => (await TypesAsync(world, session)).Contains(EventTypes.MediaStopped));

        (await world.Root.PostAsync($"/api/v1/sessions/{session}/end")).As<CommandDone>();
        await Eventually.True("the publisher to be refused", async () =>
        {
            await SendAsync(publisher, publish.Url, "s0.ts", [0x47, 0, 0, 0]);
            return await SendAsync(publisher, publish.Url, "index.m3u8", Encoding.UTF8.GetBytes(Playlist)) == HttpStatusCode.Conflict;
        });
        Assert.Equal([EventTypes.MediaStarted, EventTypes.MediaStopped], (await TypesAsync(world, session)).Where(type => type.StartsWith("media", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_cut_stops_the_origin_for_everybody_whatever_the_publisher_does_and_outlives_a_restart()
    {
        await using var host = await ServerHost.StartAsync();
        var world = await World.MakeAsync(host);
        var session = await World.SessionAsync(world.Root, world.Own.UnitId);
        (await world.Root.PostAsync($"/api/v1/sessions/{session}/open")).As<CommandDone>();
        var publish = (await world.Root.GetAsync($"/api/v1/sessions/{session}/publish")).As<PublishInfo>();
        using var publisher = new HttpClient();
        publisher.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{publish.User}:{publish.Key}")));
        await PutAsync(publisher, publish.Url, "s0.ts", [0x47, 0, 0, 0]);
        await PutAsync(publisher, publish.Url, "index.m3u8", Encoding.UTF8.GetBytes(Playlist));
        Assert.Equal(200, (await world.Root.GetAsync($"/live/{session}/s0.ts")).Status);

        (await world.Root.PostAsync($"/api/v1/sessions/{session}/cut")).As<CommandDone>();
        await Eventually.True("no segment to be served", async () => (await world.Root.GetAsync($"/live/{session}/s0.ts")).Status == 409, TimeSpan.FromSeconds(2));
        await PutAsync(publisher, publish.Url, "s1.ts", [0x47, 0, 0, 0]);
        Assert.Equal(409, (await world.Root.GetAsync($"/live/{session}/s1.ts")).Status);
        Assert.Equal(409, (await world.Root.GetAsync($"/live/{session}/index.m3u8")).Status);
        Assert.Equal(409, (await world.Root.PostAsync($"/api/v1/sessions/{session}/cut")).Status);

        await host.RestartAsync();
        var root = await host.RootAsync();
        await PutAsync(publisher, new Uri(host.Address, $"/live/{session}/index.m3u8").AbsoluteUri, "s0.ts", [0x47, 0, 0, 0]);
        Assert.Equal(409, (await root.GetAsync($"/live/{session}/s0.ts")).Status);
        (await root.PostAsync($"/api/v1/sessions/{session}/restore")).As<CommandDone>();
        await Eventually.True("the segment to be served again", async () => (await root.GetAsync($"/live/{session}/s0.ts")).Status == 200, TimeSpan.FromSeconds(2));
        var log = (await root.GetAsync($"/api/v1/sessions/{session}/events")).As<Page<ViewEvent>>().Items;
        Assert.Equal(
            [(EventTypes.ProgrammeCut, "administrator"), (EventTypes.ProgrammeRestored, "administrator")],
            log.Where(item => item.Type.StartsWith("programme", StringComparison.Ordinal)).Select(item => (item.Type, item.Data.GetProperty("by").GetProperty("role").GetString()!)));
    }

    [Fact]
    public async Task What_a_dead_process_left_behind_is_told_after_the_next_start()
    {
        await using var host = await ServerHost.StartAsync();
        var world = await World.MakeAsync(host);
        var session = await World.SessionAsync(world.Root, world.Own.UnitId);
        (await world.Root.PostAsync($"/api/v1/sessions/{session}/open")).As<CommandDone>();
        var publish = (await world.Root.GetAsync($"/api/v1/sessions/{session}/publish")).As<PublishInfo>();
        using var publisher = new HttpClient();
        publisher.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{publish.User}:{publish.Key}")));
        await PutAsync(publisher, publish.Url, "s0.ts", [0x47, 0, 0, 0]);
        await PutAsync(publisher, publish.Url, "index.m3u8", Encoding.UTF8.GetBytes(Playlist));
        await Eventually.True("the log to hold mediaStarted", async () => (await TypesAsync(world, session)).Contains(EventTypes.MediaStarted));

        await host.RestartAsync();
        var root = await host.RootAsync();
        await Eventually.True(
            "the log to hold mediaStopped",
            async () => (await root.GetAsync($"/api/v1/sessions/{session}/events")).As<Page<ViewEvent>>().Items.Any(item => item.Type == EventTypes.MediaStopped),
            TimeSpan.FromSeconds(25));
    }

    private static async Task<IReadOnlyList<string>> TypesAsync(World world, Guid session) =>
        [.. (await world.Root.GetAsync($"/api/v1/sessions/{session}/events")).As<Page<ViewEvent>>().Items.Select(item => item.Type)];

    private static async Task PutAsync(HttpClient publisher, string playlist, string file, byte[] body)
    {
        var status = await SendAsync(publisher, playlist, file, body);
        Assert.True((int)status is 201 or 204, $"{file}: {status}");
    }

    private static async Task<HttpStatusCode> SendAsync(HttpClient publisher, string playlist, string file, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        using var answer = await publisher.PutAsync(new Uri(new Uri(playlist), file), content);
        return answer.StatusCode;
    }
}
