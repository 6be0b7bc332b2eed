using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Benchmarks.CheckIn;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Sqlite;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Benchmarks.FanOut;

/// <summary>
/// Ours: the server as it is delivered, by its public doors alone. Halls are imported, a screen is paired with each, the questions are asked; an event is a moderator's approval of one of them, decided by the session's
/// grain and on disk before anybody sees it.
/// </summary>
internal sealed class OurServer : IFanOutServer
{
    private const double HallsOfTheProvince = 10_300;

    private readonly TempFolder _folder = new("rc-fan-out-");
    private readonly ServerProcess _server;
    private string _session = "";

    private OurServer() => _server = new ServerProcess(_folder.Of("data"));

    /// <inheritdoc />
    public FanOutPlan Plan { get; private set; } = null!;

    /// <inheritdoc />
    public int ProcessId => _server.ProcessId;

    /// <summary>Starts it, fills it, and starts it again: what setting up left in its memory is not what screens cost.</summary>
    public static async Task<IFanOutServer> StartAsync(FanOutOptions options)
    {
        var ours = new OurServer();
        await ours._server.StartAsync();
        var setup = await ProvinceSetup.FillAsync(ours._server.Address, Math.Min(1, Math.Ceiling(options.Clients / HallsOfTheProvince * 100) / 100), people: false);
        await ours.AskAsync(setup, options);
        await ours._server.StopAsync(TimeSpan.FromSeconds(30));
        await ours._server.StartAsync();
        return ours;
    }

    /// <inheritdoc />
    public async Task<string?> EndAsync()
    {
        await _server.StopAsync(TimeSpan.FromSeconds(30));
        return await HashOnDiskAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    private async Task AskAsync(ProvinceSetup setup, FanOutOptions options)
    {
        await setup.SignInAgainAsync();
        var administrator = setup.Administrator;
        var startsAt = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        _session = (await administrator.PostAsync("sessions", new JsonObject { ["title"] = "Fan-out", ["startsAt"] = startsAt, ["invited"] = new JsonArray(setup.RootId) }))["sessionId"]!.GetValue<string>();
        await administrator.PostAsync($"sessions/{_session}/open");
        await administrator.PostAsync($"sessions/{_session}/start");
        var commands = new string[options.Events];
        for (var i = 0; i < commands.Length; i++)
        {
            var hall = setup.Halls[i];
            var asked = await hall.Screen.PostAsync($"sessions/{_session}/questions", new JsonObject { ["text"] = FanOutPlan.Text(i), ["branchId"] = hall.VenueId });
            commands[i] = $"api/v1/questions/{asked["questionId"]!.GetValue<string>()}/approve";
        }

        Plan = new FanOutPlan(_server.Address.ToString(), $"s/{_session}/screen", [.. setup.ScreenTokens.Take(options.Clients)], administrator.Bearer!, commands);
    }

    private async Task<string> HashOnDiskAsync()
    {
        await using var services = new ServiceCollection().AddLogging().AddSqliteStorage(_folder.Of("data")).BuildServiceProvider();
        await services.GetRequiredService<IDatabase>().StartAsync(default);
        var log = services.GetRequiredService<ISessionLog>();
        var hash = ScreenSink.NoEvents;
        var texts = new Dictionary<Guid, string>();
        for (var after = 0L; await log.ReadAsync(Guid.Parse(_session), after, 1_000, default) is { Count: > 0 } page; after = page[^1].Offset)
        {
            foreach (var logged in page)
            {
                switch (logged.Event)
                {
                    case QuestionAsked asked:
                        texts[asked.QuestionId] = asked.Text;
                        break;
                    case QuestionApproved approved:
                        hash = ScreenSink.Chain(hash, logged.Offset, FanOutPlan.CommandOf(texts[approved.QuestionId]));
                        break;
                }
            }
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
