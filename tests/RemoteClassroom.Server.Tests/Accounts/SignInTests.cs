using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Server.Tests.Hosting;

namespace RemoteClassroom.Server.Tests.Accounts;

public sealed class SignInTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Auth = "/api/v1/auth";

    private Api Anybody => shared.Host.Anybody();

    [Fact]
    public async Task An_old_refresh_token_works_until_the_new_access_token_was_used()
    {
        var first = (await Anybody.SendAsync("POST", Auth + "/login", new Login(ServerHost.RootName, ServerHost.RootPassword), null)).As<Tokens>();
        var lost = await RefreshAsync(first.RefreshToken);
        Assert.Equal(200, lost.Status);

        // The answer was lost: the old token is sent again.
        var second = (await RefreshAsync(first.RefreshToken)).As<Tokens>();
        Assert.Equal(200, (await Anybody.As(second.AccessToken).GetAsync(Auth + "/me")).Status);
        Assert.Equal("unauthenticated", (await RefreshAsync(first.RefreshToken)).Code);
        Assert.Equal("unauthenticated", (await RefreshAsync(lost.As<Tokens>().RefreshToken)).Code);
        var third = (await RefreshAsync(second.RefreshToken)).As<Tokens>();
        Assert.Equal(200, (await Anybody.As(third.AccessToken).GetAsync(Auth + "/me")).Status);
    }

    [Fact]
    public async Task Signing_out_ends_the_access_and_the_refresh_token_at_once()
    {
        var tokens = (await Anybody.SendAsync("POST", Auth + "/login", new Login(ServerHost.RootName, ServerHost.RootPassword), null)).As<Tokens>();
        var api = Anybody.As(tokens.AccessToken);
        Assert.Equal(200, (await api.GetAsync(Auth + "/me")).Status);
        Assert.Equal(204, (await api.SendAsync("POST", Auth + "/logout", null, null)).Status);
        Assert.Equal("unauthenticated", (await api.GetAsync(Auth + "/me")).Code);
        Assert.Equal("unauthenticated", (await RefreshAsync(tokens.RefreshToken)).Code);
    }

    [Fact]
    public async Task A_page_gets_cookies_that_no_script_can_read_and_refreshes_with_them()
    {
        var answer = await Anybody.SendAsync("POST", Auth + "/login", new Login(ServerHost.RootName, ServerHost.RootPassword), null, ("X-RC", "1"));
        var cookies = answer.Headers.GetValues("Set-Cookie").ToList();
        Assert.All(cookies, cookie => Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase));
        Assert.All(cookies, cookie => Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase));
        var jar = ("Cookie", string.Join("; ", cookies.Select(cookie => cookie.Split(';')[0])));
        Assert.Equal(200, (await Anybody.SendAsync("GET", Auth + "/me", null, null, jar)).Status);
        Assert.Equal("unauthenticated", (await Anybody.SendAsync("POST", Auth + "/refresh", null, null, jar)).Code);
        Assert.Equal(200, (await Anybody.SendAsync("POST", Auth + "/refresh", null, null, jar, ("X-RC", "1"))).Status);
        Assert.False((await Anybody.SendAsync("POST", Auth + "/login", new Login(ServerHost.RootName, ServerHost.RootPassword), null)).Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Too_many_wrong_passwords_lock_a_name_whether_it_exists_or_not()
    {
        await shared.World.AccountAsync("often-tried", Role.Lecturer, shared.World.Own.UnitId);
        foreach (var name in (string[])["often-tried", "nobody-of-this-name"])
        {
            var codes = new List<string?>();
            for (var attempt = 0; attempt < 25; attempt++)
            {
                codes.Add((await Anybody.SendAsync("POST", Auth + "/login", new Login(name, "wrong-password"), null)).Code);
            }

            Assert.Equal("unauthenticated", codes[0]);
            Assert.Equal("rate_limited", codes[^1]);
        }

        var locked = await Anybody.SendAsync("POST", Auth + "/login", new Login("often-tried", World.Password), null);
        Assert.Equal("rate_limited", locked.Code);
        Assert.True(locked.Json.GetProperty("retryAfterMs").GetInt32() > 0);
        Assert.Equal(200, (await Anybody.SendAsync("POST", Auth + "/login", new Login(ServerHost.RootName, ServerHost.RootPassword), null)).Status);
    }

    [Fact]
    public async Task Accounts_are_made_and_listed_within_the_own_subtree_only()
    {
        var own = shared.World.Own;
        var administrator = own.Administrator;
        Assert.Equal(201, (await administrator.PostAsync("/api/v1/accounts", new CreateAccount("below", World.Password, Role.Administrator, shared.World.Spots[Place.Child].UnitId))).Status);
        Assert.Equal("not_found", (await administrator.PostAsync("/api/v1/accounts", new CreateAccount("above", World.Password, Role.Administrator, shared.World.RootUnit))).Code);
        Assert.Equal("conflict", (await administrator.PostAsync("/api/v1/accounts", new CreateAccount("BELOW", World.Password, Role.Lecturer, own.UnitId))).Code);
        var weak = await administrator.PostAsync("/api/v1/accounts", new CreateAccount("weak", "short", Role.Lecturer, own.UnitId));
        Assert.Equal(("validation", "password"), (weak.Code, weak.Field));
        var listed = (await administrator.GetAsync("/api/v1/accounts?limit=1000")).As<Contracts.Page<AccountInfo>>().Items;
        Assert.Contains(listed, account => account.User == "below");
        Assert.DoesNotContain(listed, account => account.User is ServerHost.RootName or "administrator-Sibling" or "administrator-Ancestor");
        var pages = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await shared.World.Root.GetAsync($"/api/v1/accounts?limit=2&cursor={cursor}")).As<Contracts.Page<AccountInfo>>();
            pages.AddRange(page.Items.Select(item => item.User));
            cursor = page.Next;
        }

        Assert.Contains(ServerHost.RootName, pages);
        Assert.Equal(pages.Count, pages.Distinct().Count());
    }

    private Task<Answer> RefreshAsync(string token) => Anybody.SendAsync("POST", Auth + "/refresh", new Refresh(token), null);
}
