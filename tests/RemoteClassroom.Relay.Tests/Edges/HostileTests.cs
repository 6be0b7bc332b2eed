using System.Net.WebSockets;
using System.Text;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Relay.Tests.Support;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Relay.Tests.Edges;

/// <summary>What is not one of the contract's messages ends its sender's connection and reaches nobody.</summary>
public sealed class HostileTests
{
    private const string Deep = "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[";

    public static TheoryData<string, string> Messages() => new()
    {
        { "a method that does not exist", """{"type":1,"invocationId":"1","target":"DropTables","arguments":[{}]}""" },
        { "a method of SignalR's own", """{"type":1,"invocationId":"1","target":"OnConnectedAsync","arguments":[{}]}""" },
        { "a method in another spelling", """{"type":1,"invocationId":"1","target":"join","arguments":[{"streams":[]}]}""" },
        { "a method behind an escape", """{"type":1,"invocationId":"1","target":"\u0044rop","arguments":[{}]}""" },
        { "a call for a stream of answers", """{"type":4,"invocationId":"1","target":"Join","arguments":[{}]}""" },
        { "an item of a client's stream", """{"type":2,"invocationId":"1","item":{}}""" },
        { "an answer to nothing", """{"type":3,"invocationId":"1","result":{}}""" },
        { "a cancellation of nothing", """{"type":5,"invocationId":"1"}""" },
        { "an acknowledgement of nothing", """{"type":8,"sequenceId":1}""" },
        { "a sequence", """{"type":9,"sequenceId":1}""" },
        { "an unknown type", """{"type":77}""" },
        { "a type that is text", """{"type":"1","target":"Join","arguments":[{}]}""" },
        { "two types", """{"type":6,"type":1,"invocationId":"1","target":"Join","arguments":[{}]}""" },
        { "two targets", """{"type":1,"invocationId":"1","target":"Join","target":"Drop","arguments":[{}]}""" },
        { "no argument", """{"type":1,"invocationId":"1","target":"Join","arguments":[]}""" },
        { "two arguments", """{"type":1,"invocationId":"1","target":"Join","arguments":[{},{}]}""" },
        { "an argument that is no object", """{"type":1,"invocationId":"1","target":"Heartbeat","arguments":[7]}""" },
        { "a client's own stream", """{"type":1,"invocationId":"1","target":"Join","arguments":[{}],"streamIds":["1"]}""" },
        { "a join that wants no answer", """{"type":1,"target":"Join","arguments":[{"streams":[]}]}""" },
        { "a ping with a load", """{"type":6,"arguments":[{}]}""" },
        { "no JSON at all", "hello, is anybody there?" },
        { "half a message", """{"type":1,"target":"Jo""" },
        { "two values", """{"type":6}{"type":6}""" },
        { "a list", """[{"type":6}]""" },
        { "nothing", "" },
        { "too deep", """{"type":1,"invocationId":"1","target":"Heartbeat","arguments":[{"a":""" + Deep },
        { "a broken escape", """{"type":1,"invocationId":"1","target":"\ud800","arguments":[{}]}""" },
        { "a heartbeat of another shape", """{"type":1,"invocationId":"1","target":"Heartbeat","arguments":[{"cursors":7}]}""" },
        { "a leave of nothing", """{"type":1,"invocationId":"1","target":"Leave","arguments":[{"stream":"nowhere"}]}""" },
        { "too long", """{"type":6,"error":" """ + new string('x', 33_000) + "\"}" },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task A_message_that_the_contract_does_not_know_ends_the_connection(string what, string message)
    {
        await using var host = await RelayHost.StartAsync();
        await using var client = await HubClient.ConnectAsync(host.Hub, "hostile", []);
        await Eventually.True("the handshake", () => host.Connections.Count == 1);
        await client.SendAsync(message);
        Assert.Equal("protocol", await Eventually.Done($"the bye after {what}", client.Bye));
        await Eventually.Done("the cut", client.Ended);
        await Eventually.True("the connection to be gone", () => host.Connections.Count == 0);
        Assert.Equal(0, host.Access.Asked);
    }

    [Fact]
    public async Task A_message_without_an_end_is_cut_at_its_limit()
    {
        await using var host = await RelayHost.StartAsync();
        await using var client = await HubClient.ConnectAsync(host.Hub, "hostile", []);
        await Eventually.True("the handshake", () => host.Connections.Count == 1);
        await client.SendRawAsync(Encoding.UTF8.GetBytes(new string('{', 40_000)));
        Assert.Equal("protocol", await Eventually.Done("the bye", client.Bye));
    }

    [Fact]
    public async Task Bytes_that_are_no_text_end_the_connection()
    {
        await using var host = await RelayHost.StartAsync();
        await using var client = await HubClient.ConnectAsync(host.Hub, "hostile", []);
        await Eventually.True("the handshake", () => host.Connections.Count == 1);
        await client.SendRawAsync([0xff, 0xfe, 0x00, 0x80, 0x1e]);
        await Eventually.Done("the cut", client.Ended);
        await Eventually.True("the connection to be gone", () => host.Connections.Count == 0);
    }

    [Fact]
    public async Task Rubbish_instead_of_a_handshake_ends_the_connection_without_a_word()
    {
        await using var host = await RelayHost.StartAsync();
        await using var client = await HubClient.ConnectAsync(host.Hub, "hostile", [], shake: false);
        await client.SendRawAsync(Encoding.UTF8.GetBytes(new string('x', 40_000)));
        await Eventually.Done("the cut", client.Ended);
        Assert.Equal(0, host.Connections.Count);
    }

    [Fact]
    public async Task A_flood_of_lawful_messages_ends_the_connection_and_a_steady_client_stays()
    {
        await using var host = await RelayHost.StartAsync(options => (options.InboundBurst, options.InboundPerSecond) = (20, 10));
        var lecture = new Lecture(host.Log, seed: 1, halls: 1);
        var model = new StreamModel(StreamName.Screen(lecture.SessionId));
        await using var steady = await HubClient.ConnectAsync(host.Hub, "anybody", [model]);
        await steady.JoinAsync(model);
        await using var flood = await HubClient.ConnectAsync(host.Hub, "hostile", []);
        await Eventually.True("both handshakes", () => host.Connections.Count == 2);
        await flood.SendRawAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"type\":6}\u001e", 500))));
        Assert.Equal("protocol", await Eventually.Done("the bye", flood.Bye));
        await steady.CallAsync("Heartbeat", new HeartbeatRequest());
        Assert.False(steady.Ended.IsCompleted);
        var head = lecture.Say(new Domain.Sessions.SessionStarted());
        host.Announce(lecture.SessionId, head);
        await Eventually.True("the event", () => model.Offset == head);
    }

    [Theory]
    [InlineData("https://evil.example", null, false)]
    [InlineData("null", null, false)]
    [InlineData("http://127.0.0.1:1", null, false)]
    [InlineData("https://classroom.example", null, true)]
    [InlineData(null, "?access_token=secret", false)]
    [InlineData(null, "", true)]
    public async Task Foreign_origins_and_secrets_in_the_address_are_refused_at_the_upgrade(string? origin, string? query, bool allowed)
    {
        await using var host = await RelayHost.StartAsync(options => options.AllowedOrigins.Add("https://classroom.example"));
        var address = new Uri(host.Hub + query);
        var attempt = HubClient.ConnectAsync(address, "anybody", [], origin: origin);
        if (allowed)
        {
            await using var client = await attempt;
            await Eventually.True("the connection", () => host.Connections.Count == 1);
        }
        else
        {
            await Assert.ThrowsAnyAsync<WebSocketException>(() => attempt);
            Assert.Equal(0, host.Connections.Count);
        }
    }

    [Fact]
    public async Task The_servers_own_origin_is_let_in()
    {
        await using var host = await RelayHost.StartAsync();
        await using var client = await HubClient.ConnectAsync(host.Hub, "anybody", [], origin: host.Hub.GetLeftPart(UriPartial.Authority).Replace("ws:", "http:", StringComparison.Ordinal));
        await Eventually.True("the connection", () => host.Connections.Count == 1);
    }
}
