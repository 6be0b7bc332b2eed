using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Questions;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Server.Tests.Hosting;

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
