using System.Net.Sockets;
using System.Reflection;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Contracts.Questions;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Server.Tests.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.Storage;
using RemoteClassroom.TestKit.Databases;

namespace RemoteClassroom.Server.Tests.Http;

/// <summary>Every code of the contract is met by whoever makes the mistake, or when the fault is there: over HTTP, with its status, as a problem document. A new code without a case fails.</summary>
public sealed class EveryErrorCodeTests(Town town) : IClassFixture<Town>
{
    private const string Sessions = "/api/v1/sessions";

    private static Dictionary<string, Func<Town, Task<Answer>>> Cases { get; } = new(StringComparer.Ordinal)
    {
        [ErrorCodes.Malformed] = town => town.Root.PostAsync(Sessions, "{"),
        [ErrorCodes.UnknownField] = async town => await town.Root.PostAsync((await town.OpenAsync()).Path + "/start", "{\"now\":true}"),
        [ErrorCodes.IdempotencyKeyRequired] = async town => await town.Root.SendAsync("POST", (await town.OpenAsync()).Path + "/start", null, key: null),
        [ErrorCodes.Unauthenticated] = town => town.Host.Anybody().GetAsync("/api/v1/auth/me"),
        [ErrorCodes.Forbidden] = town => town.Screens[0].PostAsync(Sessions, "{}"),
        [ErrorCodes.FreshSignInRequired] = StalePasswordAsync,
        [ErrorCodes.NotFound] = town => town.Root.GetAsync($"{Sessions}/{Guid.NewGuid()}"),
        [ErrorCodes.MethodNotAllowed] = town => town.Root.SendAsync("PATCH", Sessions, null, Guid.NewGuid()),
        [ErrorCodes.IllegalTransition] = async town => await town.Root.PostAsync((await town.OpenAsync()).Path + "/resume"),
        [ErrorCodes.RoundClosed] = async town => await ScanAsync(await town.OpenAsync(round: false)),
        [ErrorCodes.Conflict] = async town => await town.Root.PostAsync((await town.OpenAsync()).Path + "/rounds", new OpenRound(RoundKind.SpotCheck)),
        [ErrorCodes.DeviceUsed] = SecondPersonOfADeviceAsync,
        [ErrorCodes.CodeExpired] = async town => await ScanAgoAsync(await town.OpenAsync(), 20),
        [ErrorCodes.TicketExpired] = ExpiredTicketAsync,
        [ErrorCodes.TooLarge] = town => town.Root.PostAsync(Sessions, $"{{\"title\":\"{new string('x', 80_000)}\"}}"),
        [ErrorCodes.UnsupportedMediaType] = town => town.Root.PostAsync(Sessions, new StringContent("title=x", Encoding.UTF8, "application/x-www-form-urlencoded")),
        [ErrorCodes.Validation] = town => town.Root.PostAsync(Sessions, "{}"),
        [ErrorCodes.IdempotencyMismatch] = OneKeyForTwoCommandsAsync,
        [ErrorCodes.CodeInvalid] = town => town.Host.Anybody().SendAsync("POST", "/api/v1/scans", new Scan("rubbish"), null),
        [ErrorCodes.CodeForeign] = ProofOfAnotherHallAsync,
        [ErrorCodes.SignatureInvalid] = async town => await SignedBySomebodyAsync(town, revoked: false),
        [ErrorCodes.DeviceRevoked] = async town => await SignedBySomebodyAsync(town, revoked: true),
        [ErrorCodes.TicketUsed] = SecondPersonOfATicketAsync,
        [ErrorCodes.NotMatched] = async town => await CheckInAsync(town, (await (await town.OpenAsync()).TicketAsync(0)).Ticket, "N999", "0000"),
        [ErrorCodes.RateLimited] = CallsWithoutAnEndAsync,
        [ErrorCodes.Overloaded] = _ => OneRequestTooManyAsync(),
        [ErrorCodes.StorageUnavailable] = _ => DatabaseGoneAsync(),
        [ErrorCodes.OutcomeUnknown] = _ => CommitWithoutAnswerAsync(),
        [ErrorCodes.Internal] = DamagedLogAsync,
    };

    public static TheoryData<string> Codes { get; } =
        [.. typeof(ErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_real_request_meets_the_code(string code)
    {
        Assert.True(Cases.TryGetValue(code, out var meet), $"The contract's code '{code}' has no case here: nobody has seen that a client can meet it.");
        var answer = await meet(town);
        if (code is ErrorCodes.CodeForeign or ErrorCodes.SignatureInvalid)
        {
            // An entry of a batch is refused within the answer, so that the others stand.
            Assert.Equal((200, code), (answer.Status, answer.As<BatchResults>().Results.Single().Code));
            return;
        }

        Assert.True(answer.Code == code, $"expected {code}, got {answer.Status} {answer.Body}");
        Assert.Equal((ErrorCodes.StatusOf(code), "application/problem+json"), (answer.Status, answer.ContentType));
        Assert.Equal((answer.Status, $"/problems/{code}"), (answer.Json.GetProperty("status").GetInt32(), answer.Json.GetProperty("type").GetString()));
        Assert.False(string.IsNullOrWhiteSpace(answer.Json.GetProperty("title").GetString()));
        Assert.False(string.IsNullOrWhiteSpace(answer.Json.GetProperty("detail").GetString()));
        Assert.DoesNotContain("   at ", answer.Body, StringComparison.Ordinal);
        if (answer.Status is 429 or 503)
        {
            Assert.InRange(answer.Json.GetProperty("retryAfterMs").GetInt32(), 1, 60_000);
        }
    }

    private static async Task<Answer> StalePasswordAsync(Town town)
    {
        var root = await town.Host.RootAsync();
        var signIn = (await root.GetAsync("/api/v1/auth/sign-ins")).As<Contracts.Page<SignInInfo>>().Items.Single(one => one.Present == true).Id;
        await using var scope = town.Host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RemoteClassroomDb>();
        await db.Credentials.Where(row => row.Id == signIn).ExecuteUpdateAsync(set => set.SetProperty(row => row.PasswordAt, row => row.PasswordAt - 301_000_000));
        return await root.SendAsync("DELETE", $"/api/v1/accounts/{Guid.NewGuid()}", null, Guid.NewGuid());
    }

    private static async Task<Answer> ScanAsync(Lesson lesson) => await lesson.ScanAsync(new Scan((await lesson.CodeAsync(0)).Code));

    private static async Task<Answer> ScanAgoAsync(Lesson lesson, int steps) => await lesson.ScanAsync(new Scan(await lesson.CodeAgoAsync(0, steps)));

    private static Task<Answer> CheckInAsync(Town town, string ticket, string rosterNo, string digits, params (string, string)[] headers) =>
        town.Host.Anybody().SendAsync("POST", "/api/v1/check-ins", new CheckIn(ticket, rosterNo, LastDigits: digits), Guid.NewGuid(), headers);

    private static Task<Answer> CheckInAsync(Town town, string ticket, int person, params (string, string)[] headers) =>
        CheckInAsync(town, ticket, Town.RosterNo(0, person), Town.Digits(0, person), headers);

    private static async Task<Answer> SecondPersonOfADeviceAsync(Town town)
    {
        var lesson = await town.OpenAsync(oneDevice: true);
        var scanned = await ScanAsync(lesson);
        var cookie = scanned.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("rc-device=", StringComparison.Ordinal)).Split(';')[0];
        Assert.Equal(201, (await CheckInAsync(town, scanned.As<TicketIssued>().Ticket, 0, ("Cookie", cookie))).Status);
        return await CheckInAsync(town, (await lesson.TicketAsync(0)).Ticket, 1, ("Cookie", cookie));
    }

    private static async Task<Answer> ExpiredTicketAsync(Town town)
    {
        var lesson = await town.OpenAsync();
        var old = town.Host.Services.GetRequiredService<TicketSeal>().Seal(Ticket.Issue(lesson.Id, lesson.RoundId, town.Halls[0].Id, TimeProvider.System.GetUtcNow().AddMinutes(-4)));
        return await CheckInAsync(town, old, 0);
    }

    private static async Task<Answer> OneKeyForTwoCommandsAsync(Town town)
    {
        var lesson = await town.OpenAsync();
        var key = Guid.NewGuid();
        Assert.Equal(200, (await town.Root.SendAsync("POST", lesson.Path + "/start", null, key)).Status);
        return await town.Root.SendAsync("POST", lesson.Path + "/pause", null, key);
    }

    private static async Task<Answer> ProofOfAnotherHallAsync(Town town)
    {
        var lesson = await town.OpenAsync();
        var person = (await lesson.CheckInAsync(0, 5)).CheckInId;
        Assert.NotEqual(Guid.Empty, person);
        var trainee = (await town.Root.GetAsync($"{lesson.Path}/ledger")).Json.GetProperty("items")[0].GetProperty("traineeId").GetGuid();
        var entry = new BatchEntry(Guid.NewGuid(), 1, trainee, TimeProvider.System.GetUtcNow(), lesson.RoundId, await lesson.CodeAgoAsync(1, 0));
        return await town.Screens[0].SendAsync("POST", lesson.Path + "/check-ins/batch", new CheckInBatch(town.Halls[0].Id, "screen", [entry]), null);
    }

    /// <summary>An entry of a device that nobody registered; a device that was revoked and comes again.</summary>
    private static async Task<Answer> SignedBySomebodyAsync(Town town, bool revoked)
    {
        var (device, hall) = (new SigningDevice(), town.Halls[0].Id);
        if (revoked)
        {
            (await town.Screens[0].PostAsync("/api/v1/devices", new RegisterDevice(hall, device.PublicKey))).As<DeviceRegistered>();
            (await town.Root.PostAsync($"/api/v1/devices/{device.Id}/revoke")).As<DeviceRevoked>();
            return await town.Screens[0].PostAsync("/api/v1/devices", new RegisterDevice(hall, device.PublicKey));
        }

        var lesson = await town.OpenAsync();
        var entry = device.Entry(lesson.Id, hall, Guid.NewGuid(), lesson.RoundId, SigningDevice.Now);
        return await town.Screens[0].SendAsync("POST", lesson.Path + "/check-ins/batch", device.Batch(hall, [entry]), null);
    }

    private static async Task<Answer> SecondPersonOfATicketAsync(Town town)
    {
        var ticket = (await (await town.OpenAsync()).TicketAsync(0)).Ticket;
        Assert.Equal(201, (await CheckInAsync(town, ticket, 0)).Status);
        return await CheckInAsync(town, ticket, 1);
    }

    /// <summary>A caller may make a thousand calls at once and a hundred a second; what comes beyond is refused, and nobody else notices.</summary>
    private static async Task<Answer> CallsWithoutAnEndAsync(Town town)
    {
        var hasty = await town.AccountAsync(Role.Lecturer, town.County);
        var answers = new List<Answer>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 3_000), new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, _) =>
        {
            var answer = await hasty.GetAsync("/api/v1/auth/me");
            lock (answers)
            {
                answers.Add(answer);
            }
        });
        Assert.True(answers.Count(answer => answer.Status == 200) >= 1_000, "the burst of a thousand was not granted");
        Assert.All(answers, answer => Assert.Contains(answer.Status, (int[])[200, 429]));
        Assert.Equal(200, (await town.Root.GetAsync("/api/v1/auth/me")).Status);
        return answers.First(answer => answer.Status == 429);
    }

    /// <summary>A server that may work on one request of the crowd at once, and one that stands in the middle of its body.</summary>
    private static async Task<Answer> OneRequestTooManyAsync()
    {
        await using var host = await ServerHost.StartAsync("--max-requests", "1");
        var root = await host.RootAsync();
        using var slow = new TcpClient();
        await slow.ConnectAsync(host.Address.Host, host.Address.Port);
        await slow.GetStream().WriteAsync("POST /api/v1/scans HTTP/1.1\r\nHost: classroom\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"u8.ToArray());
        var refused = await TestKit.Eventually.NotNull("a request beyond the limit is refused", async () =>
            await host.Anybody().SendAsync("POST", "/api/v1/scans", new Scan("x"), null) is { Status: 503 } answer ? answer : null, TimeSpan.FromSeconds(10));

        // Accounts have places of their own.
        Assert.Equal(200, (await root.GetAsync(Sessions)).Status);
        Assert.Equal(200, (await host.Anybody().GetAsync("/healthz/ready")).Status);
        return refused;
    }

    private static async Task<Answer> DatabaseGoneAsync()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var host = await ServerHost.StartAsync($"--ConnectionStrings:Database={await postgres.CreateDatabaseAsync()}");
        var (administrator, session) = await BeginAsync(host);
        await postgres.StopServerAsync("immediate");

        // A call that was under way when the database went cannot tell; the next ones are refused without being tried.
        var refused = await TestKit.Eventually.NotNull("a change is refused because the database is gone", async () =>
            await administrator.PostAsync($"{Sessions}/{session}/start") is { Code: ErrorCodes.StorageUnavailable } answer ? answer : null, TimeSpan.FromSeconds(20));

        // A node leaves its cluster through the database, and tries that for long: not what is asked here.
        await postgres.StartServerAsync();
        return refused;
    }

    private static async Task<Answer> CommitWithoutAnswerAsync()
    {
        await using var postgres = await PostgresServer.StartAsync();
        await using var proxy = PostgresProxy.Before(postgres);
        await using var host = await ServerHost.StartAsync($"--ConnectionStrings:Database={proxy.Through(await postgres.CreateDatabaseAsync())}");
        var (administrator, session) = await BeginAsync(host);
        var key = Guid.NewGuid();
        proxy.Judge = () =>
        {
            proxy.Down = true;
            return CommitCut.AfterItsAnswer;
        };
        var unknown = await administrator.SendAsync("POST", $"{Sessions}/{session}/start", null, key);

        proxy.Judge = () => null;
        proxy.Down = false;
        var again = await TestKit.Eventually.NotNull("the same key gets its answer once the database is back", async () =>
            await administrator.SendAsync("POST", $"{Sessions}/{session}/start", null, key) is { Status: 200 } answer ? answer : null, TimeSpan.FromSeconds(30));
        Assert.True(again.As<CommandDone>().Offset > 0);
        Assert.Equal(ErrorCodes.IllegalTransition, (await administrator.PostAsync($"{Sessions}/{session}/start")).Code);
        return unknown;
    }

    private static async Task<(Api Administrator, Guid Session)> BeginAsync(ServerHost host)
    {
        var world = await World.MakeAsync(host);
        var session = await World.SessionAsync(world.Root, world.Own.UnitId);
        (await world.Root.PostAsync($"{Sessions}/{session}/open")).As<CommandDone>();
        return (world.Root, session);
    }

    /// <summary>An event in the database that nobody can read: not the caller's fault, and not one that he is told the inside of.</summary>
    private static async Task<Answer> DamagedLogAsync(Town town)
    {
        var session = (await town.OpenAsync(round: false)).Id;
        await using (var scope = town.Host.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<RemoteClassroomDb>();
            Assert.True(await db.Database.ExecuteSqlAsync($"UPDATE session_events SET data = '[' WHERE session_id = {session.ToByteArray(bigEndian: true)}") > 0);
        }

        return await town.Root.GetAsync($"{Sessions}/{session}/events");
    }
}
