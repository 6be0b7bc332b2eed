using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Server.Accounts;
using RemoteClassroom.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace RemoteClassroom.Server.Tests.Accounts;

public sealed class FirstAdministratorTests
{
    [Fact]
    public async Task The_link_makes_one_administrator_of_the_whole_tree_and_each_start_replaces_it()
    {
        await using var host = await ServerHost.StartBareAsync();
        var link = host.Services.GetRequiredService<FirstAdministratorLink>();
        var old = await link.PrepareAsync(null, default);
        var secret = await link.PrepareAsync(null, default);
        Assert.NotNull(secret);
        Assert.Equal("not_found", (await RedeemAsync(host, old!, "first")).Code);
        Assert.Equal("validation", (await RedeemAsync(host, secret, "x")).Code);
        var tokens = (await RedeemAsync(host, secret, "first")).As<Tokens>();
        var me = (await host.Anybody().As(tokens.AccessToken).GetAsync("/api/v1/auth/me")).As<Me>();
        Assert.Equal((Role.Administrator, null, "first"), (me.Role, me.UnitId, me.Name));
        Assert.Equal("not_found", (await RedeemAsync(host, secret, "second")).Code);
        await host.RestartAsync();
        Assert.Null(await host.Services.GetRequiredService<FirstAdministratorLink>().PrepareAsync("later:another-password", default));
        Assert.Equal("unauthenticated", (await host.Anybody().SendAsync("POST", "/api/v1/auth/login", new Login("later", "another-password"), null)).Code);
        Assert.Equal(200, (await host.Anybody().SendAsync("POST", "/api/v1/auth/login", new Login("first", World.Password), null)).Status);
    }

    private static Task<Answer> RedeemAsync(ServerHost host, string secret, string user) =>
        host.Anybody().SendAsync("POST", "/api/v1/auth/first", new FirstAdministrator(secret, user, World.Password), null);
}
