using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Server.Composition;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Server.Tests.Hubs;

/// <summary>The whole way from a command over HTTP to a screen's connection, and how connections end.</summary>
public sealed class HubConnectionTests
{
    [Fact]
    public async Task A_command_over_http_shows_on_a_screen_and_a_stop_says_goodbye()
    {
        await using var host = await ServerHost.StartAsync();
        var world = await World.MakeAsync(host);
        await world.HoldSessionsAsync();
        var own = world.Own;
        await using var screen = await HubListener.ConnectAsync(host, (await world.PairAsync(own.VenueId)).AccessToken);
        var refused = await screen.Connection.InvokeAsync<JoinAnswer>("Join", new JoinRequest([new JoinStream(StreamName.Staff(own.SessionId).Format())]));
        Assert.Equal((false, "forbidden"), (refused.Ok, refused.Error?.Code));
        var joined = await screen.Connection.InvokeAsync<JoinAnswer>("Join", new JoinRequest([new JoinStream(StreamName.Screen(own.SessionId).Format())]));
        Assert.True(joined.Ok, joined.Error?.Detail);
        var snapshot = (Snapshot)await screen.NextAsync();
        Assert.Equal(SnapshotReason.First, snapshot.Reason);
        (await world.Root.PostAsync($"/api/v1/sessions/{own.SessionId}/start")).As<CommandDone>();
        var after = snapshot.UpTo;
        while (true)
        {
            var frame = (Frame)await screen.NextAsync();
            Assert.Equal(after, frame.After);
            after = frame.UpTo;
            if (frame.Events.Any(change => change.Type == EventTypes.SessionStarted))
            {
                break;
            }
        }

        await host.Services.GetRequiredService<GracefulStop>().StopAsync();
        object last;
        do
        {
            last = await screen.NextAsync();
        }
        while (last is not Bye);
        Assert.Equal(ByeCodes.Draining, ((Bye)last).Code);
    }

    [Fact]
    public async Task Signing_out_ends_the_connections_of_that_sign_in()
    {
        await using var host = await ServerHost.StartAsync();
        var root = await host.RootAsync();
        await using var page = await HubListener.ConnectAsync(host, root.Bearer!);
        await using var other = await HubListener.ConnectAsync(host, (await host.RootAsync()).Bearer!);
        Assert.Equal(204, (await root.SendAsync("POST", "/api/v1/auth/logout", null, null)).Status);
        Assert.Equal(ByeCodes.Revoked, ((Bye)await page.NextAsync()).Code);
        await Eventually.True("the signed-out connection to end", () => page.Connection.State == HubConnectionState.Disconnected);
        Assert.Equal(HubConnectionState.Connected, other.Connection.State);
    }
}
