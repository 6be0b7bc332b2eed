using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Contracts.Organization;
using RemoteClassroom.Server.Accounts;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.Server.Tests.Hubs;
using RemoteClassroom.Storage;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Server.Tests.Accounts;

/// <summary>Roles apart: nobody gives himself another's, and the first administrator's are split one by one.</summary>
public sealed class RoleTests
{
    private const string Accounts = "/api/v1/accounts";

    [Fact]
    public async Task The_first_administrator_holds_each_role_until_somebody_else_does()
    {
        await using var host = await ServerHost.StartAsync();
        var world = await World.MakeAsync(host);
        Assert.Equal([Role.PlatformAdministrator, Role.SecurityAdministrator, Role.Auditor], await AlsoAsync(world.Root));
        var county = await world.AccountAsync("county", Role.Administrator, world.Own.UnitId);
        Assert.Equal("forbidden", (await county.PostAsync(Accounts, new CreateAccount("by-himself", World.Password, Role.Auditor, world.Own.UnitId))).Code);

        var platform = await world.AccountAsync("platform", Role.PlatformAdministrator);
        Assert.Equal(403, (await platform.GetAsync("/api/v1/sessions")).Status);
        Assert.Equal(403, (await platform.GetAsync(Accounts)).Status);
        await Eventually.True("the platform's role to be split off", async () => !(await AlsoAsync(world.Root)).Contains(Role.PlatformAdministrator));

        // A pending account splits nothing: the installation is never left without a keeper.
        var lecturer = (await world.Root.PostAsync(Accounts, new CreateAccount("to-be-security", World.Password, Role.Lecturer, world.Own.UnitId))).As<AccountCreated>().Id;
        (await world.Root.PostAsync($"{Accounts}/{lecturer}/role", new GiveRole(Role.SecurityAdministrator))).As<AccountChanged>();
        await Eventually.True("the security role to be split off", async () => !(await AlsoAsync(world.Root)).Contains(Role.SecurityAdministrator));
        Assert.Equal([Role.Auditor], await AlsoAsync(world.Root));
        Assert.Equal(403, (await world.Root.PostAsync($"{Accounts}/{lecturer}/role", new GiveRole(Role.Lecturer, world.Own.UnitId))).Status);
        Assert.Equal("forbidden", (await world.Root.PostAsync(Accounts, new CreateAccount("by-the-first", World.Password, Role.SecurityAdministrator))).Code);

        // A security administrator gives roles, but makes no account and does not touch his own.
        var security = await host.Anybody().LoginAsync("to-be-security", World.Password);
        Assert.Equal(403, (await security.PostAsync(Accounts, new CreateAccount("another", World.Password, Role.Auditor))).Status);
        Assert.Equal("not_found", (await security.PostAsync($"{Accounts}/{lecturer}/role", new GiveRole(Role.Auditor))).Code);
        var other = (await world.Root.PostAsync(Accounts, new CreateAccount("to-be-auditor", World.Password, Role.Assistant, world.Own.UnitId))).As<AccountCreated>().Id;
        Assert.Equal(("validation", "unitId"), Fault(await security.PostAsync($"{Accounts}/{other}/role", new GiveRole(Role.Lecturer))));
        (await security.PostAsync($"{Accounts}/{other}/role", new GiveRole(Role.Auditor))).As<AccountChanged>();
        await Eventually.True("the auditor's role to be split off", async () => (await AlsoAsync(world.Root)).Count == 0);
    }

    [Fact]
    public async Task A_locked_account_is_out_at_once_and_an_unlocked_one_signs_in_again()
    {
        await using var host = await ServerHost.StartAsync();
        var world = await World.MakeAsync(host);
        await world.HoldSessionsAsync();
        var lecturer = await world.AccountAsync("lecturer", Role.Lecturer, world.Own.UnitId);
        var id = (await world.Root.GetAsync(Accounts + "?query=lecturer")).As<Page<AccountInfo>>().Items.Single(one => one.User == "lecturer").Id;
        var security = await world.AccountAsync("security", Role.SecurityAdministrator, world.Spots[Place.Ancestor].UnitId);
        await using var page = await HubListener.ConnectAsync(host, lecturer.Bearer!);
        await page.JoinAsync(StreamName.Staff(world.Own.SessionId));
        Assert.Equal(AccountState.Locked, (await security.PostAsync($"{Accounts}/{id}/lock")).As<AccountChanged>().State);
        Assert.Equal(ByeCodes.Revoked, (await page.ByeAsync()).Code);
        await Eventually.True("the locked account's calls to be refused", async () => (await lecturer.GetAsync("/api/v1/auth/me")).Status == 401);
        Assert.Equal("rate_limited", (await host.Anybody().SendAsync("POST", "/api/v1/auth/login", new Login("lecturer", World.Password), null)).Code);

        // A slip of the next level up is no way around the lock.
        var slip = (await world.Root.PostAsync(Accounts + "/slips", new IssueSlips([id]))).As<IssuedSlips>().Slips.Single();
        Assert.Equal("forbidden", (await host.Anybody().SendAsync("POST", "/api/v1/auth/activate", new Activate(slip.Code, "lantern-river-ox-48"), null)).Code);
        Assert.Equal(AccountState.Active, (await security.PostAsync($"{Accounts}/{id}/unlock")).As<AccountChanged>().State);
        await host.Anybody().LoginAsync("lecturer", World.Password);

        // Beyond his own part of the tree he can do nothing.
        var foreign = (await world.Root.PostAsync(Accounts, new CreateAccount("far-away", World.Password, Role.Lecturer, world.Spots[Place.Foreign].UnitId))).As<AccountCreated>().Id;
        Assert.Equal("not_found", (await security.PostAsync($"{Accounts}/{foreign}/lock")).Code);
    }

    [Fact]
    public async Task A_dangerous_act_wants_the_password_within_five_minutes_and_then_goes_on_with_the_same_key()
    {
        await using var host = await ServerHost.StartAsync();
        var world = await World.MakeAsync(host);
        var account = (await world.Root.PostAsync(Accounts, new CreateAccount("to-go", World.Password, Role.Lecturer, world.Own.UnitId))).As<AccountCreated>().Id;
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<RemoteClassroomDb>();
            Assert.True(await db.Credentials.Where(row => row.AccountId != null).ExecuteUpdateAsync(set => set.SetProperty(row => row.PasswordAt, row => row.PasswordAt - 301_000_000)) > 0);
        }

        var key = Guid.NewGuid();
        Task<Answer> DeleteAsync() => world.Root.SendAsync("DELETE", $"{Accounts}/{account}", null, key);
        Task<Answer> ConfirmAsync(string password) => world.Root.SendAsync("POST", "/api/v1/auth/confirm", new ConfirmPassword(password), null);
        Assert.Equal((403, "fresh_sign_in_required"), ((await DeleteAsync()).Status, (await DeleteAsync()).Code));
        Assert.Equal(("validation", "password"), Fault(await ConfirmAsync("not-my-password")));
        Assert.Equal("fresh_sign_in_required", (await DeleteAsync()).Code);
        Assert.Equal(204, (await ConfirmAsync(ServerHost.RootPassword)).Status);
        Assert.Equal(account, (await DeleteAsync()).As<AccountDeleted>().Id);
        Assert.Equal(401, (await host.Anybody().SendAsync("POST", "/api/v1/auth/login", new Login("to-go", World.Password), null)).Status);
    }

    [Fact]
    public async Task An_auditor_reads_what_was_done_and_changes_nothing()
    {
        await using var host = await ServerHost.StartAsync();
        var world = await World.MakeAsync(host);
        await world.HoldSessionsAsync();
        var auditor = await world.AccountAsync("auditor", Role.Auditor, world.Own.UnitId);
        foreach (var what in (string[])["ledger", "ledger.csv", "events"])
        {
            Assert.Equal(200, (await auditor.GetAsync($"/api/v1/sessions/{world.Own.SessionId}/{what}")).Status);
            Assert.Equal(404, (await auditor.GetAsync($"/api/v1/sessions/{world.Spots[Place.Foreign].SessionId}/{what}")).Status);
        }

        Assert.Contains((await auditor.GetAsync("/api/v1/sessions")).As<Page<Contracts.Sessions.SessionInfo>>().Items, session => session.SessionId == world.Own.SessionId);
        Assert.Equal(403, (await auditor.PostAsync($"/api/v1/sessions/{world.Own.SessionId}/end")).Status);
        Assert.Equal(403, (await auditor.PostAsync("/api/v1/venues", new CreateVenue("x", world.Own.UnitId, "厅", 5))).Status);
    }

    [Theory]
    [InlineData("", "p/c1", Role.Auditor, "p/c1/u1", null)]
    [InlineData("p/c1", "p/c1/u1", Role.Lecturer, "p/c1/u1", null)]
    [InlineData("p/c1", "p/c1/u1", Role.Auditor, "", "part of the tree")]
    [InlineData("p/c1", "p/c2", Role.Lecturer, "p/c1", "part of the tree")]
    [InlineData("p/c1", null, Role.Lecturer, "p/c1", "part of the tree")]
    public void Roles_are_given_within_the_own_part_of_the_tree(string scope, string? accountPath, Role role, string path, string? fault)
    {
        var keeper = new AccountCaller(Guid.NewGuid(), Guid.NewGuid(), "keeper", Role.SecurityAdministrator, null, scope, null);
        var found = RoleRules.Fault(keeper, Guid.NewGuid(), accountPath, role, path);
        Assert.Equal(fault is null, found is null);
        Assert.Contains(fault ?? "", found ?? "", StringComparison.Ordinal);
        Assert.NotNull(RoleRules.Fault(keeper, keeper.Id, scope, role, scope));
        Assert.NotNull(RoleRules.Fault(keeper with { Role = Role.Administrator }, Guid.NewGuid(), accountPath, role, path));
    }

    private static (string?, string?) Fault(Answer answer) => (answer.Code, answer.Field);

    private static async Task<IReadOnlyList<Role>> AlsoAsync(Api api) => (await api.GetAsync("/api/v1/auth/me")).As<Me>().Also ?? [];
}
