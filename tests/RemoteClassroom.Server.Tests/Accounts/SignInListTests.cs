using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.Server.Tests.Hubs;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Server.Tests.Accounts;

/// <summary>The own password and sign-ins, and those of the accounts below.</summary>
public sealed class SignInListTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Auth = "/api/v1/auth";
    private const string Phone = "Mozilla/5.0 (Linux; Android 10) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/99.0 Mobile Safari/537.36";

    private Api Anybody => shared.Host.Anybody();

    [Fact]
    public async Task The_own_sign_ins_tell_device_and_time_and_one_that_is_ended_is_out()
    {
        var here = await shared.World.AccountAsync("own-list", Role.Lecturer, shared.World.Own.UnitId);
        var phone = here.As((await Anybody.SendAsync("POST", Auth + "/login", new Login("own-list", World.Password), null, ("User-Agent", Phone))).As<Tokens>().AccessToken);
        var list = (await here.GetAsync(Auth + "/sign-ins")).As<Page<SignInInfo>>().Items;
        Assert.Equal([("Chrome · Android", null), ("", (bool?)true)], list.Select(one => (one.Device, one.Present)));
        Assert.All(list, one => Assert.True(one.LastUsedAt >= one.OpenedAt && one.User == "own-list"));

        await using var page = await HubListener.ConnectAsync(shared.Host, phone.Bearer!);
        await page.JoinAsync(StreamName.Staff(shared.World.Own.SessionId));
        (await here.SendAsync("POST", $"{Auth}/sign-ins/{list[0].Id}/revoke", null, null)).As<SignInEnded>();
        Assert.Equal(ByeCodes.Revoked, (await page.ByeAsync()).Code);
        Assert.Equal(401, (await phone.GetAsync(Auth + "/me")).Status);
        Assert.Single((await here.GetAsync(Auth + "/sign-ins")).As<Page<SignInInfo>>().Items);
    }

    [Fact]
    public async Task A_new_password_wants_the_old_one_keeps_the_rules_and_ends_every_other_sign_in()
    {
        var here = await shared.World.AccountAsync("new-password", Role.Lecturer, shared.World.Own.UnitId);
        var there = await Anybody.LoginAsync("new-password", World.Password);
        Task<Answer> ChangeAsync(string old, string next) => here.SendAsync("POST", Auth + "/password", new ChangePassword(old, next), null);
        Assert.Equal(("validation", "password"), Fault(await ChangeAsync("not-my-password", "lantern-river-ox-48")));
        foreach (var bad in (string[])["short", "1234567890", "new-password", "New-Password12"])
        {
            Assert.Equal(("validation", "newPassword"), Fault(await ChangeAsync(World.Password, bad)));
        }

        Assert.Equal(204, (await ChangeAsync(World.Password, "lantern-river-ox-48")).Status);
        Assert.Equal(401, (await there.GetAsync(Auth + "/me")).Status);
        Assert.Equal(200, (await here.GetAsync(Auth + "/me")).Status);
        Assert.Equal(401, (await Anybody.SendAsync("POST", Auth + "/login", new Login("new-password", World.Password), null)).Status);
        await Anybody.LoginAsync("new-password", "lantern-river-ox-48");
    }

    [Fact]
    public async Task An_administrator_sees_and_ends_the_sign_ins_below_and_no_others()
    {
        var below = await shared.World.AccountAsync("below-list", Role.Assistant, shared.World.Spots[Place.Child].UnitId);
        var aside = await shared.World.AccountAsync("aside-list", Role.Assistant, shared.World.Spots[Place.Sibling].UnitId);
        var peer = await shared.World.AccountAsync("peer-list", Role.Administrator, shared.World.Own.UnitId);
        var county = shared.World.Own.Administrator;
        var seen = (await county.GetAsync("/api/v1/sign-ins?limit=1000")).As<Page<SignInInfo>>().Items;
        Assert.Contains(seen, one => one.User == "below-list");
        Assert.DoesNotContain(seen, one => one.User is "aside-list" or "peer-list" or "administrator-Own" or ServerHost.RootName);

        (await county.PostAsync($"/api/v1/sign-ins/{seen.Single(one => one.User == "below-list").Id}/revoke")).As<SignInEnded>();
        Assert.Equal(401, (await below.GetAsync(Auth + "/me")).Status);
        foreach (var other in (Api[])[aside, peer])
        {
            var id = (await other.GetAsync(Auth + "/sign-ins")).As<Page<SignInInfo>>().Items.Single().Id;
            Assert.Equal("not_found", (await county.PostAsync($"/api/v1/sign-ins/{id}/revoke")).Code);
            Assert.Equal(200, (await other.GetAsync(Auth + "/me")).Status);
        }
    }

    private static (string?, string?) Fault(Answer answer) => (answer.Code, answer.Field);
}
