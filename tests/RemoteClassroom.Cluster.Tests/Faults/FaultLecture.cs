using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using RemoteClassroom.Cluster.Tests.Truth;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.ByContract;
using RemoteClassroom.TestKit.Clusters;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Cluster.Tests.Faults;

/// <summary>A lecture on three real nodes behind a proxy, with hundreds of screens; driven through the public doors. It remembers every acknowledgement.</summary>
public sealed class FaultLecture : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly ConcurrentDictionary<(string Round, int Hall), (string Code, long At)> _codes = new();
    private ContractHttp _anybody = null!;
    private IReadOnlyList<string> _screenTokens = [];
    private int _askedTotal;
    private string? _open;

    private FaultLecture(LoopbackCluster cluster)
    {
        Cluster = cluster;
        Truth = new PostgresTruth(cluster.ConnectionString);
    }

    public LoopbackCluster Cluster { get; }

    public PostgresTruth Truth { get; }

    public SmallProvince Province { get; private set; } = null!;

    public string Session { get; private set; } = "";

    public string ScreenStream => $"s/{Session}/screen";

    public List<ContractScreen> Screens { get; } = [];

    public Acks Acks { get; } = new();

    /// <summary>Somebody without a credential, at the proxy.</summary>
    public ContractHttp Anybody => _anybody;

    /// <summary>The screens' tokens by hall.</summary>
    public IReadOnlyList<string> ScreenTokens => _screenTokens;

    /// <summary>Brings a small province in, opens a session and turns the screens on.</summary>
    public static async Task<FaultLecture> BeginAsync(LoopbackCluster cluster)
    {
        var lecture = new FaultLecture(cluster) { _anybody = new ContractHttp(cluster.Address) };
        lecture.Province = await SmallProvince.ImportAsync(
            lecture._anybody, ServerProcess.AdministratorName, ServerProcess.AdministratorPassword, FaultSettings.Halls, FaultSettings.PeoplePerHall);
        lecture.Session = await lecture.Province.OpenSessionAsync();
        var tokens = new List<string>();
        for (var hall = 0; hall < FaultSettings.Halls; hall++)
        {
            tokens.Add(await lecture.Province.PairScreenAsync(lecture._anybody, hall));
        }

        lecture._screenTokens = tokens;
        for (var screen = 0; screen < FaultSettings.Screens; screen++)
        {
            var token = tokens[screen % tokens.Count];
            lecture.Screens.Add(new ContractScreen(cluster.Address, () => token, lecture.ScreenStream) { KeepsRaw = false });
        }

        await Eventually.True(
            "every screen has its first snapshot", () => lecture.Screens.All(screen => screen.Look(lecture.ScreenStream, record => record.Snapshots.Count > 0)), TimeSpan.FromSeconds(60));
        return lecture;
    }

    /// <summary>Opens a round, after <see cref="CloseLeftRoundAsync"/>.</summary>
    public async Task<string> OpenRoundAsync()
    {
        await Province.StaySignedInAsync(_anybody, ServerProcess.AdministratorName, ServerProcess.AdministratorPassword);
        await CloseLeftRoundAsync();
        return _open = (await Province.Administrator.PersistAsync($"sessions/{Session}/rounds", new JsonObject { ["kind"] = "spotCheck" }, Guid.NewGuid(), Patience)).Must()["roundId"]!.GetValue<string>();
    }

    /// <summary>Closes the round that a test left open when it failed, so that it fails alone.</summary>
    public async Task CloseLeftRoundAsync()
    {
        if (_open is { } left)
        {
            await CloseRoundAsync(left);
        }
    }

    public async Task CloseRoundAsync(string round)
    {
        (await Province.Administrator.PersistAsync($"sessions/{Session}/rounds/{round}/close", new JsonObject(), Guid.NewGuid(), Patience)).Must();
        _open = null;
    }

    /// <summary>Everybody of all halls checks in, in a seeded order; beside it halls ask and the administrator approves, so that the screens have something to miss.</summary>
    public async Task StormAsync(string round, int seed, CancellationToken stop = default)
    {
        Acks.ForgetWaits();
        var random = new Random(seed);
        var people = Enumerable.Range(0, Province.Halls * Province.PeoplePerHall).OrderBy(_ => random.Next()).ToArray();
        var chatter = ChatAsync(stop);
        await Parallel.ForEachAsync(people, new ParallelOptions { MaxDegreeOfParallelism = 32, CancellationToken = CancellationToken.None },
            async (who, _) =>
            {
                if (!stop.IsCancellationRequested)
                {
                    await CheckInAsync(round, who / Province.PeoplePerHall, who % Province.PeoplePerHall);
                }
            });
        await chatter;
    }

    /// <summary>One person: the code on the hall's screen, scan, check-in; asks again until it is acknowledged.</summary>
    public async Task CheckInAsync(string round, int hall, int person)
    {
        var visit = new Visit();
        var key = Guid.NewGuid();
        while (true)
        {
            var ticket = await InsistAsync("scan", visit, async () => await _anybody.PostAsync("scans", new JsonObject { ["code"] = await CodeAsync(round, hall, visit) }, null));
            if (ticket["roundId"]!.GetValue<string>() != round)
            {
                // The node has not heard of the new round yet: the person looks at the screen again.
                Refused("scan for the round before", visit);
                await Task.Delay(Random.Shared.Next(50, 250));
                continue;
            }

            var body = new JsonObject
            {
                ["ticket"] = ticket["ticket"]!.GetValue<string>(),
                ["rosterNo"] = SmallProvince.RosterNo(hall, person),
                ["lastDigits"] = SmallProvince.LastDigits(hall, person),
            };
            var answer = await PersistAsync("check-ins", visit, body, key);
            // 200: an earlier try of the same person stands, though nobody could say so then.
            if (answer.Ok)
            {
                Acks.CheckIns.Enqueue(new AckedCheckIn(round, hall, person, answer.Must()["checkInId"]!.GetValue<string>(), key, body, answer));
                Acks.Waited(visit);
                return;
            }

            if (answer.Code is not ("ticket_expired" or "round_closed"))
            {
                throw new InvalidOperationException($"A check-in was answered {answer.Status} {answer.Text}");
            }

            // A long outage outlived the ticket, or the ticket was for the round before: the person scans anew. The key is of another scope then, and so may stay.
            Refused("check-in " + answer.Code, visit);
        }
    }

    /// <summary>A hall asks, and the administrator approves.</summary>
    public async Task AskAsync()
    {
        var number = Interlocked.Increment(ref _askedTotal);
        var hall = number % Province.Halls;
        var asked = await _anybody.As(_screenTokens[hall]).PersistAsync(
            $"sessions/{Session}/questions", new JsonObject { ["text"] = $"问题 {number}", ["branchId"] = Province.VenueIds[hall] }, Guid.NewGuid(), Patience);
        var id = asked.Must()["questionId"]!.GetValue<string>();
        Acks.Questions.Enqueue(id);
        foreach (var command in (string[])["approve", "answering", "answered"])
        {
            (await Province.Administrator.PersistAsync($"questions/{id}/{command}", new JsonObject(), Guid.NewGuid(), Patience)).Must();
        }
    }

    /// <summary>Waits until every screen shows an event that is made now; how long that took.</summary>
    public async Task<TimeSpan> AllScreensFreshAsync(string after, TimeSpan within)
    {
        var began = Stopwatch.GetTimestamp();
        await AskAsync();
        var head = (await Truth.ScreenLogAsync(Session))[^1].Offset;
        await Eventually.True(
            $"every screen shows offset {head} after {after}", () => Screens.All(screen => screen.Look(ScreenStream, record => record.Offset >= head)), within);
        return Stopwatch.GetElapsedTime(began);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var screen in Screens)
        {
            screen.Cut();
        }

        await Task.WhenAll(Screens.Select(screen => screen.DisposeAsync().AsTask()));
        _anybody.Dispose();
    }

    private async Task ChatAsync(CancellationToken stop)
    {
        for (var i = 0; i < 10 && !stop.IsCancellationRequested; i++)
        {
            await AskAsync();
        }
    }

    /// <summary>What the hall's screen shows; people look at it, they do not ask the server.</summary>
    private async Task<string> CodeAsync(string round, int hall, Visit visit)
    {
        if (_codes.TryGetValue((round, hall), out var known) && Stopwatch.GetElapsedTime(known.At) < TimeSpan.FromSeconds(10))
        {
            return known.Code;
        }

        var at = Stopwatch.GetTimestamp();
        var screen = _anybody.As(_screenTokens[hall]);
        var code = (await InsistAsync("code", visit, () => screen.GetAsync($"sessions/{Session}/branches/{Province.VenueIds[hall]}/code")))["code"]!.GetValue<string>();
        _codes[(round, hall)] = (code, at);
        return code;
    }

    private async Task<WireAnswer> PersistAsync(string path, Visit visit, JsonObject body, Guid key)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                var answer = await _anybody.PostAsync(path, body.DeepClone(), key);
                if (answer.Status is not (503 or 429))
                {
                    return answer;
                }

                Refused($"{path} {answer.Status} {answer.Code}", visit);
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException or IOException)
            {
                Refused($"{path} no answer", visit);
            }

            await PauseAsync(started, path);
        }
    }

    private async Task<JsonNode> InsistAsync(string what, Visit visit, Func<Task<WireAnswer>> ask)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                var answer = await ask();
                if (answer.Ok)
                {
                    return answer.Must();
                }

                // A round that was opened a moment ago may not have reached this node's view.
                Refused($"{what} {answer.Status} {answer.Code}", visit);
                if (answer.Status is not (503 or 429) && answer.Code is not ("round_closed" or "code_expired"))
                {
                    throw new InvalidOperationException($"{what} was answered {answer.Status} {answer.Text}");
                }

                if (answer.Code == "code_expired")
                {
                    _codes.Clear();
                }
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException or IOException)
            {
                Refused($"{what} no answer", visit);
            }

            await PauseAsync(started, what);
        }
    }

    private void Refused(string what, Visit visit)
    {
        Acks.Refused(what);
        visit.Tried(what);
    }

    private static async Task PauseAsync(long started, string what)
    {
        if (Stopwatch.GetElapsedTime(started) > Patience)
        {
            throw new TimeoutException($"A person got no answer to {what} within {Patience}.");
        }

        await Task.Delay(Random.Shared.Next(20, 250));
    }
}
