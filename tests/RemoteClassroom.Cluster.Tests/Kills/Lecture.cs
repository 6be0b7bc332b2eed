using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using RemoteClassroom.TestKit.ByContract;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Cluster.Tests.Kills;

/// <summary>A check-in that the server acknowledged.</summary>
public sealed record AcknowledgedCheckIn(string Round, string CheckInId, int Hall, int Person, Guid Key, JsonObject Body, WireAnswer Answer);

/// <summary>A running lecture on a real server process, driven through the public doors, that remembers every acknowledgement.</summary>
public sealed class Lecture : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _folder;
    private readonly ContractHttp _anybody;

    private Lecture(string folder, ServerProcess server)
    {
        (_folder, Server) = (folder, server);
        _anybody = new ContractHttp(server.Address);
    }

    public ServerProcess Server { get; }

    public SmallProvince Province { get; private set; } = null!;

    public string Session { get; private set; } = "";

    public IReadOnlyList<string> ScreenTokens { get; private set; } = [];

    public List<ContractScreen> Screens { get; } = [];

    public ConcurrentBag<AcknowledgedCheckIn> CheckIns { get; } = [];

    public ConcurrentBag<(string QuestionId, Guid Key, JsonObject Body, string Text)> Questions { get; } = [];

    public string DataFolder => _folder;

    public ContractHttp Anybody => _anybody;

    /// <summary>Starts a server, brings a small province in, opens a session and pairs a screen with each hall.</summary>
    public static Task<Lecture> BeginAsync(int halls, int peoplePerHall, Dictionary<string, string>? environment = null)
    {
        var folder = Directory.CreateTempSubdirectory("rc-lecture-").FullName;
        return BeginAsync(halls, peoplePerHall, folder, new ServerProcess(folder, environment: environment));
    }

    /// <summary>The same on a server that was prepared otherwise.</summary>
    public static async Task<Lecture> BeginAsync(int halls, int peoplePerHall, string folder, ServerProcess server)
    {
        var lecture = new Lecture(folder, server);
        try
        {
            await lecture.PrepareAsync(halls, peoplePerHall);
            return lecture;
        }
        catch
        {
            await lecture.DisposeAsync();
            throw;
        }
    }

    /// <summary>The stream that every screen joins.</summary>
    public string ScreenStream => $"s/{Session}/screen";

    private async Task PrepareAsync(int halls, int peoplePerHall)
    {
        await Server.StartAsync();
        Province = await SmallProvince.ImportAsync(_anybody, ServerProcess.AdministratorName, ServerProcess.AdministratorPassword, halls, peoplePerHall);
        Session = await Province.OpenSessionAsync();
        var tokens = new List<string>();
        for (var hall = 0; hall < halls; hall++)
        {
            tokens.Add(await Province.PairScreenAsync(_anybody, hall));
        }

        ScreenTokens = tokens;
        foreach (var token in tokens)
        {
            Screens.Add(new ContractScreen(Server.Address, () => token, ScreenStream));
        }
    }

    public async Task<string> OpenRoundAsync(string kind)
    {
        await Province.StaySignedInAsync(_anybody, ServerProcess.AdministratorName, ServerProcess.AdministratorPassword);
        return (await Province.Administrator.PersistAsync($"sessions/{Session}/rounds", new JsonObject { ["kind"] = kind }, Guid.NewGuid(), Patience)).Must()["roundId"]!.GetValue<string>();
    }

    public async Task CloseRoundAsync(string round) =>
        (await Province.Administrator.PersistAsync($"sessions/{Session}/rounds/{round}/close", new JsonObject(), Guid.NewGuid(), Patience)).Must();

    /// <summary>One person: code of the hall's screen, scan, check-in; asks again until it is acknowledged.</summary>
    public async Task CheckInAsync(string round, int hall, int person)
    {
        var screen = _anybody.As(ScreenTokens[hall]);
        var ticket = await InsistAsync(async () =>
        {
            // Both again after a kill: the code on the screen has changed by the time the server is back, and the person scans the new one. A code just read must never be out of date.
            var code = await screen.GetAsync($"sessions/{Session}/branches/{Province.VenueIds[hall]}/code");
            return code.Ok ? await _anybody.PostAsync("scans", new JsonObject { ["code"] = code.Must()["code"]!.GetValue<string>() }, null) : code;
        });
        var key = Guid.NewGuid();
        var body = new JsonObject
        {
            ["ticket"] = ticket["ticket"]!.GetValue<string>(),
            ["rosterNo"] = SmallProvince.RosterNo(hall, person),
            ["lastDigits"] = SmallProvince.LastDigits(hall, person),
        };
        var answer = await _anybody.PersistAsync("check-ins", body, key, Patience);
        CheckIns.Add(new AcknowledgedCheckIn(round, answer.Must()["checkInId"]!.GetValue<string>(), hall, person, key, body, answer));
    }

    /// <summary>A hall asks, and the administrator approves.</summary>
    public async Task AskAndApproveAsync(int hall, int number)
    {
        var body = new JsonObject { ["text"] = $"问题 {number}", ["branchId"] = Province.VenueIds[hall] };
        var key = Guid.NewGuid();
        var asked = await _anybody.As(ScreenTokens[hall]).PersistAsync($"sessions/{Session}/questions", body, key, Patience);
        var id = asked.Must()["questionId"]!.GetValue<string>();
        Questions.Add((id, key, body, asked.Text));
        (await Province.Administrator.PersistAsync($"questions/{id}/approve", new JsonObject(), Guid.NewGuid(), Patience)).Must();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var screen in Screens)
        {
            await screen.DisposeAsync();
        }

        await Server.DisposeAsync();
        _anybody.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<JsonNode> InsistAsync(Func<Task<WireAnswer>> ask)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                var answer = await ask();
                // A round that was opened a moment ago may not have reached this node's view, and a server that starts may say 503.
                if (answer.Ok || (answer.Status is not (503 or 429) && answer.Code is not "round_closed"))
                {
                    return answer.Must();
                }
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException or IOException)
            {
                // The server is gone: ask again.
            }

            if (TimeProvider.System.GetElapsedTime(started) > Patience)
            {
                throw new TimeoutException($"A person in the hall got no answer within {Patience}.");
            }

            await Task.Delay(Random.Shared.Next(20, 120));
        }
    }
}
