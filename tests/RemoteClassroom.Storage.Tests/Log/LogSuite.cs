using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage.Log;
using RemoteClassroom.Storage.Tests.Stores;

namespace RemoteClassroom.Storage.Tests.Log;

/// <summary>The log: fenced, once, in order.</summary>
public abstract class LogSuite(IStores stores)
{
    [Fact]
    public async Task What_is_appended_is_read_back_with_its_tags()
    {
        var scene = await Scene.AnnouncedAsync(stores.Shared);
        var stored = new List<LoggedEvent>();
        stored.AddRange(await scene.AppendAsync(new SessionOpened(), new SessionStarted()));
        stored.AddRange(await scene.AppendAsync(new QuestionAsked(Guid.NewGuid(), scene.NorthHall, "北厅", Guid.NewGuid(), "Why \"so\"? 为什么 🙂", true)));

        var read = await scene.Log.ReadAsync(scene.SessionId, 1, 100, CancellationToken.None);

        Assert.Equal(stored, read);
        Assert.Equal([2L, 3L, 4L], read.Select(each => each.Offset));
        var all = await scene.Log.ReadAsync(scene.SessionId, 0, 100, CancellationToken.None);
        var tag = 0UL;
        foreach (var each in all)
        {
            var (type, data) = EventCodec.Encode(each.Event);
            tag = EventTag.Next(tag, each.Offset, Micros.Of(each.At), type, data);
            Assert.Equal(tag, each.Tag);
        }

        Assert.Equal([3L], (await scene.Log.ReadAsync(scene.SessionId, 2, 1, CancellationToken.None)).Select(each => each.Offset));
        var heads = await scene.Log.HeadsAsync([scene.SessionId, Guid.NewGuid()], CancellationToken.None);
        Assert.Equal(new LogHead(4, tag), Assert.Single(heads).Value);
    }

    [Fact]
    public async Task A_writer_that_knows_an_older_head_is_behind()
    {
        var scene = await Scene.AnnouncedAsync(stores.Shared);
        var old = scene.Head;
        await scene.AppendAsync(new SessionOpened());

        var outcome = await scene.Log.AppendAsync(new LogAppend(scene.SessionId, old, Scene.Now, [new SessionEnded()], Scene.NewReceipt()), CancellationToken.None);

        Assert.IsType<AppendOutcome.Behind>(outcome);
        Assert.Equal(2, (await scene.Log.ReadAsync(scene.SessionId, 0, 10, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task A_writer_with_the_right_offset_and_a_foreign_tag_is_behind()
    {
        var scene = await Scene.AnnouncedAsync(stores.Shared);
        var forked = scene.Head with { Tag = scene.Head.Tag ^ 1 };
        Assert.IsType<AppendOutcome.Behind>(await scene.Log.AppendAsync(new LogAppend(scene.SessionId, forked, Scene.Now, [new SessionOpened()], null), CancellationToken.None));
        Assert.IsType<AppendOutcome.Behind>(await scene.Log.AppendAsync(new LogAppend(Guid.NewGuid(), default, Scene.Now, [new SessionOpened()], null), CancellationToken.None));
    }

    [Fact]
    public async Task Of_writers_at_once_one_wins()
    {
        var scene = await Scene.AnnouncedAsync(stores.Shared);
        await scene.AppendAsync(new SessionOpened());
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 24).Select(i =>
            scene.Log.AppendAsync(new LogAppend(scene.SessionId, scene.Head, Scene.Now.AddSeconds(i), [new SessionStarted()], Scene.NewReceipt()), CancellationToken.None)));
        Assert.Single(outcomes.OfType<AppendOutcome.Stored>());
        Assert.Equal(23, outcomes.OfType<AppendOutcome.Behind>().Count());
        Assert.Equal(3, (await scene.Log.ReadAsync(scene.SessionId, 0, 10, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task The_same_command_at_once_and_again_takes_effect_once()
    {
        var scene = await Scene.AnnouncedAsync(stores.Shared);
        await scene.AppendAsync(new SessionOpened());
        var receipt = Scene.NewReceipt("""{"offset":3}""");
        var append = new LogAppend(scene.SessionId, scene.Head, Scene.Now, [new SessionStarted()], receipt);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => scene.Log.AppendAsync(append, CancellationToken.None)));
        var again = await scene.Log.AppendAsync(append, CancellationToken.None);
        var other = await scene.Log.AppendAsync(append with { Receipt = receipt with { Key = receipt.Key with { BodyHash = new byte[32] } } }, CancellationToken.None);

        Assert.Single(outcomes.OfType<AppendOutcome.Stored>());
        Assert.All(outcomes.OfType<AppendOutcome.Answered>(), each => Assert.Equal(new StoredAnswer(200, receipt.Body, true), each.Answer));
        Assert.Equal(15, outcomes.OfType<AppendOutcome.Answered>().Count());
        Assert.Equal(new StoredAnswer(200, receipt.Body, true), Assert.IsType<AppendOutcome.Answered>(again).Answer);
        Assert.False(Assert.IsType<AppendOutcome.Answered>(other).Answer.Matches);
        Assert.Equal(new StoredAnswer(200, receipt.Body, true), await scene.Store.Get<IReceipts>().FindAsync(receipt.Key, CancellationToken.None));
        Assert.Equal(3, (await scene.Log.ReadAsync(scene.SessionId, 0, 10, CancellationToken.None)).Count);
    }

    [Fact]
    public async Task Receipts_are_kept_seven_days()
    {
        var store = await stores.FreshAsync();
        var (old, fresh) = (Scene.NewKey(), Scene.NewKey());
        foreach (var (key, age) in new[] { (old, ReceiptSweeper.Kept + TimeSpan.FromMinutes(1)), (fresh, ReceiptSweeper.Kept - TimeSpan.FromMinutes(1)) })
        {
            await store.Get<IEdits>().RunAsync(key, (_, _) => Task.FromResult((200, "{}")), CancellationToken.None);
            await using var db = await store.DbAsync();
            await db.Database.ExecuteSqlAsync($"UPDATE receipts SET at = {Micros.Of(TimeProvider.System.GetUtcNow() - age)} WHERE key = {key.Key}");
        }

        Assert.Equal(1, await store.Get<ReceiptSweeper>().SweepAsync(CancellationToken.None));
        Assert.Null(await store.Get<IReceipts>().FindAsync(old, CancellationToken.None));
        Assert.NotNull(await store.Get<IReceipts>().FindAsync(fresh, CancellationToken.None));
    }
}

public sealed class LogOnSqlite(SqliteStores stores) : LogSuite(stores);

public sealed class LogOnPostgreSql(PostgreSqlStores stores) : LogSuite(stores);
