using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage.Accounts;
using RemoteClassroom.Storage.Audit;
using RemoteClassroom.Storage.Tests.Stores;

namespace RemoteClassroom.Storage.Tests.Audit;

/// <summary>The audit: with its effect or not at all, never changed, and chained.</summary>
public abstract class AuditSuite(IStores stores)
{
    /// <summary>What somebody with the database in hand would do first.</summary>
    protected abstract string TakeTheTriggersOff { get; }

    private static AuditLine Line(string action = AuditActions.AccountCreated, DateTimeOffset? at = null, string path = "p", Guid? on = null, Guid? by = null) =>
        AuditLine.Of(at ?? Scene.Now, new AuditActor(by ?? Guid.NewGuid(), "administrator"), action, new AuditObject(AuditKinds.Account, on ?? Guid.NewGuid(), path), detail: [("lines", 1)]);

    [Fact]
    public async Task A_line_is_stored_with_its_edit_or_not_at_all()
    {
        var trail = stores.Shared.Get<IAuditTrail>();
        var (kept, lost) = (Line(), Line());
        var edits = stores.Shared.Get<IEdits>();
        var key = Scene.NewKey();
        for (var twice = 0; twice < 2; twice++)
        {
            await edits.RunAsync(
                key,
                (db, _) =>
                {
                    db.Audit(kept);
                    return Task.FromResult((200, "{}"));
                },
                CancellationToken.None);
        }

        await Assert.ThrowsAsync<NotSupportedException>(() => edits.RunAsync(
            Scene.NewKey(),
            async (db, cancelled) =>
            {
                db.Audit(lost);
                await db.SaveChangesAsync(cancelled);
                throw new NotSupportedException("refused");
            },
            CancellationToken.None));
        Assert.Equal([kept], await trail.ReadAsync(new AuditQuery("", About: kept.On.Id), null, 10, CancellationToken.None));
        Assert.Empty(await trail.ReadAsync(new AuditQuery("", About: lost.On.Id), null, 10, CancellationToken.None));
    }

    [Fact]
    public async Task What_staff_and_the_server_do_with_a_session_stands_in_the_audit_with_the_event()
    {
        var scene = await Scene.AnnouncedAsync(stores.Shared);
        var account = new AccountRow { Id = Guid.CreateVersion7(), UserName = $"l{Guid.NewGuid():N}", Role = "lecturer", UnitId = scene.Root };
        await using (var db = await stores.Shared.DbAsync())
        {
            db.Users.Add(account);
            await db.SaveChangesAsync(CancellationToken.None);
        }

        var receipt = Scene.NewReceipt(scope: $"account:{account.Id:D}");
        var append = new LogAppend(scene.SessionId, scene.Head, Scene.Now, [new SessionOpened()], receipt);
        Assert.IsType<AppendOutcome.Stored>(await scene.Log.AppendAsync(append, CancellationToken.None));
        // The same command again, and one that comes too late, add nothing.
        Assert.IsType<AppendOutcome.Answered>(await scene.Log.AppendAsync(append, CancellationToken.None));
        Assert.IsType<AppendOutcome.Behind>(await scene.Log.AppendAsync(append with { Events = [new SessionEnded()], Receipt = Scene.NewReceipt() }, CancellationToken.None));

        var lines = await stores.Shared.Get<IAuditTrail>().ReadAsync(new AuditQuery(scene.Code, About: scene.SessionId), null, 10, CancellationToken.None);
        Assert.Equal([AuditActions.SessionOpened, AuditActions.SessionCreated], lines.OrderBy(line => line.Action == AuditActions.SessionCreated).Select(line => line.Action));
        var opened = lines.Single(line => line.Action == AuditActions.SessionOpened);
        Assert.Equal((account.Id, "lecturer", scene.Code, true), (opened.Actor.Id, opened.Actor.Role, opened.On.UnitPath, opened.Done));

        var own = await Scene.OpenAsync(stores.Shared);
        await own.Scene.AppendAsync(new RoundClosed(own.Round, null));
        var closed = Assert.Single(await stores.Shared.Get<IAuditTrail>().ReadAsync(new AuditQuery("", Action: AuditActions.RoundClosed, About: own.Scene.SessionId), null, 10, CancellationToken.None));
        Assert.Equal((AuditActor.Server, own.Round.ToString("D")), (closed.Actor, AuditDetail.Read(closed.Detail)["round"]));
    }

    [Fact]
    public async Task The_database_refuses_to_change_a_line_or_a_link_and_to_delete_a_young_one()
    {
        var store = await stores.FreshAsync();
        var now = TimeProvider.System.GetUtcNow();
        var (young, old) = (Line(at: now), Line(at: now.AddDays(-184)));
        await store.Get<IAuditTrail>().WriteAsync(young, CancellationToken.None);
        await store.Get<IAuditTrail>().WriteAsync(old, CancellationToken.None);
        await store.Get<AuditLinker>().LinkAsync(CancellationToken.None);
        await using var db = await store.DbAsync();
        var (youngAt, oldAt) = (Micros.Of(young.At), Micros.Of(old.At));
        foreach (var refused in (FormattableString[])
            [
                $"UPDATE audit SET detail = ''", $"UPDATE audit SET at = 0 WHERE at = {oldAt}", $"DELETE FROM audit", $"DELETE FROM audit WHERE at = {youngAt}", $"UPDATE audit_chain SET at = 0",
                $"DELETE FROM audit_chain WHERE at = {youngAt}",
            ])
        {
            await Assert.ThrowsAnyAsync<DbException>(() => db.Database.ExecuteSqlAsync(refused, CancellationToken.None));
        }

        Assert.Equal(2, (await store.Get<IAuditTrail>().ReadAsync(new AuditQuery(""), null, 10, CancellationToken.None)).Count);
        Assert.Equal(1, await db.Database.ExecuteSqlAsync($"DELETE FROM audit WHERE at = {oldAt}", CancellationToken.None));
    }

    [Fact]
    public async Task The_chain_shows_a_line_that_was_changed_one_that_is_gone_and_one_put_in()
    {
        var store = await stores.FreshAsync();
        var (trail, linker) = (store.Get<IAuditTrail>(), store.Get<AuditLinker>());
        var lines = Enumerable.Range(0, 12).Select(i => Line(at: Scene.Now.AddSeconds(i))).ToList();
        foreach (var some in lines.Chunk(5))
        {
            foreach (var line in some)
            {
                await trail.WriteAsync(line, CancellationToken.None);
            }

            Assert.Equal(some.Length, await linker.LinkAsync(CancellationToken.None));
        }

        Assert.Equal(new AuditCheck(12, null, 0), await trail.CheckAsync(CancellationToken.None));

        await using var db = await store.DbAsync();
        await db.Database.ExecuteSqlRawAsync(TakeTheTriggersOff, CancellationToken.None);
        var (third, ninth) = (Micros.Of(lines[2].At), Micros.Of(lines[8].At));
        await db.Database.ExecuteSqlAsync($"DELETE FROM audit WHERE at = {ninth}", CancellationToken.None);
        Assert.Equal(9, (await trail.CheckAsync(CancellationToken.None)).Broken);
        await db.Database.ExecuteSqlAsync($"UPDATE audit SET detail = 'lines=2' WHERE at = {third}", CancellationToken.None);
        Assert.Equal(3, (await trail.CheckAsync(CancellationToken.None)).Broken);
        await trail.WriteAsync(Line(at: Scene.Now.AddSeconds(1)), CancellationToken.None);
        Assert.Equal(1, (await trail.CheckAsync(CancellationToken.None)).Unlinked);
    }

    [Fact]
    public async Task Two_nodes_that_link_at_once_make_one_chain()
    {
        var store = stores.Shared;
        for (var i = 0; i < 30; i++)
        {
            await store.Get<IAuditTrail>().WriteAsync(Line(), CancellationToken.None);
        }

        await Task.WhenAll(new[] { stores.Shared, stores.Other }.Select(async node =>
        {
            try
            {
                await node.Get<AuditLinker>().LinkAsync(CancellationToken.None);
            }
            catch (DbUpdateException)
            {
                // The other was faster.
            }
        }));
        await store.Get<AuditLinker>().LinkAsync(CancellationToken.None);
        var check = await store.Get<IAuditTrail>().CheckAsync(CancellationToken.None);
        Assert.Null(check.Broken);
        Assert.True(check.Links >= 30);
    }

    [Fact]
    public async Task Lines_are_found_by_place_actor_action_thing_and_time_page_by_page()
    {
        var trail = stores.Shared.Get<IAuditTrail>();
        var root = $"q{Guid.NewGuid():N}"[..10];
        var by = Guid.NewGuid();
        var lines = Enumerable.Range(0, 9).Select(i => Line(
            i % 2 == 0 ? AuditActions.AccountCreated : AuditActions.PairingApproved, Scene.Now.AddMinutes(i / 3), i < 6 ? $"{root}/n" : $"{root}x", by: i < 3 ? by : null)).ToList();
        foreach (var line in lines)
        {
            await trail.WriteAsync(line, CancellationToken.None);
        }

        async Task<int> CountAsync(AuditQuery query) => (await trail.ReadAsync(query, null, 100, CancellationToken.None)).Count;
        Assert.Equal(6, await CountAsync(new AuditQuery(root)));
        Assert.Equal(0, await CountAsync(new AuditQuery(root + "/")));
        Assert.Equal(3, await CountAsync(new AuditQuery(root, Actor: by)));
        Assert.Equal(3, await CountAsync(new AuditQuery(root, Action: AuditActions.PairingApproved)));
        Assert.Equal(1, await CountAsync(new AuditQuery(root, About: lines[4].On.Id)));
        Assert.Equal(3, await CountAsync(new AuditQuery(root, From: Scene.Now.AddMinutes(1))));
        Assert.Equal(3, await CountAsync(new AuditQuery(root, To: Scene.Now.AddMinutes(1))));

        var seen = new List<AuditLine>();
        for (AuditPlace? after = null; ;)
        {
            var page = await trail.ReadAsync(new AuditQuery(root), after, 4, CancellationToken.None);
            seen.AddRange(page);
            if (page.Count < 4)
            {
                break;
            }

            after = new AuditPlace(page[^1].At, page[^1].Id);
        }

        Assert.Equal(lines.Take(6).Select(line => line.Id).Order(), seen.Select(line => line.Id).Order());
        Assert.Equal(seen.OrderByDescending(line => line.At).Select(line => line.At), seen.Select(line => line.At));
    }
}

public sealed class AuditOnSqlite(SqliteStores stores) : AuditSuite(stores)
{
    protected override string TakeTheTriggersOff => "DROP TRIGGER audit_refuses_change; DROP TRIGGER audit_keeps_the_young";
}

public sealed class AuditOnPostgreSql(PostgreSqlStores stores) : AuditSuite(stores)
{
    protected override string TakeTheTriggersOff => "DROP TRIGGER audit_refuses_change ON audit; DROP TRIGGER audit_keeps_the_young ON audit";
}
