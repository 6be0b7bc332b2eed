using System.Text;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Questions;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Server.Tests.Hosting;

namespace RemoteClassroom.Server.Tests.Access;

/// <summary>A request for a route, as a caller of a role would send it for an object at a place.</summary>
internal sealed record Sample(string Path, object? Body = null);

/// <summary>For every route a request that can be read, so that only access decides.</summary>
internal sealed class Samples(ServerHost host, World world)
{
    /// <summary>The request; null if no sample is known for the route.</summary>
    public async Task<Sample?> OfAsync(string route, string role, Spot spot)
    {
        var session = $"/api/v1/sessions/{spot.SessionId}";
        return route switch
        {
            "POST /api/v1/auth/login" => new("/api/v1/auth/login", new Login(ServerHost.RootName, ServerHost.RootPassword)),
            "POST /api/v1/auth/refresh" => new("/api/v1/auth/refresh", new Refresh((await FreshAsync()).RefreshToken)),
            "POST /api/v1/auth/first" => new("/api/v1/auth/first", new FirstAdministrator("nothing", "another-root", World.Password)),
            "POST /api/v1/accounts" => new("/api/v1/accounts", new CreateAccount($"new-{Guid.NewGuid():N}", World.Password, Role.Lecturer, spot.UnitId)),
            "POST /api/v1/pairings/approve" => new("/api/v1/pairings/approve", new ApprovePairing((await PairingAsync()).UserCode, spot.VenueId)),
            "POST /api/v1/pairings/{}/token" => await PollAsync(),
            "POST /api/v1/org-units/import" or "POST /api/v1/venues/import" or "POST /api/v1/trainees/import" =>
                new(route[5..] + "?dryRun=true", new StringContent("code,parentCode,name,level\n", Encoding.UTF8, "text/csv")),
            "GET /api/v1/org-units/{}" => new($"/api/v1/org-units/{spot.UnitId}"),
            "GET /api/v1/org-units/{}/children" => new($"/api/v1/org-units/{spot.UnitId}/children"),
            "GET /api/v1/venues" => new($"/api/v1/venues?unit={spot.UnitId}"),
            "GET /api/v1/trainees" => new($"/api/v1/trainees?unit={spot.UnitId}"),
            "POST /api/v1/sessions" => new("/api/v1/sessions", new CreateSession("一课", DateTimeOffset.UnixEpoch.AddYears(60), [spot.UnitId])),
            "POST /api/v1/sessions/{}/rounds" => new(session + "/rounds", new OpenRound(RoundKind.SpotCheck)),
            "POST /api/v1/sessions/{}/rounds/{}/close" => new($"{session}/rounds/{spot.RoundId}/close"),
            "GET /api/v1/sessions/{}/frames" => new($"{session}/frames?stream=s/{spot.SessionId}/screen"),
            "GET /api/v1/sessions/{}/branches/{}/key" => new($"{session}/branches/{spot.VenueId}/key"),
            "GET /api/v1/sessions/{}/branches/{}/code" => new($"{session}/branches/{spot.VenueId}/code"),
            "POST /api/v1/scans" => new("/api/v1/scans", new Scan(Hall: spot.Hall, Digits: "000000")),
            "POST /api/v1/check-ins" => new("/api/v1/check-ins", new CheckIn("no-ticket", spot.RosterNo, LastDigits: "0000")),
            "POST /api/v1/sessions/{}/check-ins/batch" =>
                new(session + "/check-ins/batch", new CheckInBatch(spot.VenueId, "device-1", [new BatchEntry(Guid.NewGuid(), 1, spot.TraineeId, DateTimeOffset.UnixEpoch.AddYears(55))])),
            "POST /api/v1/sessions/{}/questions" => new(session + "/questions", new AskQuestion("何时?", BranchId: role is "operator" or "screen" ? spot.VenueId : null)),
            "GET /live/{}/{}" or "HEAD /live/{}/{}" => new(await PublishAsync(spot)),
            "PUT /live/{}/{}" => new($"/live/{spot.SessionId}/part1.ts", new ByteArrayContent([0x47])),
            "DELETE /live/{}/{}" => new($"/live/{spot.SessionId}/part1.ts"),
            "GET /openapi/{}.json" => new("/openapi/v1.json"),
            "GET /c/{}" => new("/c/0000000000000000000A"),
            "POST /c" or "POST /h" or "POST /p/questions" or "POST /p/votes" => new(route[5..], new FormUrlEncodedContent([])),
            _ when route.Contains("/questions/{}/", StringComparison.Ordinal) => new(Fill(route, spot.Questions[0])),
            _ when route.Contains("/sessions/{}", StringComparison.Ordinal) => new(Fill(route, spot.SessionId)),
            _ when !route.Contains('{', StringComparison.Ordinal) => new(route[(route.IndexOf(' ', StringComparison.Ordinal) + 1)..]),
            _ => null,
        };
    }

    /// <summary>A new sign-in of the first administrator.</summary>
    public async Task<Tokens> FreshAsync() =>
        (await host.Anybody().SendAsync("POST", "/api/v1/auth/login", new Login(ServerHost.RootName, ServerHost.RootPassword), null)).As<Tokens>();

    private static string Fill(string route, Guid id) => route[(route.IndexOf(' ', StringComparison.Ordinal) + 1)..].Replace("{}", id.ToString(), StringComparison.Ordinal);

    private async Task<PairingStarted> PairingAsync() => (await world.Root.As("").SendAsync("POST", "/api/v1/pairings", null, null)).As<PairingStarted>();

    private async Task<string> PublishAsync(Spot spot)
    {
        var path = $"/live/{spot.SessionId}/part1.ts";
        var publish = (await world.Root.GetAsync($"/api/v1/sessions/{spot.SessionId}/publish")).As<PublishInfo>();
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{publish.User}:{publish.Key}"));
        var put = await host.Anybody().SendAsync("PUT", path, new ByteArrayContent([0x47]), null, ("Authorization", $"Basic {basic}"));
        return put.Status is >= 200 and < 300 ? path : throw new InvalidOperationException($"{put.Status} {put.Body}");
    }

    private async Task<Sample> PollAsync()
    {
        var pairing = await PairingAsync();
        return new Sample($"/api/v1/pairings/{pairing.PairingId}/token", new PairingPoll(pairing.PollSecret));
    }
}
