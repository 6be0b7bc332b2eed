using System.Threading.Channels;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Contracts;
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
        await using var screen = await ScreenAsync(host, (await world.PairAsync(own.VenueId)).AccessToken);
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
        await using var page = await ScreenAsync(host, root.Bearer!);
        await using var other = await ScreenAsync(host, (await host.RootAsync()).Bearer!);
        Assert.Equal(204, (await root.SendAsync("POST", "/api/v1/auth/logout", null, null)).Status);
        Assert.Equal(ByeCodes.Revoked, ((Bye)await page.NextAsync()).Code);
        await Eventually.True("the signed-out connection to end", () => page.Connection.State == HubConnectionState.Disconnected);
        Assert.Equal(HubConnectionState.Connected, other.Connection.State);
    }

    private static async Task<Listener> ScreenAsync(ServerHost host, string token)
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(host.Address, "/hubs/classroom"), options =>
            {
                options.SkipNegotiation = true;
                options.Transports = HttpTransportType.WebSockets;
                options.Headers["Authorization"] = $"Bearer {token}";
            })
            .AddJsonProtocol(json => ContractsJson.Apply(json.PayloadSerializerOptions))
            .Build();
        var listener = new Listener(connection);
        await connection.StartAsync();
        return listener;
    }

    private sealed class Listener : IAsyncDisposable
    {
        private readonly Channel<object> _messages = Channel.CreateUnbounded<object>();

        public Listener(HubConnection connection)
        {
            Connection = connection;
            connection.On<Frame>("frame", message => _messages.Writer.TryWrite(message));
            connection.On<Snapshot>("snapshot", message => _messages.Writer.TryWrite(message));
            connection.On<Bye>("bye", message => _messages.Writer.TryWrite(message));
        }

        public HubConnection Connection { get; }

        public async Task<object> NextAsync()
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            try
            {
                return await _messages.Reader.ReadAsync(limit.Token);
            }
            catch (OperationCanceledException late)
            {
                throw new TimeoutException("Waited in vain for a message of the hub.", late);
            }
        }

        public ValueTask DisposeAsync() => Connection.DisposeAsync();
    }
}
