using System.Diagnostics;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Server.Tests.Hosting;
using RemoteClassroom.Storage;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Server.Tests.Hubs;

/// <summary>
/// Rights that were taken away in the database, as another node would: a live connection hears it and is silent within five seconds, and calls are refused as soon.
/// </summary>
public sealed class LostRightTests
{
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(5);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_pairing_that_is_revoked_or_over_elsewhere_ends_the_screen_with_bye_revoked(bool revoked)
    {
        await using var host = await ServerHost.StartAsync();
        var world = await World.MakeAsync(host);
        await world.HoldSessionsAsync();
        var token = (await world.PairAsync(world.Own.VenueId)).AccessToken;
        await using var screen = await HubListener.ConnectAsync(host, token);
        await screen.JoinAsync(StreamName.Screen(world.Own.SessionId));
        await using var staff = await HubListener.ConnectAsync(host, world.Root.Bearer!);
        Assert.Equal(200, (await host.Anybody().As(token).GetAsync("/api/v1/sessions")).Status);

        var began = Stopwatch.GetTimestamp();
        await ChangeAsync(host, revoked);
        Assert.Equal(ByeCodes.Revoked, (await screen.ByeAsync()).Code);
        await Eventually.True("the screen's connection to end", () => screen.Connection.State == HubConnectionState.Disconnected);
        await Eventually.True("the screen's calls to be refused", async () => (await host.Anybody().As(token).GetAsync("/api/v1/sessions")).Status == 401);
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, Promised);
        Assert.Equal(HubConnectionState.Connected, staff.Connection.State);
    }

    [Fact]
    public async Task An_account_moved_to_another_unit_elsewhere_is_silent_within_five_seconds()
    {
        await using var host = await ServerHost.StartAsync();
        var world = await World.MakeAsync(host);
        await world.HoldSessionsAsync();
        var lecturer = await world.AccountAsync("lecturer", Role.Lecturer, world.Own.UnitId);
        await using var page = await HubListener.ConnectAsync(host, lecturer.Bearer!);
        await page.JoinAsync(StreamName.Staff(world.Own.SessionId));

        var began = Stopwatch.GetTimestamp();
        await MoveAsync(host, "lecturer", world.Spots[Place.Foreign].UnitId);
        Assert.Equal(ByeCodes.Revoked, (await page.ByeAsync()).Code);
        await Eventually.True("the page's connection to end", () => page.Connection.State == HubConnectionState.Disconnected);
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, Promised);
    }

    [Fact]
    public async Task An_account_that_keeps_its_streams_comes_again_with_its_new_rights()
    {
        await using var host = await ServerHost.StartAsync();
        var world = await World.MakeAsync(host);
        await world.HoldSessionsAsync();
        var lecturer = await world.AccountAsync("lecturer", Role.Lecturer, world.Own.UnitId);
        await using var page = await HubListener.ConnectAsync(host, lecturer.Bearer!);
        await page.JoinAsync(StreamName.Staff(world.Own.SessionId));

        await MoveAsync(host, "lecturer", world.Spots[Place.Ancestor].UnitId);
        Assert.Equal(ByeCodes.Draining, (await page.ByeAsync()).Code);
        await using var again = await HubListener.ConnectAsync(host, lecturer.Bearer!);
        await again.JoinAsync(StreamName.Staff(world.Spots[Place.Sibling].SessionId));
    }

    [Fact]
    public async Task A_substitutes_rights_end_at_the_hour_live_connections_too()
    {
        await using var host = await ServerHost.StartAsync();
        var world = await World.MakeAsync(host);
        await world.HoldSessionsAsync();
        var ends = TimeProvider.System.GetUtcNow().AddMinutes(5);
        var appointed = (await world.Own.Administrator.PostAsync($"/api/v1/venues/{world.Own.VenueId}/substitutes", new AppointSubstitute("for-the-day", ends))).As<Substitute>();
        var tokens = (await host.Anybody().SendAsync("POST", "/api/v1/auth/activate", new Activate(appointed.Slip.Code, World.Password), null)).As<Tokens>();
        Assert.InRange(tokens.ExpiresAt, TimeProvider.System.GetUtcNow(), ends);
        var substitute = host.Anybody().As(tokens.AccessToken);
        await using var page = await HubListener.ConnectAsync(host, tokens.AccessToken);
        await page.JoinAsync(StreamName.Branch(world.Own.SessionId, world.Own.VenueId));
        Assert.Equal(200, (await substitute.GetAsync($"/api/v1/sessions/{world.Own.SessionId}/branches/{world.Own.VenueId}/roster")).Status);

        // The hour comes.
        var began = Stopwatch.GetTimestamp();
        await using (var scope = host.Services.CreateAsyncScope())
        {
            var now = Domain.Log.Micros.Of(TimeProvider.System.GetUtcNow());
            var db = scope.ServiceProvider.GetRequiredService<RemoteClassroomDb>();
            Assert.Equal(1, await db.Users.Where(row => row.Id == appointed.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.EndsAt, now)));
        }

        Assert.Equal(ByeCodes.Revoked, (await page.ByeAsync()).Code);
        await Eventually.True("the substitute's calls to be refused", async () => (await substitute.GetAsync("/api/v1/sessions")).Status == 401);
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.Zero, Promised);
        Assert.Equal(401, (await host.Anybody().SendAsync("POST", "/api/v1/auth/refresh", new Refresh(tokens.RefreshToken), null)).Status);
        Assert.Equal("unauthenticated", (await host.Anybody().SendAsync("POST", "/api/v1/auth/login", new Login("for-the-day", World.Password), null)).Code);
        Assert.Equal("validation", (await world.Own.Administrator.PostAsync($"/api/v1/venues/{world.Own.VenueId}/substitutes", new AppointSubstitute("for-the-week", ends.AddDays(2)))).Code);
    }

    private static async Task ChangeAsync(ServerHost host, bool revoked)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RemoteClassroomDb>();
        var screens = db.Credentials.Where(row => row.VenueId != null);
        var changed = revoked
            ? await screens.ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedAt, row => row.CreatedAt + 1))
            : await screens.ExecuteUpdateAsync(set => set.SetProperty(row => row.ExpiresAt, row => row.CreatedAt + 1));
        Assert.Equal(1, changed);
    }

    private static async Task MoveAsync(ServerHost host, string name, Guid unit)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<RemoteClassroomDb>();
        Assert.Equal(1, await db.Users.Where(row => row.UserName == name).ExecuteUpdateAsync(set => set.SetProperty(row => row.UnitId, unit)));
    }
}
