using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Server.Tests.Hosting;

namespace RemoteClassroom.Server.Tests.Accounts;

public sealed class PairingTests(SharedHost shared) : IClassFixture<SharedHost>
{
    private const string Pairings = "/api/v1/pairings";

    private Api Anybody => shared.Host.Anybody();

    [Fact]
    public async Task A_screen_is_paired_by_its_code_and_its_tokens_come_again_until_one_was_used()
    {
        var pairing = (await Anybody.SendAsync("POST", Pairings, null, null)).As<PairingStarted>();
        var wait = await PollAsync(pairing, pairing.PollSecret);
        Assert.Equal((202, "{}"), (wait.Status, wait.Body));
        Assert.Equal("not_found", (await PollAsync(pairing, pairing.PollSecret[..^1] + (pairing.PollSecret[^1] == 'A' ? 'E' : 'A'))).Code);
        Assert.Equal("not_found", (await PollAsync(pairing, new string('*', pairing.PollSecret.Length))).Code);
        (await shared.World.Root.PostAsync(Pairings + "/approve", new ApprovePairing(pairing.UserCode.Replace(" ", "-", StringComparison.Ordinal), shared.World.Own.VenueId))).As<PairingApproved>();
        var lost = (await PollAsync(pairing, pairing.PollSecret)).As<PairingDone>();
        var done = (await PollAsync(pairing, pairing.PollSecret)).As<PairingDone>();
        Assert.Equal(shared.World.Own.VenueId, done.VenueId);
        var me = (await Anybody.As(done.AccessToken).GetAsync("/api/v1/auth/me")).As<Me>();
        Assert.Equal((CallerKind.Screen, shared.World.Own.VenueId), (me.Kind, me.VenueId));
        Assert.Equal("conflict", (await PollAsync(pairing, pairing.PollSecret)).Code);
        Assert.Equal("unauthenticated", (await Anybody.SendAsync("POST", "/api/v1/auth/refresh", new Refresh(lost.RefreshToken), null)).Code);
        Assert.Equal(200, (await Anybody.SendAsync("POST", "/api/v1/auth/refresh", new Refresh(done.RefreshToken), null)).Status);
    }

    [Fact]
    public async Task A_wrong_or_used_code_is_refused()
    {
        var pairing = (await Anybody.SendAsync("POST", Pairings, null, null)).As<PairingStarted>();
        var digits = pairing.UserCode.Replace(" ", "", StringComparison.Ordinal);
        var slip = (char)('0' + ((digits[2] - '0' + 1) % 10)) is var other ? digits[..2] + other + digits[3..] : "";
        Assert.Equal("code_invalid", (await ApproveAsync(slip)).Code);
        Assert.Equal("code_invalid", (await ApproveAsync("words")).Code);
        Assert.Equal(200, (await ApproveAsync(digits)).Status);
        Assert.Equal("conflict", (await ApproveAsync(digits)).Code);
    }

    [Fact]
    public async Task A_screen_sees_its_own_halls_sessions()
    {
        var screen = Anybody.As((await shared.World.PairAsync(shared.World.Spots[Place.Child].VenueId)).AccessToken);
        var listed = (await screen.GetAsync("/api/v1/sessions")).As<Page<SessionInfo>>().Items.Select(session => session.SessionId).ToList();
        Assert.Contains(shared.World.Spots[Place.Child].SessionId, listed);
        Assert.Contains(shared.World.Own.SessionId, listed);
        Assert.Contains(shared.World.Spots[Place.Ancestor].SessionId, listed);
        Assert.DoesNotContain(shared.World.Spots[Place.Sibling].SessionId, listed);
        Assert.DoesNotContain(shared.World.Spots[Place.Foreign].SessionId, listed);
    }

    [Fact]
    public async Task Signing_in_as_staff_in_the_screens_browser_leaves_the_screen_paired_and_the_other_way_round()
    {
        var cookies = new System.Net.CookieContainer();
        using var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies }) { BaseAddress = shared.Host.Address };
        async Task<(int Status, string Body)> CallAsync(string method, string path, object? body, bool asScreen)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : System.Net.Http.Json.JsonContent.Create(body, options: ContractsJson.Options) };
            request.Headers.Add("X-RC", "1");
            if (asScreen)
            {
                request.Headers.Add("X-RC-As", "screen");
            }

            using var answer = await browser.SendAsync(request);
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }

        var pairing = (await Anybody.SendAsync("POST", Pairings, null, null)).As<PairingStarted>();
        Assert.Equal(200, (await ApproveAsync(pairing.UserCode)).Status);
        Assert.Equal(200, (await CallAsync("POST", $"{Pairings}/{pairing.PairingId}/token", new PairingPoll(pairing.PollSecret), asScreen: true)).Status);
        Assert.Equal(401, (await CallAsync("GET", "/api/v1/auth/me", null, asScreen: false)).Status);

        Assert.Equal(200, (await CallAsync("POST", "/api/v1/auth/login", new Login(ServerHost.RootName, ServerHost.RootPassword), asScreen: false)).Status);
        Assert.Contains("\"screen\"", (await CallAsync("GET", "/api/v1/auth/me", null, asScreen: true)).Body, StringComparison.Ordinal);
        Assert.Contains("\"account\"", (await CallAsync("GET", "/api/v1/auth/me", null, asScreen: false)).Body, StringComparison.Ordinal);

        Assert.Equal(200, (await CallAsync("POST", "/api/v1/auth/refresh", new { }, asScreen: true)).Status);
        Assert.Contains("\"account\"", (await CallAsync("GET", "/api/v1/auth/me", null, asScreen: false)).Body, StringComparison.Ordinal);
        Assert.Equal(204, (await CallAsync("POST", "/api/v1/auth/logout", new { }, asScreen: false)).Status);
        Assert.Equal(401, (await CallAsync("GET", "/api/v1/auth/me", null, asScreen: false)).Status);
        Assert.Contains("\"screen\"", (await CallAsync("GET", "/api/v1/auth/me", null, asScreen: true)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_halls_screens_are_listed_and_one_that_is_taken_back_is_out_at_once()
    {
        var venue = shared.World.Spots[Place.Sibling].VenueId;
        var path = $"/api/v1/venues/{venue}/screens";
        var first = await shared.World.PairAsync(venue);
        var second = Anybody.As((await shared.World.PairAsync(venue)).AccessToken);
        var id = (await Anybody.As(first.AccessToken).GetAsync("/api/v1/auth/me")).As<Me>().Id;
        var listed = (await shared.World.Root.GetAsync(path)).As<HallScreens>().Items;
        Assert.Contains(id, listed.Select(screen => screen.ScreenId));
        Assert.All(listed, screen => Assert.True(screen.RenewedAt >= screen.PairedAt && screen.RenewedAt <= TimeProvider.System.GetUtcNow().AddSeconds(1), "a screen was renewed after it was paired and before now"));

        var elsewhere = $"/api/v1/venues/{shared.World.Own.VenueId}/screens/{id}/revoke";
        Assert.Equal("not_found", (await shared.World.Root.PostAsync(elsewhere)).Code);
        Assert.Equal(id, (await shared.World.Root.PostAsync($"{path}/{id}/revoke")).As<ScreenRevoked>().ScreenId);
        Assert.Equal(200, (await shared.World.Root.PostAsync($"{path}/{id}/revoke")).Status);
        Assert.Equal("unauthenticated", (await Anybody.As(first.AccessToken).GetAsync("/api/v1/auth/me")).Code);
        Assert.Equal("unauthenticated", (await Anybody.SendAsync("POST", "/api/v1/auth/refresh", new Refresh(first.RefreshToken), null)).Code);
        Assert.DoesNotContain(id, (await shared.World.Root.GetAsync(path)).As<HallScreens>().Items.Select(screen => screen.ScreenId));
        Assert.Equal(200, (await second.GetAsync("/api/v1/auth/me")).Status);
    }

    private Task<Answer> ApproveAsync(string code) => shared.World.Root.PostAsync(Pairings + "/approve", new ApprovePairing(code, shared.World.Own.VenueId));

    private Task<Answer> PollAsync(PairingStarted pairing, string secret) => Anybody.SendAsync("POST", $"{Pairings}/{pairing.PairingId}/token", new PairingPoll(secret), null);
}
