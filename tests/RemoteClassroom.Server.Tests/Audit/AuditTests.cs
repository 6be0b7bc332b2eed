using System.Text;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Audit;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.Server.Tests.Audit;

/// <summary>Who did what is found again, by those whom it concerns.</summary>
public sealed class AuditTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private ServerHost Host => shared.Host;

    private World World => shared.World;

    private static async Task<IReadOnlyList<AuditItem>> LinesAsync(Api by, string query = "") => (await by.GetAsync("/api/v1/audit?limit=1000" + query)).As<Page<AuditItem>>().Items;

    [Fact]
    public async Task Everything_that_was_done_stands_there_with_who_what_and_where()
    {
        var own = World.Own;
        var name = $"audited-{Guid.NewGuid():N}"[..20];
        var before = TimeProvider.System.GetUtcNow();
        var account = await World.AccountAsync(name, Role.Administrator, own.UnitId);
        var id = (await account.GetAsync("/api/v1/auth/me")).As<Me>().Id;
        Assert.Equal(401, (await Host.Anybody().SendAsync("POST", "/api/v1/auth/login", new Login(name, "a-wrong-password"), null)).Status);
        var session = await World.SessionAsync(account, own.UnitId);
        foreach (var verb in (string[])["open", "start", "pause", "resume", "cut", "restore"])
        {
            (await account.PostAsync($"/api/v1/sessions/{session}/{verb}")).As<CommandDone>();
        }

        var round = (await account.PostAsync($"/api/v1/sessions/{session}/rounds", new OpenRound(RoundKind.SignIn, TimeProvider.System.GetUtcNow().AddMinutes(20)))).As<RoundOpenedAnswer>().RoundId;
        (await account.PostAsync($"/api/v1/sessions/{session}/rounds/{round}/extend", new ExtendRound(TimeProvider.System.GetUtcNow().AddHours(1)))).As<CommandDone>();
        (await account.PostAsync($"/api/v1/sessions/{session}/rounds/{round}/close")).As<CommandDone>();
        (await account.PostAsync($"/api/v1/sessions/{session}/end")).As<CommandDone>();
        Assert.Equal(200, (await account.GetAsync($"/api/v1/sessions/{session}/ledger.csv")).Status);
        Assert.Equal(200, (await account.GetAsync($"/api/v1/sessions/{session}/ledger.xlsx")).Status);
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes($"rosterNo,name,phone,unitCode,category,venueCode\nA{id:N},张审计,13800001234,{own.Code},甲类,\n".Replace(id.ToString("N"), id.ToString("N")[..8], StringComparison.Ordinal)));
        file.Headers.ContentType = new("text/csv");
        Assert.Equal(200, (await account.SendAsync("POST", "/api/v1/trainees/import?dryRun=false", file, Guid.NewGuid())).Status);
        Assert.Equal(204, (await account.SendAsync("POST", "/api/v1/auth/logout", null, null)).Status);

        var since = $"&from={Uri.EscapeDataString(before.ToString("O"))}";
        var done = (await LinesAsync(World.Root, $"&actor={id}{since}")).Select(line => line.Action).Order().ToList();
        Assert.Equal(
            new[]
            {
                "signIn.succeeded", "session.created", "session.opened", "session.started", "session.paused", "session.resumed", "programme.cut", "programme.restored", "round.opened", "round.extended",
                "round.closed", "session.ended", "ledger.exported", "ledger.exported", "import.trainees", "signIn.ended",
            }.Order(),
            done);
        Assert.All(await LinesAsync(World.Root, $"&actor={id}"), line => Assert.Equal(("administrator", "a*", true), (line.ActorRole, line.ActorName, line.Done)));

        var about = await LinesAsync(World.Root, $"&object={id}{since}");
        Assert.Equal(new[] { "account.created", "signIn.failed", "signIn.succeeded", "signIn.ended" }.Order(), about.Select(line => line.Action).Order());
        Assert.Equal((false, null, "nobody"), about.Where(line => line.Action == "signIn.failed").Select(line => (line.Done, line.ActorId, line.ActorRole)).Single());
        Assert.All(about, line => Assert.Equal("p/c1/u1", line.UnitPath));
        Assert.Equal("administrator", about.Single(line => line.Action == "account.created").Detail!["role"]);
        Assert.DoesNotContain(about, line => line.ToString().Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_account_that_is_locked_and_a_name_that_nobody_has_are_told_apart_and_the_name_is_not_kept()
    {
        var name = $"locked-{Guid.NewGuid():N}"[..20];
        await World.AccountAsync(name, Role.Lecturer, World.Own.UnitId);
        var id = (await World.Root.GetAsync("/api/v1/accounts?limit=1000")).As<Page<AccountInfo>>().Items.Single(item => item.User == name).Id;
        for (var i = 0; i < 10; i++)
        {
            await Host.Anybody().SendAsync("POST", "/api/v1/auth/login", new Login(name, $"wrong-password-{i}"), null);
        }

        var lines = await LinesAsync(World.Root, $"&object={id}");
        Assert.True(lines.Any(line => line.Action == "signIn.locked") || lines.Count(line => line.Action == "signIn.failed") >= 3, string.Join(", ", lines.Select(line => line.Action)));

        await Host.Anybody().SendAsync("POST", "/api/v1/auth/login", new Login("who-is-this-person", "some-password"), null);
        var unknown = (await LinesAsync(World.Root, "&action=signIn.failed")).Where(line => line.ObjectKind == AuditKinds.Installation).ToList();
        Assert.NotEmpty(unknown);
        Assert.DoesNotContain("who-is-this-person", (await World.Root.GetAsync("/api/v1/audit?limit=1000")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_sees_his_subtree_alone_and_pages_join_without_a_hole()
    {
        var own = World.Own;
        var foreign = World.Spots[Place.Foreign];
        var mine = await LinesAsync(own.Administrator);
        Assert.NotEmpty(mine);
        Assert.All(mine, line => Assert.True(line.UnitPath == "p/c1/u1" || line.UnitPath.StartsWith("p/c1/u1/", StringComparison.Ordinal), line.UnitPath));
        Assert.Empty(await LinesAsync(own.Administrator, $"&object={foreign.SessionId}"));
        Assert.NotEmpty(await LinesAsync(World.Root, $"&object={foreign.SessionId}"));
        Assert.Equal(404, (await own.Administrator.GetAsync($"/api/v1/audit?unit={foreign.UnitId}")).Status);
        Assert.Equal("validation", (await own.Administrator.GetAsync("/api/v1/audit?action=everything")).Code);
        Assert.Equal("malformed", (await own.Administrator.GetAsync("/api/v1/audit?cursor=x")).Code);

        var paged = new List<Guid>();
        for (string? next = ""; next is not null;)
        {
            var page = (await World.Root.GetAsync($"/api/v1/audit?limit=5&object={foreign.SessionId}{(next.Length > 0 ? $"&cursor={next}" : "")}")).As<Page<AuditItem>>();
            paged.AddRange(page.Items.Select(line => line.Id));
            next = page.Next;
        }

        Assert.Equal((await LinesAsync(World.Root, $"&object={foreign.SessionId}")).Select(line => line.Id), paged);
    }

    [Fact]
    public async Task The_file_holds_the_same_lines_and_taking_it_is_one_more()
    {
        var own = World.Own;
        var csv = await own.Administrator.GetAsync($"/api/v1/audit.csv?object={own.SessionId}");
        Assert.Equal((200, "text/csv"), (csv.Status, csv.ContentType));
        Assert.Contains("Asia/Shanghai", csv.Body, StringComparison.Ordinal);
        Assert.Contains("session.opened", csv.Body, StringComparison.Ordinal);
        var xlsx = await own.Administrator.GetAsync($"/api/v1/audit.xlsx?object={own.SessionId}");
        Assert.Equal(200, xlsx.Status);
        var taken = await LinesAsync(own.Administrator, "&action=audit.exported");
        Assert.Equal(["csv", "xlsx"], taken.Select(line => line.Detail!["format"]).Order());
    }

    [Fact]
    public async Task The_chain_is_intact_and_only_who_holds_the_whole_tree_may_ask()
    {
        await Eventually.True(
            "the audit's lines are linked", async () => (await World.Root.GetAsync("/api/v1/audit/check")).As<AuditChainState>() is { Intact: true, Links: > 10 }, TimeSpan.FromSeconds(60));
        Assert.Equal("forbidden", (await World.Own.Administrator.GetAsync("/api/v1/audit/check")).Code);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh-CN")]
    public async Task The_page_has_words_for_every_action(string locale)
    {
        var texts = System.Text.Json.JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(RepositoryFolder.Root, $"src/RemoteClassroom.Web/locales/{locale}.json"), TestContext.Current.CancellationToken));
        var actions = texts.RootElement.GetProperty("audit").GetProperty("actions");
        Assert.All(AuditActions.All, action => Assert.True(actions.TryGetProperty(action.Replace('.', '_'), out _), $"{locale}: audit.actions.{action}"));
    }
}
