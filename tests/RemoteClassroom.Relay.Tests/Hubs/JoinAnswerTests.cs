using System.Text.Json;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Relay.Tests.Support;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Relay.Tests.Hubs;

/// <summary>Refusals of a join are answers, all or none is joined, and heartbeats keep a hall within reach.</summary>
public sealed class JoinAnswerTests
{
    private const string S = "s/0198a000-0000-7000-8000-000000000001/screen";

    [Theory]
    [InlineData("{}", "malformed")]
    [InlineData("""{"streams":[]}""", "malformed")]
    [InlineData("""{"streams":{}}""", "malformed")]
    [InlineData("""{"streams":["s/1/screen"]}""", "malformed")]
    [InlineData("""{"streams":[{"stream":"s/1/screen"}]}""", "malformed")]
    [InlineData("""{"streams":[{"stream":"S/0198a000-0000-7000-8000-000000000001/screen"}]}""", "malformed")]
    [InlineData($$"""{"streams":[{"stream":"{{S}}","cursor":7}]}""", "malformed")]
    [InlineData($$"""{"streams":[{"stream":"{{S}}"},{"stream":"{{S}}"}]}""", "malformed")]
    [InlineData($$"""{"streams":[{"stream":"{{S}}","since":7}]}""", "unknown_field")]
    [InlineData($$"""{"streams":[{"stream":"{{S}}"}],"all":true}""", "unknown_field")]
    [InlineData($$"""{"streams":[{"stream":"{{S}}"}]}""", "not_found")]
    public async Task A_join_that_cannot_be_is_answered_with_its_code(string request, string code)
    {
        await using var host = await RelayHost.StartAsync();
        await using var client = await HubClient.ConnectAsync(host.Hub, "anybody", []);
        var answer = await client.CallAsync("Join", JsonDocument.Parse(request).RootElement);
        Assert.False(answer.GetProperty("ok").GetBoolean());
        Assert.Equal(code, answer.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(0, answer.GetProperty("streams").GetArrayLength());
        Assert.False(client.Ended.IsCompleted);
    }

    [Fact]
    public async Task Who_may_not_follow_a_stream_is_told_and_follows_none()
    {
        await using var host = await RelayHost.StartAsync();
        var lecture = new Lecture(host.Log, seed: 1, halls: 1);
        var model = new StreamModel(StreamName.Screen(lecture.SessionId));
        await using var client = await HubClient.ConnectAsync(host.Hub, "stranger", [model]);
        var answer = await client.JoinAsync(model);
        Assert.Equal("not_found", answer.GetProperty("error").GetProperty("code").GetString());
        Assert.Empty(model.Segments);
    }

    [Fact]
    public async Task A_connection_follows_eight_streams_and_no_more()
    {
        await using var host = await RelayHost.StartAsync();
        var lecture = new Lecture(host.Log, seed: 1, halls: 9);
        var models = lecture.Halls.Select(hall => new StreamModel(StreamName.Branch(lecture.SessionId, hall))).ToArray();
        await using var client = await HubClient.ConnectAsync(host.Hub, "anybody", models);
        Assert.True((await client.JoinAsync(models[..8])).GetProperty("ok").GetBoolean());
        var ninth = await client.JoinAsync(models[8]);
        Assert.Equal("validation", ninth.GetProperty("error").GetProperty("code").GetString());
        await client.CallAsync("Leave", new LeaveRequest(models[0].Name.Format()));
        Assert.True((await client.JoinAsync(models[8])).GetProperty("ok").GetBoolean());
        await Eventually.True("all snapshots", () => models.All(model => model.Segments.Count == 1));
    }

    [Fact]
    public async Task A_halls_screen_is_seen_when_it_joins_and_at_each_heartbeat_and_nobody_else_is()
    {
        await using var host = await RelayHost.StartAsync();
        var lecture = new Lecture(host.Log, seed: 1, halls: 2);
        var model = new StreamModel(StreamName.Screen(lecture.SessionId));
        await using var screen = await HubClient.ConnectAsync(host.Hub, $"screen:{lecture.Halls[0]}", [model]);
        await using var lecturer = await HubClient.ConnectAsync(host.Hub, "lecturer", [new StreamModel(model.Name)]);
        await lecturer.JoinAsync(model);
        await screen.JoinAsync(model);
        var beat = await screen.CallAsync("Heartbeat", new HeartbeatRequest(null, new PlayerReport("playing", 900)));
        await lecturer.CallAsync("Heartbeat", new HeartbeatRequest());

        Assert.InRange(TimeProvider.System.GetUtcNow() - beat.GetProperty("serverTime").GetDateTimeOffset(), TimeSpan.FromMinutes(-1), TimeSpan.FromMinutes(1));
        Assert.Equal([(lecture.SessionId, lecture.Halls[0])], host.Reach.Counts.Keys);
        Assert.Equal(2, host.Reach.Counts.Values.Single());
    }
}
