using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Chasing;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Corrections;
using RemoteClassroom.Contracts.Exports;
using RemoteClassroom.Contracts.Halls;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Contracts.Organization;
using RemoteClassroom.Contracts.Privacy;
using RemoteClassroom.Contracts.Questions;
using RemoteClassroom.Contracts.Reports;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Server.Tests.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;

namespace RemoteClassroom.Server.Tests.Access;

/// <summary>A request for a route, as a caller of a role would send it for an object at a place.</summary>
internal sealed record Sample(string Path, object? Body = null);

/// <summary>For every route a request that can be read, so that only access decides.</summary>
internal sealed class Samples(ServerHost host, World world)
{
    private readonly Dictionary<Guid, Guid> _help = [];
    private readonly Dictionary<Guid, Api> _screens = [];
    private readonly Dictionary<Guid, Guid> _operators = [];
    private readonly Dictionary<Guid, (Guid Account, Guid SignIn)> _signedIn = [];

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
            "POST /api/v1/auth/activation" => new("/api/v1/auth/activation", new AskActivation("0000-0000-0000")),
            "POST /api/v1/auth/activate" => new("/api/v1/auth/activate", new Activate("0000-0000-0000", World.Password)),
            "POST /api/v1/auth/confirm" => new("/api/v1/auth/confirm", new ConfirmPassword(World.Password)),
            "POST /api/v1/auth/password" => new("/api/v1/auth/password", new ChangePassword("not-my-password", World.Password)),
            "POST /api/v1/auth/sign-ins/{}/revoke" => new($"/api/v1/auth/sign-ins/{Guid.NewGuid()}/revoke"),
            "POST /api/v1/sign-ins/{}/revoke" => new($"/api/v1/sign-ins/{(await SignedInAsync(spot)).SignIn}/revoke"),
            "POST /api/v1/accounts/{}/role" => new($"/api/v1/accounts/{await OperatorAsync(spot)}/role", new GiveRole(Role.Operator, VenueId: spot.VenueId)),
            "POST /api/v1/accounts/{}/lock" => new($"/api/v1/accounts/{await OperatorAsync(spot)}/lock"),
            "POST /api/v1/accounts/{}/unlock" => new($"/api/v1/accounts/{await OperatorAsync(spot)}/unlock"),
            "DELETE /api/v1/accounts/{}" => new($"/api/v1/accounts/{(await SignedInAsync(spot)).Account}"),
            "POST /api/v1/accounts/slips" => new("/api/v1/accounts/slips", new IssueSlips([await OperatorAsync(spot)])),
            "POST /api/v1/accounts/{}/end" => new($"/api/v1/accounts/{await OperatorAsync(spot)}/end"),
            "POST /api/v1/venues/{}/substitutes" =>
                new($"/api/v1/venues/{spot.VenueId}/substitutes", new AppointSubstitute($"new-{Guid.NewGuid():N}", TimeProvider.System.GetUtcNow().AddHours(2))),
            "POST /api/v1/org-units" => new("/api/v1/org-units", new CreateOrgUnit($"n{Guid.NewGuid():N}"[..20], "新单位", "village", spot.UnitId)),
            "POST /api/v1/org-units/{}/rename" => new($"/api/v1/org-units/{spot.UnitId}/rename", new RenameOrgUnit("改名")),
            "POST /api/v1/org-units/{}/move" => new($"/api/v1/org-units/{spot.UnitId}/move", new MoveOrgUnit(world.Own.UnitId, TimeProvider.System.GetUtcNow().AddYears(1))),
            "POST /api/v1/org-units/{}/merge" => new($"/api/v1/org-units/{spot.UnitId}/merge", new MergeOrgUnit(world.Own.UnitId, TimeProvider.System.GetUtcNow().AddYears(1))),
            "POST /api/v1/org-units/{}/changes/{}/withdraw" => new($"/api/v1/org-units/{spot.UnitId}/changes/{await PlannedAsync(spot.UnitId)}/withdraw"),
            "GET /api/v1/org-units/{}/history" => new($"/api/v1/org-units/{spot.UnitId}/history"),
            "POST /api/v1/venues" => new("/api/v1/venues", new CreateVenue($"n{Guid.NewGuid():N}"[..20], spot.UnitId, "新礼堂", 20)),
            "POST /api/v1/venues/{}/edit" => new($"/api/v1/venues/{spot.VenueId}/edit", new EditVenue(Seats: 31)),
            "POST /api/v1/halls/import" => new("/api/v1/halls/import?dryRun=true", new StringContent("code,unitCode,name,seats\n", Encoding.UTF8, "text/csv")),
            "GET /api/v1/venues/{}/screens" => new($"/api/v1/venues/{spot.VenueId}/screens"),
            "POST /api/v1/venues/{}/screens/{}/revoke" => new($"/api/v1/venues/{spot.VenueId}/screens/{await world.PairedScreenAsync(spot.VenueId)}/revoke"),
            "POST /api/v1/org-units/import" or "POST /api/v1/venues/import" or "POST /api/v1/trainees/import" =>
                new(route[5..] + "?dryRun=true", new StringContent("code,parentCode,name,level\n", Encoding.UTF8, "text/csv")),
            "GET /api/v1/org-units/{}" => new($"/api/v1/org-units/{spot.UnitId}"),
            "GET /api/v1/org-units/{}/children" => new($"/api/v1/org-units/{spot.UnitId}/children"),
            "GET /api/v1/venues" => new($"/api/v1/venues?unit={spot.UnitId}"),
            "GET /api/v1/trainees" => new($"/api/v1/trainees?unit={spot.UnitId}"),
            "POST /api/v1/trainees/{}/unmask" or "POST /api/v1/trainees/{}/erase" => new(Fill(route, spot.TraineeId), new WithReason("to see who may")),
            "POST /api/v1/sessions/{}/ledger/unmasked" => new(session + "/ledger/unmasked", new ExportUnmasked("to see who may", FileFormat.Csv)),
            "GET /api/v1/audit" or "GET /api/v1/audit.csv" or "GET /api/v1/audit.xlsx" => new($"{route[4..]}?unit={spot.UnitId}"),
            "POST /api/v1/sessions" => new("/api/v1/sessions", new CreateSession("一课", DateTimeOffset.UnixEpoch.AddYears(60), [spot.UnitId])),
            "POST /api/v1/sessions/{}/rounds" => new(session + "/rounds", new OpenRound(RoundKind.SpotCheck)),
            "POST /api/v1/sessions/{}/rounds/{}/close" => new($"{session}/rounds/{spot.RoundId}/close"),
            "POST /api/v1/sessions/{}/rounds/{}/extend" => new($"{session}/rounds/{spot.RoundId}/extend", new ExtendRound(DateTimeOffset.UnixEpoch.AddYears(90))),
            "POST /api/v1/sessions/{}/round-plans" => new(session + "/round-plans", Plan()),
            "POST /api/v1/sessions/{}/round-plans/{}/drop" => new(await PlannedAsync(spot) + "/drop"),
            "POST /api/v1/sessions/{}/branches/{}/calls" => new($"{session}/branches/{spot.VenueId}/calls"),
            "POST /api/v1/sessions/{}/branches/{}/reminders" => new($"{session}/branches/{spot.VenueId}/reminders"),
            "POST /api/v1/sessions/{}/reminders" => new(session + "/reminders", new ChaseUnit(spot.UnitId)),
            "GET /api/v1/sessions/{}/branches/{}/sheet.html" => new($"{session}/branches/{spot.VenueId}/sheet.html"),
            "GET /api/v1/sessions/{}/branches/{}/roster" => new($"{session}/branches/{spot.VenueId}/roster"),
            "POST /api/v1/sessions/{}/branches/{}/head-count" => new($"{session}/branches/{spot.VenueId}/head-count", new CountHeads(12)),
            "POST /api/v1/sessions/{}/corrections" => new(session + "/corrections", new MakeCorrection(spot.TraineeId, CorrectionAct.Reverse, "by mistake", spot.RoundId)),
            "GET /api/v1/sessions/{}/people/{}" => new($"{session}/people/{spot.TraineeId}"),
            "POST /api/v1/sessions/{}/signals/{}/judge" =>
                new($"{session}/signals/{Guid.NewGuid()}/judge", new JudgeSignal(spot.VenueId, SignalFinding.Explained, "one phone in the house", 3)),
            "GET /api/v1/reports/attendance" => new("/api/v1/reports/attendance?from=2030-01-01T00:00:00Z&to=2030-12-31T00:00:00Z"),
            "POST /api/v1/exports" => new("/api/v1/exports", new MakeExport(FileFormat.Csv, spot.SessionId)),
            // Exports are their owner's alone: somebody else's looks like none.
            "GET /api/v1/exports/{}" or "GET /api/v1/exports/{}/file" => new(Fill(route, (await world.Root.GetAsync("/api/v1/exports")).As<Page<ExportInfo>>().Items is [var first, ..] ? first.ExportId
                : (await world.Root.PostAsync("/api/v1/exports", new MakeExport(FileFormat.Csv, spot.SessionId))).As<ExportStarted>().ExportId)),
            "POST /api/v1/walk-ins" => new("/api/v1/walk-ins", new KeepWalkIn("no-ticket", "来访者", "0000")),
            "GET /api/v1/sessions/{}/walk-ins/{}" => new($"{session}/walk-ins/{await WalkInAsync(spot)}"),
            "POST /api/v1/sessions/{}/walk-ins/{}/match" => new($"{session}/walk-ins/{await WalkInAsync(spot)}/match", new MatchWalkIn(spot.TraineeId, "known by sight")),
            "POST /api/v1/sessions/{}/walk-ins/{}/reject" => new($"{session}/walk-ins/{await WalkInAsync(spot)}/reject", new RejectWalkIn("came by chance")),
            "POST /api/v1/sessions/{}/leaves" => new(session + "/leaves", new AskLeave(spot.TraineeId, "ill")),
            "POST /api/v1/sessions/{}/leaves/{}/decide" => new($"{session}/leaves/{await LeaveAsync(spot)}/decide", new DecideLeave(false, "must come")),
            "POST /api/v1/devices" => new("/api/v1/devices", new RegisterDevice(spot.VenueId, new SigningDevice().PublicKey)),
            "POST /api/v1/devices/{}/revoke" => new(Fill(route, await DeviceAsync(spot))),
            "POST /api/v1/sessions/{}/offline-entries/{}/accept" or "POST /api/v1/sessions/{}/offline-entries/{}/dismiss" =>
                new($"{session}/offline-entries/{await KeptEntry.MakeAsync(host, spot.SessionId, spot.VenueId, spot.TraineeId, spot.RoundId)}/{route[(route.LastIndexOf('/') + 1)..]}"),
            "POST /api/v1/help-requests" => new("/api/v1/help-requests", new AskForHelp(spot.VenueId, HelpKind.Sound)),
            "POST /api/v1/help-requests/{}/take" or "POST /api/v1/help-requests/{}/solve" => new(Fill(route, await HelpAsync(spot))),
            "POST /api/v1/sessions/{}/heartbeat" => new(session + "/heartbeat", new HeartbeatRequest(Player: new PlayerReport("waiting"))),
            "GET /api/v1/sessions/{}/frames" => new($"{session}/frames?stream=s/{spot.SessionId}/screen"),
            "GET /api/v1/sessions/{}/branches/{}/key" => new($"{session}/branches/{spot.VenueId}/key"),
            "GET /api/v1/sessions/{}/branches/{}/code" => new($"{session}/branches/{spot.VenueId}/code"),
            "POST /api/v1/scans" => new("/api/v1/scans", new Scan(Hall: spot.Hall, Digits: "000000")),
            "POST /api/v1/check-ins" => new("/api/v1/check-ins", new CheckIn("no-ticket", spot.RosterNo, LastDigits: "0000")),
            "POST /api/v1/sessions/{}/check-ins/batch" =>
                new(session + "/check-ins/batch", new CheckInBatch(spot.VenueId, "device-1", [new BatchEntry(Guid.NewGuid(), 1, spot.TraineeId, DateTimeOffset.UnixEpoch.AddYears(55))])),
            "POST /api/v1/sessions/{}/questions" => new(session + "/questions", new AskQuestion("何时?", BranchId: role is "operator" or "screen" ? spot.VenueId : null)),
            "GET /live/{}/{}" or "HEAD /live/{}/{}" => new(await PublishAsync(spot)),
            "GET /api/v1/live/{}/{}" or "HEAD /api/v1/live/{}/{}" => new("/api/v1" + await PublishAsync(spot)),
            "PUT /live/{}/{}" or "PUT /api/v1/live/{}/{}" => new(Fill(route, spot.SessionId, "part1.ts"), new ByteArrayContent([0x47])),
            "DELETE /live/{}/{}" or "DELETE /api/v1/live/{}/{}" => new(Fill(route, spot.SessionId, "part1.ts")),
            "GET /openapi/{}.json" => new("/openapi/v1.json"),
            "GET /c/{}" => new("/c/0000000000000000000A"),
            "POST /c" or "POST /c/walk-in" or "POST /h" or "POST /p/questions" or "POST /p/votes" => new(route[5..], new FormUrlEncodedContent([])),
            _ when route.Contains("/questions/{}/", StringComparison.Ordinal) => new(Fill(route, spot.Questions[0])),
            _ when route.Contains("/sessions/{}", StringComparison.Ordinal) => new(Fill(route, spot.SessionId)),
            _ when !route.Contains('{', StringComparison.Ordinal) => new(route[(route.IndexOf(' ', StringComparison.Ordinal) + 1)..]),
            _ => null,
        };
    }

    /// <summary>A new sign-in of the first administrator.</summary>
    public async Task<Tokens> FreshAsync() =>
        (await host.Anybody().SendAsync("POST", "/api/v1/auth/login", new Login(ServerHost.RootName, ServerHost.RootPassword), null)).As<Tokens>();

    private static string Fill(string route, Guid id, string file) => Fill(route.Replace("{}/{}", "{}/" + file, StringComparison.Ordinal), id);

    private static string Fill(string route, Guid id) => route[(route.IndexOf(' ', StringComparison.Ordinal) + 1)..].Replace("{}", id.ToString(), StringComparison.Ordinal);

    // An operator of the spot's hall who just signed in; made again once he is gone.
    private async Task<(Guid Account, Guid SignIn)> SignedInAsync(Spot spot)
    {
        if (_signedIn.TryGetValue(spot.VenueId, out var known) && (await world.Root.GetAsync($"/api/v1/sign-ins?account={known.Account}")).As<Page<SignInInfo>>().Items.Count > 0)
        {
            return known;
        }

        var name = $"signed-{Guid.NewGuid():N}";
        var account = (await world.Root.PostAsync("/api/v1/accounts", new CreateAccount(name, World.Password, Role.Operator, VenueId: spot.VenueId))).As<AccountCreated>().Id;
        await host.Anybody().LoginAsync(name, World.Password);
        var signIn = (await world.Root.GetAsync($"/api/v1/sign-ins?account={account}")).As<Page<SignInInfo>>().Items.Single().Id;
        return _signedIn[spot.VenueId] = (account, signIn);
    }

    private async Task<Guid> PlannedAsync(Guid unit) =>
        (await world.Root.PostAsync($"/api/v1/org-units/{unit}/rename", new RenameOrgUnit("以后的名字", TimeProvider.System.GetUtcNow().AddYears(1)))).As<OrgUnitChange>().Id;

    // An operator of the spot's hall, made once.
    private async Task<Guid> OperatorAsync(Spot spot)
    {
        if (!_operators.TryGetValue(spot.VenueId, out var made))
        {
            _operators[spot.VenueId] = made =
                (await world.Root.PostAsync("/api/v1/accounts", new CreateAccount($"operator-{spot.Hall}", World.Password, Role.Operator, VenueId: spot.VenueId))).As<AccountCreated>().Id;
        }

        return made;
    }

    // Asked by the hall's own screen, and solved at once where the caller may; five unsolved ones are the most that a hall may have.
    private async Task<Guid> HelpAsync(Spot spot)
    {
        if (!_help.TryGetValue(spot.VenueId, out var asked) || (await world.Root.GetAsync("/api/v1/help-requests?state=solved")).Body.Contains(asked.ToString(), StringComparison.Ordinal))
        {
            _screens[spot.VenueId] = _screens.TryGetValue(spot.VenueId, out var screen) ? screen : host.Anybody().As((await world.PairAsync(spot.VenueId)).AccessToken);
            _help[spot.VenueId] = asked = (await _screens[spot.VenueId].PostAsync("/api/v1/help-requests", new AskForHelp(spot.VenueId, HelpKind.Other))).As<HelpAsked>().HelpRequestId;
        }

        return asked;
    }

    private async Task<Guid> WalkInAsync(Spot spot)
    {
        var ticket = Domain.CheckIns.Ticket.Issue(spot.SessionId, spot.RoundId, spot.VenueId, TimeProvider.System.GetUtcNow());
        var wish = new KeepWalkIn(host.Services.GetRequiredService<Domain.CheckIns.TicketSeal>().Seal(ticket), "来访者", "0000");
        return (await host.Anybody().PostAsync("/api/v1/walk-ins", wish)).As<WalkInKept>().WalkInId;
    }

    // In a session of its own: the spot's may have ended by another sample.
    private static async Task<string> PlannedAsync(Spot spot)
    {
        var plans = $"/api/v1/sessions/{await World.SessionAsync(spot.Administrator, spot.UnitId)}/round-plans";
        return $"{plans}/{(await spot.Administrator.PostAsync(plans, Plan())).As<RoundPlanned>().PlanId}";
    }

    private static PlanRound Plan() => new(RoundKind.SpotCheck, DateTimeOffset.UnixEpoch.AddYears(90), DateTimeOffset.UnixEpoch.AddYears(90).AddHours(1), 5, 10);

    // What waits is decided by one caller; the next needs a new one.
    private async Task<Guid> LeaveAsync(Spot spot)
    {
        var asked = await spot.Administrator.PostAsync($"/api/v1/sessions/{spot.SessionId}/leaves", new AskLeave(spot.TraineeId, "ill"));
        return asked.Status == 201
            ? asked.As<LeaveAsked>().LeaveId
            : (await spot.Administrator.GetAsync($"/api/v1/sessions/{spot.SessionId}/leaves")).As<Contracts.Page<LeaveInfo>>().Items[0].LeaveId;
    }

    private async Task<Guid> DeviceAsync(Spot spot)
    {
        var screen = host.Anybody().As((await world.PairAsync(spot.VenueId)).AccessToken);
        return (await screen.PostAsync("/api/v1/devices", new RegisterDevice(spot.VenueId, new SigningDevice().PublicKey))).As<DeviceRegistered>().DeviceId;
    }

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
