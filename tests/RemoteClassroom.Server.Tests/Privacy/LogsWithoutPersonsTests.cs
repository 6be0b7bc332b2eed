using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Questions;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Server.Tests.Hosting;
using AskQuestion = RemoteClassroom.Contracts.Questions.AskQuestion;
using OpenRound = RemoteClassroom.Contracts.Sessions.OpenRound;

namespace RemoteClassroom.Server.Tests.Privacy;

/// <summary>Plays a lecture with planted names, digits and secrets and looks for them in everything that the server logs.</summary>
public sealed class LogsWithoutPersonsTests
{
    private const string Name = "司徒植入";
    private const string RosterNo = "PLANTED42";
    private const string Phone = "13912348765";
    private const string Password = "planted-password-77";
    private const string Question = "植入的问题正文";

    [Fact]
    public async Task Nothing_of_a_person_and_no_secret_is_ever_logged()
    {
        await using var host = await ServerHost.StartAsync();
        var world = await World.MakeAsync(host);
        var root = world.Root;
        Assert.Equal(200, (await root.PostAsync("/api/v1/trainees/import?dryRun=false", Roster($"{RosterNo},{Name},{Phone},u1,甲类,v-u1\n{RosterNo},{Name},{Phone},nowhere,甲类,\n"))).Status);
        Assert.Equal(200, (await root.PostAsync("/api/v1/trainees/import?dryRun=false", Roster($"{RosterNo},{Name},{Phone},u1,甲类,v-u1\n"))).Status);
        (await root.PostAsync("/api/v1/accounts", new CreateAccount("planted-user", Password, Role.Lecturer, world.Own.UnitId))).As<AccountCreated>();
        Assert.Equal(401, (await host.Anybody().SendAsync("POST", "/api/v1/auth/login", new Login("planted-user", Password + "x"), null)).Status);
        var session = await World.SessionAsync(root, world.Own.UnitId);
        (await root.PostAsync($"/api/v1/sessions/{session}/open")).As<CommandDone>();
        (await root.PostAsync($"/api/v1/sessions/{session}/rounds", new OpenRound(RoundKind.SignIn))).As<RoundOpenedAnswer>();
        var ticket = await ScanAsync(host, session, world.Own);
        Assert.Equal(422, (await host.Anybody().PostAsync("/api/v1/check-ins", new CheckIn(ticket, Name: Name, LastDigits: "0000"))).Status);
        var person = (await host.Anybody().PostAsync("/api/v1/check-ins", new CheckIn(ticket, Name: Name, LastDigits: Phone[^4..]))).As<CheckedIn>();
        (await host.Anybody().As(person.PersonToken).PostAsync($"/api/v1/sessions/{session}/questions", new AskQuestion(Question))).As<QuestionAskedAnswer>();
        Assert.Equal(200, (await root.GetAsync($"/api/v1/trainees?query={Uri.EscapeDataString(Name)}")).Status);
        Assert.Equal(200, (await root.GetAsync($"/api/v1/sessions/{session}/ledger.csv")).Status);
        await host.RestartAsync();

        Assert.NotEmpty(host.Logged);
        foreach (var planted in (string[])[Name, RosterNo, Phone, Password, Question, ticket, person.PersonToken, root.Bearer!])
        {
            var lines = host.Logged.Where(line => Tells(line, planted)).Take(3).ToList();
            Assert.True(lines.Count == 0, $"'{planted}' stands in the logs:{Environment.NewLine}{string.Join(Environment.NewLine, lines)}");
        }
    }

    private static bool Tells(string line, string planted) =>
        line.Contains(planted, StringComparison.OrdinalIgnoreCase) || line.Contains(Uri.EscapeDataString(planted), StringComparison.OrdinalIgnoreCase);

    private static ByteArrayContent Roster(string lines)
    {
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes("rosterNo,name,phone,unitCode,category,venueCode\n" + lines));
        file.Headers.ContentType = new("text/csv");
        return file;
    }

    private static async Task<string> ScanAsync(ServerHost host, Guid session, Spot spot)
    {
        var facts = await host.Services.GetRequiredService<ISessionDirectory>().FindAsync(session, default);
        var key = BranchCodes.DeriveKey(facts!.Secret, session, spot.VenueId);
        var code = BranchCodes.CodeAt(key, spot.Hall, BranchCodes.StepOf(TimeProvider.System.GetUtcNow()));
        return (await host.Anybody().SendAsync("POST", "/api/v1/scans", new Scan(code), null)).As<TicketIssued>().Ticket;
    }
}
