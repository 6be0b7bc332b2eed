using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Contracts.Sessions;

namespace RemoteClassroom.Benchmarks.FanOut;

/// <summary>The rival: SignalR's own group send, as its documentation shows it, with the same events. It keeps nothing, numbers nothing and resumes nothing.</summary>
internal static class SignalRServer
{
    private const string Group = "screens";

    public static async Task<int> RunAsync(string[] arguments)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSignalR().AddJsonProtocol(json => ContractsJson.Apply(json.PayloadSerializerOptions));
        var app = builder.Build();
        app.MapHub<GroupHub>("/hubs/classroom", options => options.Transports = HttpTransportType.WebSockets);
        var hub = app.Services.GetRequiredService<IHubContext<GroupHub>>();
        var offset = 1L;
        Publisher.Map(app, async dues =>
        {
            // All at once: the group send of one event does not wait for the slowest screen of the one before.
            await Task.WhenAll(dues.Select(due => hub.Clients.Group(Group).SendAsync("event", Event(++offset, due))));
        });
        await Publisher.ServeAsync(app);
        return 0;
    }

    private static ViewEvent Event(long offset, long due)
    {
        var now = TimeProvider.System.GetUtcNow();
        return new ViewEvent(offset, EventTypes.MediaStarted, now, JsonSerializer.SerializeToElement(new MediaInfo(Publisher.Url(due), now), ContractsJson.Options));
    }

    /// <summary>Joins the group and sends a state of the same size as the relay's snapshot.</summary>
    private sealed class GroupHub : Hub
    {
        public async Task<JoinAnswer> Join(JsonElement request)
        {
            await Groups.AddToGroupAsync(Context.ConnectionId, Group);
            var now = TimeProvider.System.GetUtcNow();
            var state = JsonSerializer.SerializeToElement(
                new ScreenState(RelayServer.Session, "Fan-out", SessionPhase.Scheduled, now, [], now), ContractsJson.Options);
            await Clients.Caller.SendAsync("snapshot", new Snapshot(StreamName.Screen(RelayServer.Session).Format(), 1, new string('c', 32), SnapshotReason.First, state));
            return new JoinAnswer(true, [new JoinedStream(StreamName.Screen(RelayServer.Session).Format(), 1, false)], now, 10_000, new RetryAdvice(500, 15_000));
        }
    }
}
