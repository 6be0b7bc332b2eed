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

    private Task<Answer> ApproveAsync(string code) => shared.World.Root.PostAsync(Pairings + "/approve", new ApprovePairing(code, shared.World.Own.VenueId));

    private Task<Answer> PollAsync(PairingStarted pairing, string secret) => Anybody.SendAsync("POST", $"{Pairings}/{pairing.PairingId}/token", new PairingPoll(secret), null);
}
