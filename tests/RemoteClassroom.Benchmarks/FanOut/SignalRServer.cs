using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Contracts.Questions;
using RemoteClassroom.Contracts.Sessions;

namespace RemoteClassroom.Benchmarks.FanOut;

/// <summary>The rival: SignalR's own group send, as its documentation shows it, with the same events. It keeps nothing, numbers nothing and resumes nothing.</summary>
internal static class SignalRServer
{
    private const string Group = "screens";

    private static readonly Guid Session = Guid.Parse("0198a000-0000-7000-8000-000000000001");

    /// <summary>The stream's name in what it sends.</summary>
    public static string Stream => StreamName.Screen(Session).Format();

    /// <summary>Tells the parent the address, serves until the input ends, then stops.</summary>
    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSignalR().AddJsonProtocol(json => ContractsJson.Apply(json.PayloadSerializerOptions));
        var app = builder.Build();
        app.MapHub<GroupHub>("/hubs/classroom", options => options.Transports = HttpTransportType.WebSockets);
        var hub = app.Services.GetRequiredService<IHubContext<GroupHub>>();
        var gate = new Lock();
        var offset = 1L;
        app.MapPost("/questions/{n:int}/approve", async (int n) =>
        {
            // Numbered and begun in one step, so that the screens see the numbers in order; nobody waits for the slowest screen of the one before.
            Task sent;
            lock (gate)
            {
                sent = hub.Clients.Group(Group).SendAsync("event", Event(++offset, n));
            }

            await sent;
        });
        await app.StartAsync();
        Console.WriteLine(app.Urls.First());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
        await app.DisposeAsync();
        return 0;
    }

    private static ViewEvent Event(long offset, int n) => new(
        offset, EventTypes.QuestionApproved, TimeProvider.System.GetUtcNow(),
        JsonSerializer.SerializeToElement(new PublicQuestion(Session, QuestionState.Approved, FanOutPlan.Text(n), "第一分课堂"), ContractsJson.Options));

    /// <summary>Joins the group and sends a state of the same size as the relay's snapshot.</summary>
    private sealed class GroupHub : Hub
    {
        public async Task<JoinAnswer> Join(JsonElement request)
        {
            await Groups.AddToGroupAsync(Context.ConnectionId, Group);
            var now = TimeProvider.System.GetUtcNow();
            var state = JsonSerializer.SerializeToElement(
                new ScreenState(Session, "Fan-out", SessionPhase.Live, now, [], now), ContractsJson.Options);
            await Clients.Caller.SendAsync("snapshot", new Snapshot(Stream, 1, new string('c', 32), SnapshotReason.First, state));
            return new JoinAnswer(true, [new JoinedStream(Stream, 1, false)], now, 10_000, new RetryAdvice(500, 15_000));
        }
    }
}
