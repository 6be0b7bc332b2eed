using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Chasing;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Corrections;
using RemoteClassroom.Contracts.Exports;
using RemoteClassroom.Contracts.Halls;
using RemoteClassroom.Contracts.Organization;
using RemoteClassroom.Contracts.Privacy;
using RemoteClassroom.Contracts.Questions;
using RemoteClassroom.Contracts.Reports;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Server.Tests.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Server.Tests.Idempotency;

/// <summary>A change that will take effect, and what it adds to which table (nothing, for a change of a row).</summary>
internal sealed record ChangeSample(string Bearer, string Method, string Path, object? Body, string? Table = null)
{
    public Guid Key { get; } = Guid.NewGuid();

    /// <summary>A file is sent anew each time: its content can be read once.</summary>
    public object? Content => Body is byte[] file ? Csv(file) : Body;

    private static ByteArrayContent Csv(byte[] file)
    {
        var content = new ByteArrayContent(file);
        content.Headers.ContentType = new("text/csv");
        return content;
    }
}

/// <summary>For every changing route something new to change.</summary>
internal sealed class ChangeSamples(ServerHost host, World world)
{
    private const string Events = "session_events";

    private int _number;

    /// <summary>The sample; null if none is known for the route.</summary>
    public async Task<ChangeSample?> OfAsync(string route)
    {
        var root = world.Root.Bearer!;
        var name = $"n{++_number}";
        return route switch
        {
            "POST /api/v1/accounts" => Post("/api/v1/accounts", new CreateAccount("user-" + name, World.Password, Role.Lecturer, world.Own.UnitId), "accounts"),
            "POST /api/v1/pairings/approve" => Post("/api/v1/pairings/approve", new ApprovePairing(
                (await host.Anybody().SendAsync("POST", "/api/v1/pairings", null, null)).As<PairingStarted>().UserCode, world.Own.VenueId)),
            "POST /api/v1/accounts/{}/role" => Post($"/api/v1/accounts/{await FreshAsync(name)}/role", new GiveRole(Role.Assistant, world.Own.UnitId)),
            "POST /api/v1/accounts/{}/lock" => Post($"/api/v1/accounts/{await AccountAsync(name)}/lock", null),
            "POST /api/v1/accounts/{}/unlock" => Post($"/api/v1/accounts/{await AccountAsync(name)}/unlock", null),
            "DELETE /api/v1/accounts/{}" => new ChangeSample(root, "DELETE", $"/api/v1/accounts/{await FreshAsync(name)}", null, "accounts"),
            "POST /api/v1/sign-ins/{}/revoke" => Post($"/api/v1/sign-ins/{await SignInAsync(name)}/revoke", null),
            "POST /api/v1/accounts/slips" => Post("/api/v1/accounts/slips", new IssueSlips([await AccountAsync(name)]), "activation_slips"),
            "POST /api/v1/venues/{}/substitutes" => Post($"/api/v1/venues/{world.Own.VenueId}/substitutes", Substitute(name), "accounts"),
            "POST /api/v1/accounts/{}/end" => Post(
                $"/api/v1/accounts/{(await world.Root.PostAsync($"/api/v1/venues/{world.Own.VenueId}/substitutes", Substitute(name))).As<Substitute>().Id}/end", null),
            "POST /api/v1/org-units" => Post("/api/v1/org-units", new CreateOrgUnit("u-" + name, "新单位", "township", world.Own.UnitId), "org_units"),
            "POST /api/v1/org-units/{}/rename" => Post($"/api/v1/org-units/{world.Own.UnitId}/rename", new RenameOrgUnit("单位" + name), "org_unit_changes"),
            "POST /api/v1/org-units/{}/move" => Post($"/api/v1/org-units/{await UnitAsync(name)}/move", new MoveOrgUnit(world.Spots[Place.Sibling].UnitId), "org_unit_changes"),
            "POST /api/v1/org-units/{}/merge" => Post($"/api/v1/org-units/{await UnitAsync(name)}/merge", new MergeOrgUnit(world.Own.UnitId), "org_unit_changes"),
            "POST /api/v1/org-units/{}/changes/{}/withdraw" => Post(
                $"/api/v1/org-units/{world.Own.UnitId}/changes/{(await world.Root.PostAsync($"/api/v1/org-units/{world.Own.UnitId}/rename", new RenameOrgUnit("以后", TimeProvider.System.GetUtcNow().AddYears(1)))).As<OrgUnitChange>().Id}/withdraw", null),
            "POST /api/v1/venues" => Post("/api/v1/venues", new CreateVenue("v-" + name, world.Own.UnitId, "新礼堂", 20), "venues"),
            "POST /api/v1/venues/{}/edit" => Post($"/api/v1/venues/{world.Own.VenueId}/edit", new EditVenue(Name: "礼堂" + name)),
            "POST /api/v1/halls/import" => Post(
                "/api/v1/halls/import?dryRun=false", Encoding.UTF8.GetBytes($"code,unitCode,name,seats,contact,contactPhone,operator\nh-{name},u1,新礼堂,20,张三,13800000000,op-{name}\n"), "activation_slips"),
            "POST /api/v1/venues/{}/screens/{}/revoke" => Post($"/api/v1/venues/{world.Own.VenueId}/screens/{await world.PairedScreenAsync(world.Own.VenueId)}/revoke", null),
            "POST /api/v1/org-units/import" => Post("/api/v1/org-units/import?dryRun=false", Encoding.UTF8.GetBytes($"code,parentCode,name,level\n{name},u1,新单位,township\n"), "org_units"),
            "POST /api/v1/venues/import" => Post("/api/v1/venues/import?dryRun=false", Encoding.UTF8.GetBytes($"code,unitCode,name,seats\n{name},u1,新礼堂,20\n"), "venues"),
            "POST /api/v1/trainees/import" => Post(
                "/api/v1/trainees/import?dryRun=false", Encoding.UTF8.GetBytes($"rosterNo,name,phone,unitCode,category,venueCode\n{name},新学员,13800001234,u1,甲类,\n"), "trainees"),
            "POST /api/v1/sessions" => Post("/api/v1/sessions", new CreateSession("新课", DateTimeOffset.UnixEpoch.AddYears(60), [world.Own.UnitId]), "sessions"),
            "POST /api/v1/sessions/{}/open" => Post($"/api/v1/sessions/{await SessionAsync()}/open", null, Events),
            "POST /api/v1/sessions/{}/start" => Post($"/api/v1/sessions/{await SessionAsync("open")}/start", null, Events),
            "POST /api/v1/sessions/{}/pause" => Post($"/api/v1/sessions/{await SessionAsync("open", "start")}/pause", null, Events),
            "POST /api/v1/sessions/{}/resume" => Post($"/api/v1/sessions/{await SessionAsync("open", "start", "pause")}/resume", null, Events),
            "POST /api/v1/sessions/{}/end" => Post($"/api/v1/sessions/{await SessionAsync("open")}/end", null, Events),
            "POST /api/v1/sessions/{}/rounds" => Post($"/api/v1/sessions/{await SessionAsync("open")}/rounds", new OpenRound(RoundKind.SignIn), "rounds"),
            "POST /api/v1/sessions/{}/rounds/{}/close" => await CloseAsync(),
            "POST /api/v1/sessions/{}/rounds/{}/extend" => await ExtendAsync(),
            "POST /api/v1/sessions/{}/cut" => Post($"/api/v1/sessions/{await SessionAsync("open")}/cut", null, Events),
            "POST /api/v1/sessions/{}/restore" => Post($"/api/v1/sessions/{await SessionAsync("open", "cut")}/restore", null, Events),
            "POST /api/v1/sessions/{}/branches/{}/calls" => Post($"/api/v1/sessions/{await SessionAsync("open")}/branches/{world.Own.VenueId}/calls", null, "hall_calls"),
            "POST /api/v1/sessions/{}/branches/{}/reminders" => Post($"/api/v1/sessions/{(await RoundAsync()).Session}/branches/{world.Own.VenueId}/reminders", null, "reminders"),
            "POST /api/v1/sessions/{}/reminders" => Post($"/api/v1/sessions/{(await RoundAsync()).Session}/reminders", new ChaseUnit(world.Spots[Place.Child].UnitId), "reminders"),
            "POST /api/v1/sessions/{}/branches/{}/head-count" => new ChangeSample(
                (await world.PairAsync(world.Own.VenueId)).AccessToken, "POST", $"/api/v1/sessions/{await SessionAsync("open")}/branches/{world.Own.VenueId}/head-count", new CountHeads(23), "head_counts"),
            "POST /api/v1/devices" => new ChangeSample(
                (await world.PairAsync(world.Own.VenueId)).AccessToken, "POST", "/api/v1/devices", new RegisterDevice(world.Own.VenueId, new SigningDevice().PublicKey), "devices"),
            "POST /api/v1/devices/{}/revoke" => Post($"/api/v1/devices/{await DeviceAsync()}/revoke", null),
            "POST /api/v1/sessions/{}/offline-entries/{}/accept" => await JudgeAsync("accept", "ledger"),
            "POST /api/v1/sessions/{}/offline-entries/{}/dismiss" => await JudgeAsync("dismiss", null),
            "POST /api/v1/help-requests" => new ChangeSample(
                (await world.PairAsync(world.Own.VenueId)).AccessToken, "POST", "/api/v1/help-requests", new AskForHelp(world.Own.VenueId, HelpKind.Sound), "help_requests"),
            "POST /api/v1/help-requests/{}/take" => Post($"/api/v1/help-requests/{await HelpAsync()}/take", null),
            "POST /api/v1/help-requests/{}/solve" => Post($"/api/v1/help-requests/{await HelpAsync()}/solve", null),
            "POST /api/v1/sessions/{}/round-plans" => Post($"/api/v1/sessions/{await SessionAsync("open")}/round-plans", Plan(), "round_plans"),
            "POST /api/v1/sessions/{}/round-plans/{}/drop" => await DropAsync(),
            "POST /api/v1/exports" => Post("/api/v1/exports", new MakeExport(FileFormat.Csv, await SessionAsync("open")), "exports"),
            "POST /api/v1/walk-ins" => await WalkInAsync(),
            "POST /api/v1/sessions/{}/walk-ins/{}/match" => await DecideWalkInAsync("match", new MatchWalkIn(world.Own.TraineeId, "known by sight"), "ledger_corrections"),
            "POST /api/v1/sessions/{}/walk-ins/{}/reject" => await DecideWalkInAsync("reject", new RejectWalkIn("came by chance"), null),
            "POST /api/v1/sessions/{}/corrections" => await CorrectAsync(),
            "POST /api/v1/sessions/{}/leaves" => Post($"/api/v1/sessions/{await SessionAsync("open")}/leaves", new AskLeave(world.Own.TraineeId, "ill"), "leaves"),
            "POST /api/v1/sessions/{}/leaves/{}/decide" => await DecideAsync(),
            "POST /api/v1/sessions/{}/signals/{}/judge" => Post(
                $"/api/v1/sessions/{await SessionAsync("open")}/signals/{Guid.NewGuid()}/judge", new JudgeSignal(world.Own.VenueId, SignalFinding.FollowUp, "nobody knows yet", 3), "audit"),
            "POST /api/v1/trainees/{}/erase" => Post($"/api/v1/trainees/{await TraineeAsync(name)}/erase", new WithReason("left the training"), "audit"),
            "POST /api/v1/check-ins" => await CheckInAsync(),
            "POST /api/v1/sessions/{}/check-ins/batch" => await BatchAsync(),
            "POST /api/v1/sessions/{}/questions" => await AskAsync(),
            "POST /api/v1/questions/{}/approve" => Post($"/api/v1/questions/{await QuestionAsync()}/approve", null, Events),
            "POST /api/v1/questions/{}/dismiss" => Post($"/api/v1/questions/{await QuestionAsync()}/dismiss", null, Events),
            "POST /api/v1/questions/{}/answering" => Post($"/api/v1/questions/{await QuestionAsync("approve")}/answering", null, Events),
            "POST /api/v1/questions/{}/answered" => Post($"/api/v1/questions/{await QuestionAsync("approve", "answering")}/answered", null, Events),
            "POST /api/v1/questions/{}/votes" => await VoteAsync("POST"),
            "DELETE /api/v1/questions/{}/votes" => await VoteAsync("DELETE"),
            _ => null,
        };

        ChangeSample Post(string path, object? body, string? table = null) => new(root, "POST", path, body, table);
    }

    // An account, and the password given just now: what is done to it is dangerous.
    private async Task<Guid> FreshAsync(string name)
    {
        Assert.Equal(204, (await world.Root.SendAsync("POST", "/api/v1/auth/confirm", new ConfirmPassword(ServerHost.RootPassword), null)).Status);
        return await AccountAsync(name);
    }

    private async Task<Guid> SignInAsync(string name)
    {
        var account = await AccountAsync(name);
        await host.Anybody().LoginAsync("user-" + name, World.Password);
        return (await world.Root.GetAsync($"/api/v1/sign-ins?account={account}")).As<Page<SignInInfo>>().Items.Single().Id;
    }

    private async Task<Guid> UnitAsync(string name) =>
        (await world.Root.PostAsync("/api/v1/org-units", new CreateOrgUnit("u-" + name, "新单位", "township", world.Own.UnitId))).As<OrgUnitInfo>().Id;

    private static AppointSubstitute Substitute(string name) => new("sub-" + name, TimeProvider.System.GetUtcNow().AddHours(3));

    private async Task<Guid> AccountAsync(string name) =>
        (await world.Root.PostAsync("/api/v1/accounts", new CreateAccount("user-" + name, World.Password, Role.Lecturer, world.Own.UnitId))).As<AccountCreated>().Id;

    private async Task<Guid> SessionAsync(params string[] moves)
    {
        var session = await World.SessionAsync(world.Root, world.Own.UnitId);
        foreach (var move in moves)
        {
            (await world.Root.PostAsync($"/api/v1/sessions/{session}/{move}")).As<CommandDone>();
        }

        return session;
    }

    private async Task<(Guid Session, Guid Round)> RoundAsync()
    {
        var session = await SessionAsync("open");
        return (session, (await world.Root.PostAsync($"/api/v1/sessions/{session}/rounds", new OpenRound(RoundKind.SignIn))).As<RoundOpenedAnswer>().RoundId);
    }

    private async Task<ChangeSample> CloseAsync()
    {
        var (session, round) = await RoundAsync();
        return new ChangeSample(world.Root.Bearer!, "POST", $"/api/v1/sessions/{session}/rounds/{round}/close", null, "session_events");
    }

    private async Task<ChangeSample> ExtendAsync()
    {
        var session = await SessionAsync("open");
        var due = TimeProvider.System.GetUtcNow().AddMinutes(20);
        var round = (await world.Root.PostAsync($"/api/v1/sessions/{session}/rounds", new OpenRound(RoundKind.SignIn, due))).As<RoundOpenedAnswer>().RoundId;
        return new ChangeSample(world.Root.Bearer!, "POST", $"/api/v1/sessions/{session}/rounds/{round}/extend", new ExtendRound(due.AddMinutes(2)), Events);
    }

    private async Task<Guid> HelpAsync() => (await host.Anybody().As((await world.PairAsync(world.Own.VenueId)).AccessToken)
        .PostAsync("/api/v1/help-requests", new AskForHelp(world.Own.VenueId, HelpKind.Other))).As<HelpAsked>().HelpRequestId;

    private async Task<ChangeSample> WalkInAsync()
    {
        var (session, round) = await RoundAsync();
        var ticket = Ticket.Issue(session, round, world.Own.VenueId, TimeProvider.System.GetUtcNow());
        return new ChangeSample("", "POST", "/api/v1/walk-ins", new KeepWalkIn(host.Services.GetRequiredService<TicketSeal>().Seal(ticket), "来访者", "0000"), "walk_ins");
    }

    private async Task<ChangeSample> DecideWalkInAsync(string verb, object body, string? table)
    {
        var (session, round) = await RoundAsync();
        var ticket = Ticket.Issue(session, round, world.Own.VenueId, TimeProvider.System.GetUtcNow());
        var wish = new KeepWalkIn(host.Services.GetRequiredService<TicketSeal>().Seal(ticket), "来访者", "0000");
        var walkIn = (await host.Anybody().PostAsync("/api/v1/walk-ins", wish)).As<WalkInKept>().WalkInId;
        return new ChangeSample(world.Root.Bearer!, "POST", $"/api/v1/sessions/{session}/walk-ins/{walkIn}/{verb}", body, table);
    }

    private static PlanRound Plan() => new(RoundKind.SpotCheck, DateTimeOffset.UnixEpoch.AddYears(90), DateTimeOffset.UnixEpoch.AddYears(90).AddHours(1), 5, 10);

    private async Task<ChangeSample> DropAsync()
    {
        var session = await SessionAsync("open");
        var plan = (await world.Root.PostAsync($"/api/v1/sessions/{session}/round-plans", Plan())).As<RoundPlanned>().PlanId;
        return new ChangeSample(world.Root.Bearer!, "POST", $"/api/v1/sessions/{session}/round-plans/{plan}/drop", null);
    }

    private async Task<ChangeSample> CorrectAsync()
    {
        var (session, round) = await RoundAsync();
        return new ChangeSample(
            world.Root.Bearer!, "POST", $"/api/v1/sessions/{session}/corrections", new MakeCorrection(world.Own.TraineeId, CorrectionAct.Present, "was there", round), "ledger_corrections");
    }

    private async Task<ChangeSample> DecideAsync()
    {
        var session = await SessionAsync("open");
        var leave = (await world.Root.PostAsync($"/api/v1/sessions/{session}/leaves", new AskLeave(world.Own.TraineeId, "ill"))).As<LeaveAsked>().LeaveId;
        return new ChangeSample(world.Root.Bearer!, "POST", $"/api/v1/sessions/{session}/leaves/{leave}/decide", new DecideLeave(true, "seen the paper"), "ledger_corrections");
    }

    private async Task<Guid> DeviceAsync() => (await host.Anybody().As((await world.PairAsync(world.Own.VenueId)).AccessToken)
        .PostAsync("/api/v1/devices", new RegisterDevice(world.Own.VenueId, new SigningDevice().PublicKey))).As<DeviceRegistered>().DeviceId;

    private async Task<ChangeSample> JudgeAsync(string verb, string? table)
    {
        var (session, round) = await RoundAsync();
        var entry = await KeptEntry.MakeAsync(host, session, world.Own.VenueId, world.Own.TraineeId, round);
        return new ChangeSample(world.Root.Bearer!, "POST", $"/api/v1/sessions/{session}/offline-entries/{entry}/{verb}", null, table);
    }

    private async Task<Guid> TraineeAsync(string rosterNo)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RemoteClassroomDb>();
        var row = new TraineeRow { Id = Guid.CreateVersion7(), RosterNo = "erase-" + rosterNo, Name = "某学员", LastDigits = "1234", UnitId = world.Own.UnitId, Category = "甲类" };
        db.Add(row);
        await db.SaveChangesAsync();
        return row.Id;
    }

    private async Task<ChangeSample> CheckInAsync()
    {
        var (session, round) = await RoundAsync();
        var ticket = Ticket.Issue(session, round, world.Own.VenueId, TimeProvider.System.GetUtcNow());
        var sealedTicket = host.Services.GetRequiredService<TicketSeal>().Seal(ticket);
        return new ChangeSample("", "POST", "/api/v1/check-ins", new CheckIn(sealedTicket, world.Own.RosterNo, LastDigits: world.Own.LastDigits), "ledger");
    }

    private async Task<ChangeSample> BatchAsync()
    {
        var (session, round) = await RoundAsync();
        var screen = await world.PairAsync(world.Own.VenueId);
        var entry = new BatchEntry(Guid.NewGuid(), 1, world.Own.TraineeId, TimeProvider.System.GetUtcNow(), round);
        return new ChangeSample(screen.AccessToken, "POST", $"/api/v1/sessions/{session}/check-ins/batch", new CheckInBatch(world.Own.VenueId, "device-1", [entry]), "ledger");
    }

    private async Task<ChangeSample> AskAsync()
    {
        var session = await SessionAsync("open");
        return new ChangeSample(world.Person(session, world.Own).Bearer!, "POST", $"/api/v1/sessions/{session}/questions", new AskQuestion("为什么?"), "questions");
    }

    private async Task<Guid> QuestionAsync(params string[] moves)
    {
        var asked = await AskAsync();
        var answer = await host.Anybody().As(asked.Bearer).SendAsync(asked.Method, asked.Path, asked.Body, asked.Key);
        var question = answer.As<QuestionAskedAnswer>().QuestionId;
        foreach (var move in moves)
        {
            (await world.Root.PostAsync($"/api/v1/questions/{question}/{move}")).As<CommandDone>();
        }

        return question;
    }

    private async Task<ChangeSample> VoteAsync(string method)
    {
        var asked = await AskAsync();
        var person = host.Anybody().As(asked.Bearer);
        var question = (await person.SendAsync(asked.Method, asked.Path, asked.Body, asked.Key)).As<QuestionAskedAnswer>().QuestionId;
        (await world.Root.PostAsync($"/api/v1/questions/{question}/approve")).As<CommandDone>();
        if (method == "DELETE")
        {
            (await person.PostAsync($"/api/v1/questions/{question}/votes")).As<VoteAnswer>();
        }

        return new ChangeSample(asked.Bearer, method, $"/api/v1/questions/{question}/votes", null, "question_votes");
    }
}
