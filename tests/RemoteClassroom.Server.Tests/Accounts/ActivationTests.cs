using System.Diagnostics;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Organization;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.Storage;

namespace RemoteClassroom.Server.Tests.Accounts;

/// <summary>Level by level: a county sets up its own halls and operators, hands out slips, and nobody above or beside it is asked.</summary>
public sealed class ActivationTests(SharedHost shared, ITestOutputHelper output) : IClassFixture<SharedHost>
{
    private const string Auth = "/api/v1/auth";
    private const string Heading = "code,unitCode,name,seats,contact,contactPhone,operator\n";
    private const string NewPassword = "lantern-river-ox-48";

    private World World => shared.World;

    private Api Anybody => shared.Host.Anybody();

    private Api County => World.Own.Administrator;

    [Fact]
    public async Task A_county_administrator_makes_units_halls_and_operators_without_the_province()
    {
        var township = (await County.PostAsync("/api/v1/org-units", new CreateOrgUnit("new-town", "新镇", "township", World.Own.UnitId))).As<OrgUnitInfo>();
        Assert.Equal("p/c1/u1/new-town", township.Path);
        var village = (await County.PostAsync("/api/v1/org-units", new CreateOrgUnit("new-village", "新村", "village", township.Id))).As<OrgUnitInfo>();
        Assert.Equal("新村(改)", (await County.PostAsync($"/api/v1/org-units/{village.Id}/rename", new RenameOrgUnit("新村(改)"))).As<OrgUnitChange>().Name);
        var hall = (await County.PostAsync("/api/v1/venues", new CreateVenue("new-hall", village.Id, "新村礼堂", 25, "张三", "13800000000"))).As<VenueInfo>();
        Assert.Equal((hall.Hall, 40), ((await County.PostAsync($"/api/v1/venues/{hall.Id}/edit", new EditVenue(Seats: 40))).As<VenueInfo>().Hall, 40));
        Assert.Equal(201, (await County.PostAsync("/api/v1/accounts", new CreateAccount("town-admin", World.Password, Role.Administrator, township.Id))).Status);

        // The township goes on by itself, and reaches no further than its own subtree.
        var town = await Anybody.LoginAsync("town-admin", World.Password);
        var sub = (await town.PostAsync($"/api/v1/venues/{hall.Id}/substitutes", new AppointSubstitute("for-today", Now.AddHours(3)))).As<Substitute>();
        Assert.Equal("for-today", sub.Slip.User);
        Assert.Equal("not_found", (await town.PostAsync("/api/v1/venues", new CreateVenue("not-mine", World.Own.UnitId, "不归我管", 5))).Code);
        Assert.Equal("not_found", (await town.PostAsync("/api/v1/org-units", new CreateOrgUnit("not-mine", "不归我管", "village", World.Spots[Place.Child].UnitId))).Code);

        // What does not fit is refused by name.
        Assert.Equal(("conflict", "code"), Fault(await County.PostAsync("/api/v1/org-units", new CreateOrgUnit("new-town", "又一个", "township", World.Own.UnitId))));
        Assert.Equal(("validation", "level"), Fault(await County.PostAsync("/api/v1/org-units", new CreateOrgUnit("odd", "怪", "city", World.Own.UnitId))));
        Assert.Equal(("validation", "code"), Fault(await County.PostAsync("/api/v1/venues", new CreateVenue("a/b", village.Id, "厅", 5))));
        Assert.Equal(("validation", "seats"), Fault(await County.PostAsync("/api/v1/venues", new CreateVenue("c", village.Id, "厅", -5))));
    }

    [Fact]
    public async Task Ten_thousand_halls_and_operators_come_in_within_a_minute_and_their_codes_are_kept_nowhere()
    {
        const int Halls = 10_300;
        var file = new StringBuilder(Heading);
        for (var i = 0; i < Halls; i++)
        {
            file.Append("many-").Append(i).Append(",t1,礼堂").Append(i).Append(",25,联系人,13800000000,many-op-").Append(i).Append('\n');
        }

        var began = Stopwatch.GetTimestamp();
        var answer = (await ImportAsync(County, file.ToString())).As<HallsImportAnswer>();
        var took = Stopwatch.GetElapsedTime(began);
        output.WriteLine($"{Halls} halls and operators in {took.TotalSeconds:0.0} s");
        Assert.Empty(answer.Errors);
        Assert.Equal((Halls, Halls), (answer.Accepted, answer.Slips.Count));
        Assert.Equal(Halls, answer.Slips.Select(slip => slip.Code).Distinct().Count());
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromMinutes(1));

        var slip = answer.Slips[7_000];
        Assert.Equal(("many-op-7000", "礼堂7000", $"{shared.Host.Address}activate#{slip.Code}"), (slip.User, slip.Place, slip.Url));
        await using (var scope = shared.Host.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<RemoteClassroomDb>();
            Assert.Equal(0, await db.Database.SqlQueryRaw<int>("SELECT count(*) AS Value FROM receipts WHERE instr(body, {0}) > 0", slip.Code).SingleAsync());
            Assert.DoesNotContain(await db.ActivationSlips.Where(row => row.Id == slip.Id).Select(row => row.CodeHash).ToListAsync(), hash => Encoding.ASCII.GetString(hash).Contains(slip.Code[..4], StringComparison.Ordinal));
        }

        Assert.DoesNotContain(shared.Host.Logged, line => line.Contains(slip.Code, StringComparison.Ordinal));
        Assert.Equal(200, (await ActivateAsync(slip.Code)).Status);
        Assert.Equal(200, (await (await Anybody.LoginAsync("many-op-7000", NewPassword)).GetAsync("/api/v1/sessions")).Status);
    }

    [Fact]
    public async Task A_slip_works_once_and_a_spent_expired_replaced_or_wrong_one_is_refused_by_name()
    {
        var slips = await SlipsAsync("once", 4);
        var shown = (await Anybody.SendAsync("POST", Auth + "/activation", new AskActivation(slips[0].Code.ToLowerInvariant()), null)).As<Activation>();
        Assert.Equal(("once-op-0", Role.Operator, "礼堂once0"), (shown.User, shown.Role, shown.Place));
        Assert.Equal(("validation", "password"), Fault(await ActivateAsync(slips[0].Code, "1234567890")));
        Assert.Equal("unauthenticated", (await Anybody.SendAsync("POST", Auth + "/login", new Login("once-op-0", NewPassword), null)).Code);

        // Two hands with one slip: one of them gets in.
        var both = await Task.WhenAll(ActivateAsync(slips[0].Code), ActivateAsync(slips[0].Code));
        Assert.Equal([200, 409], both.Select(answer => answer.Status).Order());
        Assert.Equal("conflict", (await ActivateAsync(slips[0].Code)).Code);

        await ChangeAsync(db => db.ActivationSlips.Where(row => row.Id == slips[1].Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.ExpiresAt, row => row.IssuedAt)));
        Assert.Equal((410, "code_expired"), ((await ActivateAsync(slips[1].Code)).Status, (await ActivateAsync(slips[1].Code)).Code));

        var again = (await World.Root.PostAsync("/api/v1/accounts/slips", new IssueSlips([slips[2].AccountId]))).As<IssuedSlips>().Slips.Single();
        Assert.Equal("code_expired", (await ActivateAsync(slips[2].Code)).Code);
        Assert.Equal(200, (await ActivateAsync(again.Code)).Status);
        Assert.Equal("code_invalid", (await ActivateAsync("ZZZZ-ZZZZ-ZZZZ")).Code);
    }

    [Fact]
    public async Task A_slip_outside_its_issuers_subtree_is_refused()
    {
        var forbidden = (await ImportAsync(County, Heading + "beyond,u2,隔壁,20,,,beyond-op\n")).As<HallsImportAnswer>();
        Assert.Equal((0, "forbidden", "unitCode"), (forbidden.Accepted, forbidden.Errors.Single().Code, forbidden.Errors.Single().Column));
        Assert.Empty(forbidden.Slips);
        Assert.Equal("duplicate", (await ImportAsync(County, Heading + $"beyond,u1,厅,20,,,{ServerHost.RootName}\n")).As<HallsImportAnswer>().Errors.Single().Code);

        // The hall goes to another county after the slip was printed.
        var slip = (await SlipsAsync("moved", 1))[0];
        await ChangeAsync(db => db.Venues.Where(row => row.Code == "moved0").ExecuteUpdateAsync(set => set.SetProperty(row => row.UnitId, World.Spots[Place.Foreign].UnitId)));
        await TestKit.Eventually.True("the slip to be refused", async () => (await Anybody.SendAsync("POST", Auth + "/activation", new AskActivation(slip.Code), null)).Status == 403);
        Assert.Equal("forbidden", (await ActivateAsync(slip.Code)).Code);
        Assert.Equal("not_found", (await County.PostAsync("/api/v1/accounts/slips", new IssueSlips([slip.AccountId]))).Code);

        // One administrator of a unit does not reset another; the next level up does.
        var peer = (await World.Root.PostAsync("/api/v1/accounts", new CreateAccount("peer", World.Password, Role.Administrator, World.Own.UnitId))).As<AccountCreated>().Id;
        Assert.Equal("not_found", (await County.PostAsync("/api/v1/accounts/slips", new IssueSlips([peer]))).Code);
        var reset = (await World.Spots[Place.Ancestor].Administrator.PostAsync("/api/v1/accounts/slips", new IssueSlips([peer]))).As<IssuedSlips>().Slips.Single();
        var before = await Anybody.LoginAsync("peer", World.Password);
        Assert.Equal(200, (await ActivateAsync(reset.Code)).Status);
        await TestKit.Eventually.True("the sign-ins before the reset to end", async () => (await before.GetAsync(Auth + "/me")).Status == 401);
        Assert.Equal(200, (await Anybody.SendAsync("POST", Auth + "/login", new Login("peer", NewPassword), null)).Status);
    }

    [Fact]
    public async Task Guessing_is_slowed_down()
    {
        var answers = new List<string?>();
        for (var guess = 0; guess < 12; guess++)
        {
            answers.Add((await ActivateAsync($"ABCD-0000-{guess:0000}")).Code);
        }

        Assert.Equal("code_invalid", answers[0]);
        Assert.Equal("rate_limited", answers[^1]);
    }

    [Fact]
    public async Task The_list_of_accounts_tells_who_waits_for_a_slip()
    {
        await SlipsAsync("waiting", 2);
        var waiting = (await County.GetAsync("/api/v1/accounts?state=pending&query=waiting-op")).As<Page<AccountInfo>>().Items;
        Assert.Equal(["waiting-op-0", "waiting-op-1"], waiting.Select(account => account.User));
        Assert.All(waiting, account => Assert.Equal((AccountState.Pending, Role.Operator), (account.State, account.Role)));
        Assert.Empty((await County.GetAsync("/api/v1/accounts?state=active&query=waiting-op")).As<Page<AccountInfo>>().Items);
    }

    private static DateTimeOffset Now => TimeProvider.System.GetUtcNow();

    private static (string?, string?) Fault(Answer answer) => (answer.Code, answer.Field);

    private Task<Answer> ActivateAsync(string code, string password = NewPassword) => Anybody.SendAsync("POST", Auth + "/activate", new Activate(code, password), null);

    private static Task<Answer> ImportAsync(Api api, string csv) => api.PostAsync("/api/v1/halls/import?dryRun=false", new StringContent(csv, Encoding.UTF8, "text/csv"));

    private async Task<IReadOnlyList<ActivationSlip>> SlipsAsync(string name, int count)
    {
        var lines = string.Concat(Enumerable.Range(0, count).Select(i => $"{name}{i},t1,礼堂{name}{i},20,,,{name}-op-{i}\n"));
        return (await ImportAsync(County, Heading + lines)).As<HallsImportAnswer>().Slips;
    }

    private async Task ChangeAsync(Func<RemoteClassroomDb, Task<int>> change)
    {
        await using var scope = shared.Host.Services.CreateAsyncScope();
        Assert.Equal(1, await change(scope.ServiceProvider.GetRequiredService<RemoteClassroomDb>()));
    }
}
