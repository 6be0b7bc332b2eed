using Microsoft.Extensions.Time.Testing;
using RemoteClassroom.Client.Retry;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Client.Tests;

public sealed class CallTests
{
    private static object Problem(string code, int? retryAfterMs = null) =>
        new Problem($"/problems/{code}", "t", ErrorCodes.StatusOf(code), code, "d", RetryAfterMs: retryAfterMs);

    [Theory]
    [InlineData(ErrorCodes.Overloaded)]
    [InlineData(ErrorCodes.OutcomeUnknown)]
    [InlineData(ErrorCodes.StorageUnavailable)]
    [InlineData(ErrorCodes.RateLimited)]
    public async Task A_change_is_tried_again_under_the_same_key_and_with_the_same_bytes(string code)
    {
        await using var server = await FakeServer.StartAsync();
        using var client = server.Client();
        server.Answer = _ => server.Calls.Count < 6 ? (ErrorCodes.StatusOf(code), Problem(code, 1)) : (200, new CommandDone(42));

        var done = await client.OpenAsync(Guid.NewGuid());

        Assert.Equal(42, done.Offset);
        Assert.Equal(6, server.Calls.Count);
        Assert.Single(server.Calls.Select(call => call.Key).Distinct());
        Assert.Single(server.Calls.Select(call => call.Body).Distinct());
        Assert.True(Guid.TryParseExact(server.Calls.First().Key, "D", out _));
    }

    [Fact]
    public async Task A_connection_that_breaks_before_the_answer_is_tried_again_with_the_key()
    {
        await using var server = await FakeServer.StartAsync();
        using var client = server.Client();
        server.Answer = _ => server.Calls.Count < 4 ? (0, null) : (201, new SessionCreated(Guid.NewGuid()));
        await client.CreateSessionAsync(new CreateSession("t", DateTimeOffset.UnixEpoch, [Guid.NewGuid()]));
        Assert.Equal(4, server.Calls.Count);
        Assert.Single(server.Calls.Select(call => call.Key).Distinct());
    }

    [Fact]
    public async Task Two_changes_have_two_keys_and_a_given_one_is_kept()
    {
        await using var server = await FakeServer.StartAsync();
        using var client = server.Client();
        server.Answer = _ => (200, new CommandDone(1));
        var own = Guid.NewGuid();
        await client.StartAsync(Guid.NewGuid());
        await client.StartAsync(Guid.NewGuid());
        await client.StartAsync(Guid.NewGuid(), own);
        Assert.Equal(3, server.Calls.Select(call => call.Key).Distinct().Count());
        Assert.Equal(own.ToString(), server.Calls.Last().Key);
    }

    [Theory]
    [InlineData(ErrorCodes.CodeExpired)]
    [InlineData(ErrorCodes.NotFound)]
    [InlineData(ErrorCodes.IllegalTransition)]
    [InlineData(ErrorCodes.Validation)]
    public async Task A_final_refusal_throws_at_once(string code)
    {
        await using var server = await FakeServer.StartAsync();
        using var client = server.Client();
        server.Answer = _ => (ErrorCodes.StatusOf(code), Problem(code));
        var refusal = await Assert.ThrowsAsync<ClassroomException>(() => client.ScanAsync(new Scan(Code: "X")));
        Assert.Equal(code, refusal.Code);
        Assert.Single(server.Calls);
    }

    [Fact]
    public async Task Tries_end_when_they_are_cancelled()
    {
        await using var server = await FakeServer.StartAsync();
        using var client = server.Client();
        server.Answer = _ => (503, Problem(ErrorCodes.Overloaded, 5));
        using var stop = new CancellationTokenSource();
        var call = client.OpenAsync(Guid.NewGuid(), cancellationToken: stop.Token);
        await Eventually.True("more than five tries", () => server.Calls.Count > 5);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task The_servers_advice_is_waited_for()
    {
        await using var server = await FakeServer.StartAsync();
        var time = new FakeTimeProvider();
        using var client = server.Client(time: time);
        server.Answer = _ => server.Calls.Count == 1 ? (503, Problem(ErrorCodes.Overloaded, 7_000)) : (200, new CommandDone(1));
        var call = client.OpenAsync(Guid.NewGuid());
        await Eventually.True("the first try", () => server.Calls.Count == 1);

        // Advanced in small steps, since the wait begins some moments after the answer.
        var waited = TimeSpan.Zero;
        while (server.Calls.Count == 1 && waited < TimeSpan.FromSeconds(30))
        {
            await Task.Delay(2);
            time.Advance(TimeSpan.FromMilliseconds(100));
            waited += TimeSpan.FromMilliseconds(100);
        }

        Assert.True(waited >= TimeSpan.FromSeconds(6.9), $"It came back after {waited}.");
        await call;
    }

    [Fact]
    public async Task An_ended_token_is_renewed_once_for_all_calls()
    {
        await using var server = await FakeServer.StartAsync();
        using var client = server.Client();
        client.Use(new Tokens("old", "r1", DateTimeOffset.MaxValue));
        var told = new List<Tokens>();
        client.TokensChanged += told.Add;
        server.Answer = call => call switch
        {
            { Path: "auth/refresh" } => (200, new Tokens("new", "r2", DateTimeOffset.MaxValue)),
            { Bearer: "new" } => (200, new CommandDone(1)),
            _ => (401, Problem(ErrorCodes.Unauthenticated)),
        };

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => client.OpenAsync(Guid.NewGuid())));

        Assert.Single(server.Calls, call => call.Path == "auth/refresh");
        Assert.Equal("r2", client.Tokens?.RefreshToken);
        Assert.Equal("new", Assert.Single(told).AccessToken);
    }

    [Fact]
    public async Task A_refused_renewal_is_final()
    {
        await using var server = await FakeServer.StartAsync();
        using var client = server.Client();
        client.Use(new Tokens("old", "gone", DateTimeOffset.MaxValue));
        server.Answer = _ => (401, Problem(ErrorCodes.Unauthenticated));
        var refusal = await Assert.ThrowsAsync<ClassroomException>(() => client.MeAsync());
        Assert.Equal(ErrorCodes.Unauthenticated, refusal.Code);
    }

    [Fact]
    public async Task Pairing_waits_until_it_is_approved()
    {
        await using var server = await FakeServer.StartAsync();
        using var client = server.Client();
        var venue = Guid.NewGuid();
        server.Answer = call => call.Path switch
        {
            "pairings" => (200, new PairingStarted(Guid.NewGuid(), "1234 5678", "s", DateTimeOffset.MaxValue)),
            "auth/me" => (200, new Me(CallerKind.Screen, Guid.NewGuid(), VenueId: venue)),
            _ => server.Calls.Count < 5 ? (202, new { }) : (200, new PairingDone("a", "r", venue)),
        };
        var done = await client.WaitForPairingAsync(await client.StartPairingAsync(), TimeSpan.FromMilliseconds(5));
        Assert.Equal(venue, done.VenueId);
        await client.MeAsync();
        Assert.Equal("a", server.Calls.Last().Bearer);
    }

    [Fact]
    public void Back_off_grows_to_its_cap_and_is_spread_over_all_of_it()
    {
        var advice = new RetryAdvice(100, 5_000);
        var most = new BackOff(advice, () => 0.999999);
        Assert.Equal([100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000], Enumerable.Range(0, 8).Select(attempt => (int)Math.Round(most.Delay(attempt).TotalMilliseconds)));
        Assert.Equal(5_000, Math.Round(most.Delay(int.MaxValue).TotalMilliseconds));
        Assert.Equal(TimeSpan.Zero, new BackOff(advice, () => 0).Delay(5));
        Assert.Equal(TimeSpan.FromSeconds(3), new BackOff(advice, () => 0).Delay(5, TimeSpan.FromSeconds(3)));
        var random = new Random(7);
        var spread = new BackOff(advice, random.NextDouble);
        var waits = Enumerable.Range(0, 10_000).Select(_ => spread.Delay(6).TotalMilliseconds).ToList();
        Assert.InRange(waits.Average(), 2_400, 2_600);
        Assert.InRange(waits.Count(wait => wait < 500), 800, 1_200);
    }
}
