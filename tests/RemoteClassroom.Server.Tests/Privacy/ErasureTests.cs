using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using MiniExcelLibs;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.Audit;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Organization;
using RemoteClassroom.Contracts.Privacy;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Server.Tests.Hosting;
using OpenRound = RemoteClassroom.Contracts.Sessions.OpenRound;

namespace RemoteClassroom.Server.Tests.Privacy;

/// <summary>A person is planted, checks in, is looked at, exported and erased; afterwards nothing that the server keeps, logs or gives out knows the name.</summary>
public sealed class ErasureTests
{
    private const string Name = "司徒抹去";
    private const string RosterNo = "ERASE4711";
    private const string Phone = "13912340815";
    private const string Reason = "核对证书上的字 check the spelling";

    [Fact]
    public async Task Looking_asks_why_and_erasing_leaves_a_pseudonym()
    {
        await using var host = await ServerHost.StartAsync();
        var world = await World.MakeAsync(host);
        var root = world.Root;
        Assert.Equal(200, (await root.SendAsync("POST", "/api/v1/trainees/import?dryRun=false", Roster($"{RosterNo},{Name},{Phone},u1,甲类,v-u1\n"), Guid.NewGuid())).Status);
        var person = Assert.Single((await root.GetAsync($"/api/v1/trainees?query={RosterNo}")).As<Page<TraineeInfo>>().Items);
        Assert.Equal(person, Assert.Single((await root.GetAsync($"/api/v1/trainees?query={Uri.EscapeDataString("徒抹")}")).As<Page<TraineeInfo>>().Items));
        Assert.Equal("司**去", person.NameMasked);
        var session = await CheckInAsync(host, world);
        var path = $"/api/v1/trainees/{person.Id}";
        await LookAsync(root, path, person.Id);
        await ExportAsync(host, root, session);

        // Once, with one answer.
        var expected = await ExpectedOfTheNextAsync(world);
        var key = Guid.NewGuid();
        var erased = await root.SendAsync("POST", path + "/erase", new WithReason("left the training"), key);
        Assert.Equal(person.Id, erased.As<TraineeErased>().TraineeId);
        Assert.Equal(erased.Body, (await root.SendAsync("POST", path + "/erase", new WithReason("left the training"), key)).Body);
        Assert.Equal("conflict", (await root.PostAsync(path + "/erase", new WithReason("left the training"))).Code);
        Assert.Equal("conflict", (await root.SendAsync("POST", path + "/unmask", new WithReason(Reason), null)).Code);
        Assert.Empty((await root.GetAsync($"/api/v1/trainees?query={RosterNo}")).As<Page<TraineeInfo>>().Items);

        // Nobody waits for him any more.
        Assert.Equal(expected - 1, await ExpectedOfTheNextAsync(world));

        // The ledger tells of the pseudonym, the chain stands, and no answer knows more.
        Assert.Equal(person.Id, Assert.Single((await root.GetAsync($"/api/v1/sessions/{session}/ledger")).As<Page<LedgerItem>>().Items).TraineeId);
        Assert.True((await root.GetAsync("/api/v1/audit/check")).As<AuditChainState>().Intact);
        string[] given =
        [
            (await root.GetAsync($"/api/v1/sessions/{session}/ledger.csv")).Body,
            (await root.SendAsync("POST", $"/api/v1/sessions/{session}/ledger/unmasked", new ExportUnmasked(Reason, FileFormat.Csv), null)).Body,
            (await root.GetAsync("/api/v1/audit.csv")).Body,
            (await root.GetAsync($"/api/v1/sessions/{session}/events?limit=1000")).Body,
            (await root.GetAsync("/api/v1/trainees?limit=1000")).Body,
        ];
        await host.RestartAsync();
        foreach (var planted in (string[])[Name, RosterNo, Phone])
        {
            Assert.DoesNotContain(given, body => body.Contains(planted, StringComparison.OrdinalIgnoreCase));
            Assert.DoesNotContain(host.Logged, line => line.Contains(planted, StringComparison.OrdinalIgnoreCase));
            Assert.Empty(await FilesWithAsync(host.Data, planted));
        }
    }

    private static async Task<int> ExpectedOfTheNextAsync(World world)
    {
        var session = await World.SessionAsync(world.Root, world.Own.UnitId);
        (await world.Root.PostAsync($"/api/v1/sessions/{session}/open")).As<CommandDone>();
        return (await world.Root.GetAsync($"/api/v1/sessions/{session}/attendance")).As<AttendanceFrame>().Counts.Expected;
    }

    private static async Task LookAsync(Api root, string path, Guid person)
    {
        foreach (var bad in (string[])["why", $"asked by {Name} himself", $"about {RosterNo.ToLowerInvariant()}"])
        {
            var refused = await root.SendAsync("POST", path + "/unmask", new WithReason(bad), null);
            Assert.Equal(("validation", "reason"), (refused.Code, refused.Field));
        }

        Assert.Equal(new UnmaskedTrainee(person, RosterNo, Name, Phone[^4..]), (await root.SendAsync("POST", path + "/unmask", new WithReason(Reason), null)).As<UnmaskedTrainee>());
        var look = Assert.Single((await root.GetAsync($"/api/v1/audit?action=trainee.unmasked&object={person}")).As<Page<AuditItem>>().Items);
        Assert.Equal((Reason, "p/c1/u1", "administrator"), (look.Reason, look.UnitPath, look.ActorRole));
    }

    private static async Task ExportAsync(ServerHost host, Api root, Guid session)
    {
        Assert.DoesNotContain(Name, (await root.GetAsync($"/api/v1/sessions/{session}/ledger.csv")).Body, StringComparison.Ordinal);
        var export = await root.SendAsync("POST", $"/api/v1/sessions/{session}/ledger/unmasked", new ExportUnmasked(Reason, FileFormat.Csv), null);
        var lines = export.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, lines.Length);
        Assert.Contains(Name, lines[2], StringComparison.Ordinal);
        Assert.All((string[])[lines[1], lines[3]], mark => Assert.True(mark.Contains(Reason, StringComparison.Ordinal) && mark.Contains(ServerHost.RootName, StringComparison.Ordinal), mark));

        using var http = new HttpClient { BaseAddress = host.Address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", root.Bearer);
        using var body = new StringContent($$"""{"reason":"{{Reason}}","format":"xlsx"}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync($"/api/v1/sessions/{session}/ledger/unmasked", body, TestContext.Current.CancellationToken);
        using var file = new MemoryStream(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        var cells = file.Query(useHeaderRow: false).Select(row => ((IDictionary<string, object?>)row).Values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "").ToArray()).ToList();
        Assert.Contains(Reason, cells[1][0], StringComparison.Ordinal);
        Assert.Contains(Name, cells[2]);
        Assert.Contains(Reason, cells[^1][0], StringComparison.Ordinal);
        Assert.Equal(["csv", "xlsx"], (await root.GetAsync($"/api/v1/audit?action=ledger.unmasked&object={session}")).As<Page<AuditItem>>().Items.Select(line => line.Detail!["format"]).Order());
    }

    private static async Task<List<string>> FilesWithAsync(string folder, string planted)
    {
        var found = new List<string>();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith("lock", StringComparison.Ordinal)))
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes, TestContext.Current.CancellationToken);
            if (bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(planted)) >= 0)
            {
                found.Add(Path.GetFileName(path));
            }
        }

        return found;
    }

    private static async Task<Guid> CheckInAsync(ServerHost host, World world)
    {
        var session = await World.SessionAsync(world.Root, world.Own.UnitId);
        (await world.Root.PostAsync($"/api/v1/sessions/{session}/open")).As<CommandDone>();
        (await world.Root.PostAsync($"/api/v1/sessions/{session}/rounds", new OpenRound(RoundKind.SignIn))).As<RoundOpenedAnswer>();
        var facts = await host.Services.GetRequiredService<ISessionDirectory>().FindAsync(session, TestContext.Current.CancellationToken);
        var code = BranchCodes.CodeAt(BranchCodes.DeriveKey(facts!.Secret, session, world.Own.VenueId), world.Own.Hall, BranchCodes.StepOf(TimeProvider.System.GetUtcNow()));
        var ticket = (await host.Anybody().SendAsync("POST", "/api/v1/scans", new Scan(code), null)).As<TicketIssued>().Ticket;
        (await host.Anybody().PostAsync("/api/v1/check-ins", new CheckIn(ticket, Name: Name, LastDigits: Phone[^4..]))).As<CheckedIn>();
        return session;
    }

    private static ByteArrayContent Roster(string lines)
    {
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes("rosterNo,name,phone,unitCode,category,venueCode\n" + lines));
        file.Headers.ContentType = new("text/csv");
        return file;
    }
}
