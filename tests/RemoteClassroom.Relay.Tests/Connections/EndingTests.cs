using System.Security.Claims;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Relay.Tests.Support;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Relay.Tests.Connections;

/// <summary>Connections that the server ends, and why it says it does.</summary>
public sealed class EndingTests
{
    [Fact]
    public async Task Whose_right_was_taken_away_is_told_and_cut_and_nobody_else()
    {
        await using var host = await RelayHost.StartAsync();
        await using var kept = await HubClient.ConnectAsync(host.Hub, "kept", []);
        await using var revoked = await HubClient.ConnectAsync(host.Hub, "revoked", []);
        await Eventually.True("both to be there", () => host.Connections.Count == 2);

        Assert.Equal(1, host.Connections.Revoke(user => user.FindFirstValue(ClaimTypes.Name) == "revoked"));
        Assert.Equal("revoked", await Eventually.Done("the bye", revoked.Bye));
        await Eventually.Done("the cut", revoked.Ended);
        Assert.False(kept.Ended.IsCompleted);
        Assert.Equal(1, host.Connections.Count);
    }

    [Fact]
    public async Task A_node_that_drains_tells_everybody_when_to_come_back_and_whoever_comes_meanwhile()
    {
        await using var host = await RelayHost.StartAsync();
        var lecture = new Lecture(host.Log, seed: 1, halls: 1);
        var clients = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => HubClient.ConnectAsync(host.Hub, "anybody", [], keepRaw: true)));
        await Eventually.True("all to be there", () => host.Connections.Count == 30);

        await host.Connections.DrainAsync(TimeSpan.FromMilliseconds(200), default);
        foreach (var client in clients)
        {
            Assert.Equal("draining", await Eventually.Done("the bye", client.Bye));
            Assert.Contains("\"retryAfterMs\":", client.Raw![^1] + client.Raw[^2], StringComparison.Ordinal);
            await Eventually.Done("the cut", client.Ended);
        }

        await using var late = await HubClient.ConnectAsync(host.Hub, "anybody", []);
        Assert.Equal("draining", await Eventually.Done("the bye", late.Bye));
    }

    [Fact]
    public async Task More_connections_than_the_node_takes_are_told_overloaded()
    {
        await using var host = await RelayHost.StartAsync(options => options.MaxConnections = 3);
        var clients = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => HubClient.ConnectAsync(host.Hub, "anybody", [])));
        await Eventually.True("three to be there", () => host.Connections.Count == 3);
        await using var fourth = await HubClient.ConnectAsync(host.Hub, "anybody", []);
        Assert.Equal("overloaded", await Eventually.Done("the bye", fourth.Bye));
        Assert.All(clients, client => Assert.False(client.WasToldBye));
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }
}
