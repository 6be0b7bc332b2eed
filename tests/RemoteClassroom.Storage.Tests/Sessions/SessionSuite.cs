using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage.Tests.Stores;

namespace RemoteClassroom.Storage.Tests.Sessions;

/// <summary>Sessions: made once, their rows follow their logs.</summary>
public abstract class SessionSuite(IStores stores)
{
    [Fact]
    public async Task A_session_is_made_once_with_its_first_event()
    {
        var scene = await Scene.AnnouncedAsync(stores.Shared);
        var creation = stores.Shared.Get<ISessionCreation>();
        var receipt = Scene.NewReceipt("""{"sessionId":"x"}""");
        var made = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ =>
            creation.CreateAsync(scene.Announcement(receipt) with { SessionId = Guid.CreateVersion7() }, CancellationToken.None)));

        Assert.Single(made.OfType<SessionCreated.Stored>());
        Assert.All(made.OfType<SessionCreated.Answered>(), each => Assert.Equal(new StoredAnswer(200, receipt.Body, true), each.Answer));
        Assert.Equal(15, made.OfType<SessionCreated.Answered>().Count());
        await using var db = await stores.Shared.DbAsync();
        Assert.Equal(2, await db.Sessions.CountAsync(session => session.OwnerUnitId == scene.Root));
        var taken = await creation.CreateAsync(scene.Announcement(), CancellationToken.None);
        Assert.Equal("conflict", Assert.IsType<SessionCreated.Refused>(taken).Refusal.Code);
        var untitled = await creation.CreateAsync(scene.Announcement() with { SessionId = Guid.CreateVersion7(), Announcement = new ScheduleSession(" ", Scene.Now, false) }, CancellationToken.None);
        Assert.Equal("title", Assert.IsType<SessionCreated.Refused>(untitled).Refusal.Field);
    }

    [Fact]
    public async Task The_facts_are_there_at_once_and_random()
    {
        var scene = await Scene.AnnouncedAsync(stores.Shared);
        var other = await Scene.AnnouncedAsync(stores.Shared);
        var directory = stores.Shared.Get<ISessionDirectory>();
        var facts = await directory.FindAsync(scene.SessionId, CancellationToken.None);
        Assert.NotNull(facts);
        Assert.Equal((scene.SessionId, scene.Root, scene.Code), (facts.SessionId, facts.OwnerUnitId, facts.OwnerPath));
        Assert.Equal([scene.Code], facts.Invited);
        Assert.Equal(32, facts.Secret.Length);
        Assert.NotEqual(facts.Secret, (await directory.FindAsync(other.SessionId, CancellationToken.None))!.Secret);
        Assert.NotEqual(facts.StreamKey, (await directory.FindAsync(other.SessionId, CancellationToken.None))!.StreamKey);
        Assert.Null(await directory.FindAsync(Guid.NewGuid(), CancellationToken.None));
        Assert.Null(await directory.TreeAsync(Guid.NewGuid(), CancellationToken.None));
    }

    [Fact]
    public async Task The_row_follows_the_log()
    {
        var scene = await Scene.AnnouncedAsync(stores.Shared);
        var phases = new List<string> { (await RowAsync(scene)).Phase };
        foreach (var change in (SessionEvent[])[new SessionOpened(), new SessionStarted(), new SessionPaused(), new SessionResumed(), new SessionEnded()])
        {
            await scene.AppendAsync(change);
            phases.Add((await RowAsync(scene)).Phase);
        }

        Assert.Equal(["scheduled", "open", "live", "paused", "live", "ended"], phases);
        var row = await RowAsync(scene);
        var at = Micros.Of(Scene.Now);
        Assert.Equal((at, at, at), (row.OpenedAt, row.StartedAt, row.EndedAt));
    }

    [Fact]
    public async Task A_hall_finds_its_sessions_under_way()
    {
        var scene = await Scene.AnnouncedAsync(stores.Shared);
        var directory = stores.Shared.Get<ISessionDirectory>();
        var hall = (await directory.BranchAsync(scene.SessionId, scene.NorthHall, CancellationToken.None))!.Hall;
        Assert.Empty(await directory.UnderWayAsync(hall, CancellationToken.None));
        await scene.AppendAsync(new SessionOpened());
        var found = Assert.Single(await directory.UnderWayAsync(hall, CancellationToken.None));
        Assert.Equal((scene.SessionId, scene.NorthHall, "North hall"), (found.SessionId, found.BranchId, found.Name));
        Assert.Equal((await directory.FindAsync(scene.SessionId, CancellationToken.None))!.Secret, found.Secret);
        await scene.AppendAsync(new SessionEnded());
        Assert.Empty(await directory.UnderWayAsync(hall, CancellationToken.None));
    }

    [Fact]
    public async Task A_round_is_due_from_its_closing_time_until_it_is_closed()
    {
        var (scene, first) = await Scene.OpenAsync(stores.Shared);
        await scene.AppendAsync(new RoundClosed(first, [1]));
        var round = await scene.OpenRoundAsync(Scene.Now.AddMinutes(5));
        var directory = stores.Shared.Get<ISessionDirectory>();
        var due = new DueRound(scene.SessionId, round);
        Assert.DoesNotContain(due, await directory.DueRoundsAsync(Scene.Now.AddMinutes(4), CancellationToken.None));
        Assert.Contains(due, await directory.DueRoundsAsync(Scene.Now.AddMinutes(5), CancellationToken.None));
        await scene.AppendAsync(new RoundClosed(round, null));
        Assert.DoesNotContain(due, await directory.DueRoundsAsync(Scene.Now.AddMinutes(6), CancellationToken.None));
    }

    private static async Task<Storage.Sessions.SessionRow> RowAsync(Scene scene)
    {
        await using var db = await scene.Store.DbAsync();
        return await db.Sessions.SingleAsync(session => session.Id == scene.SessionId);
    }
}

public sealed class SessionsOnSqlite(SqliteStores stores) : SessionSuite(stores);

public sealed class SessionsOnPostgreSql(PostgreSqlStores stores) : SessionSuite(stores);
