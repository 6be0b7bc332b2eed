using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Domain.Chasing;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage.Chasing;
using RemoteClassroom.Storage.Tests.Stores;

namespace RemoteClassroom.Storage.Tests.Chasing;

/// <summary>Reminders and their outbox: stored with the command or not at all, delivered by one node at a time, taken over after a crash, never the same one twice.</summary>
public abstract class ReminderSuite(IStores stores)
{
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    // Tests share a database: each has a channel of its own.
    private readonly string _channel = $"c{Guid.NewGuid():N}";

    private IReminderOutbox Outbox => stores.Shared.Get<IReminderOutbox>();

    [Fact]
    public async Task A_reminder_is_stored_with_its_receipt_once_and_leaves_nothing_when_the_edit_fails()
    {
        var (scene, round) = await Scene.OpenAsync(stores.Shared);
        var key = Scene.NewKey();
        await Assert.ThrowsAsync<NotSupportedException>(() => AddAsync(stores.Shared, [Reminder(scene, round)], key, fail: true));
        Assert.Empty(await Outbox.LeaseAsync([_channel], 10, Lease, CancellationToken.None));

        var reminder = Reminder(scene, round);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => AddAsync(stores.Shared, [reminder], key))));
        var delivery = Assert.Single(await Outbox.LeaseAsync([_channel], 10, Lease, CancellationToken.None));
        Assert.Equal((reminder.Id, scene.SessionId, round, scene.NorthHall, 0, 1), (
            delivery.Message.ReminderId, delivery.Message.Identity.SessionId, delivery.Message.Identity.RoundId, delivery.Message.Identity.BranchId, delivery.Message.Identity.Level, delivery.Message.Identity.Occasion));
        Assert.Equal((new ChaseFigures(25, 22, 3, 0), "North", "North hall"), (delivery.Message.Figures, delivery.Message.From, delivery.Message.Target.Name));
    }

    [Fact]
    public async Task Two_who_chase_the_same_hall_at_the_same_moment_make_one_reminder()
    {
        var (scene, round) = await Scene.OpenAsync(stores.Shared);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            try
            {
                await AddAsync(i % 2 == 0 ? stores.Shared : stores.Other, [Reminder(scene, round)], Scene.NewKey());
                return true;
            }
            catch (DbUpdateException)
            {
                return false;
            }
        })));
        Assert.Single(outcomes, done => done);
        Assert.Single(await Outbox.LeaseAsync([_channel], 10, Lease, CancellationToken.None));
    }

    [Fact]
    public async Task Of_many_workers_on_two_nodes_exactly_one_gets_each_delivery()
    {
        const int reminders = 120;
        var (scene, round) = await Scene.OpenAsync(stores.Shared);
        await AddAsync(stores.Shared, [.. Enumerable.Range(1, reminders).Select(i => Reminder(scene, round, occasion: i))], Scene.NewKey());
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            var outbox = (i % 2 == 0 ? stores.Shared : stores.Other).Get<IReminderOutbox>();
            var mine = new List<Guid>();
            while (true)
            {
                var leased = await outbox.LeaseAsync([_channel], 7, Lease, CancellationToken.None);
                if (leased.Count == 0)
                {
                    // Those that another worker holds locked at this moment are passed over; they are its own.
                    return mine;
                }

                mine.AddRange(leased.Select(one => one.Message.DeliveryId));
                Assert.Equal(leased.Count, await outbox.FinishAsync([.. leased.Select(Sent)], CancellationToken.None));
            }
        })));
        var all = taken.SelectMany(ids => ids).ToList();
        Assert.Equal((reminders, reminders), (all.Count, all.Distinct().Count()));
        await using var db = await stores.Shared.DbAsync();
        Assert.Equal(reminders, await db.ReminderDeliveries.CountAsync(row => row.Channel == _channel && row.State == "sent" && row.DueAt == null && row.Tries == 1));
    }

    [Fact]
    public async Task What_a_dead_node_held_is_taken_over_and_its_late_word_does_not_count()
    {
        var (scene, round) = await Scene.OpenAsync(stores.Shared);
        await AddAsync(stores.Shared, [Reminder(scene, round)], Scene.NewKey());

        // A lease that is over at once, as that of a node that died or stood still long enough.
        var dead = Assert.Single(await Outbox.LeaseAsync([_channel], 10, TimeSpan.Zero, CancellationToken.None));
        var heir = Assert.Single(await stores.Other.Get<IReminderOutbox>().LeaseAsync([_channel], 10, Lease, CancellationToken.None));
        Assert.Equal(dead.Message.DeliveryId, heir.Message.DeliveryId);
        Assert.Empty(await Outbox.LeaseAsync([_channel], 10, Lease, CancellationToken.None));
        Assert.Equal(0, await Outbox.FinishAsync([Sent(dead)], CancellationToken.None));
        Assert.Equal(1, await stores.Other.Get<IReminderOutbox>().FinishAsync([Sent(heir)], CancellationToken.None));
        Assert.Equal(0, await stores.Other.Get<IReminderOutbox>().FinishAsync([Sent(heir)], CancellationToken.None));
        await using var db = await stores.Shared.DbAsync();
        Assert.Equal(1, await db.ReminderTries.CountAsync(row => row.DeliveryId == heir.Message.DeliveryId));
    }

    [Fact]
    public async Task A_failed_one_waits_its_time_and_keeps_every_try()
    {
        var (scene, round) = await Scene.OpenAsync(stores.Shared);
        await AddAsync(stores.Shared, [Reminder(scene, round)], Scene.NewKey());
        var first = Assert.Single(await Outbox.LeaseAsync([_channel], 10, Lease, CancellationToken.None));
        DeliveryTry[] tries = [new(Scene.Now, ChannelResult.Failed, "status_503", 12), new(Scene.Now.AddSeconds(1), ChannelResult.Failed, "timeout", 5_000)];
        await Outbox.FinishAsync([new DeliveryDone(first, tries, new DeliveryStep(DeliveryState.Failed, TimeProvider.System.GetUtcNow().AddHours(1)))], CancellationToken.None);
        Assert.Empty(await Outbox.LeaseAsync([_channel], 10, Lease, CancellationToken.None));

        await using var db = await stores.Shared.DbAsync();
        await db.ReminderDeliveries.Where(row => row.Channel == _channel).ExecuteUpdateAsync(set => set.SetProperty(row => row.DueAt, 1L));
        var again = Assert.Single(await Outbox.LeaseAsync([_channel], 10, Lease, CancellationToken.None));
        Assert.Equal((first.Message.DeliveryId, 2, 1), (again.Message.DeliveryId, again.Tries, again.Rounds));
        await Outbox.FinishAsync([Sent(again)], CancellationToken.None);
        var history = await db.ReminderTries.AsNoTracking().Where(row => row.DeliveryId == first.Message.DeliveryId).OrderBy(row => row.Number).ToListAsync();
        Assert.Equal([(1, "status_503"), (2, "timeout"), (3, "")], history.Select(row => (row.Number, row.Reason)));
    }

    [Fact]
    public async Task Nobody_s_channel_and_an_hour_old_is_given_up()
    {
        var (scene, round) = await Scene.OpenAsync(stores.Shared);
        await AddAsync(stores.Shared, [Reminder(scene, round, at: TimeProvider.System.GetUtcNow() - DeliveryRules.Lifetime), Reminder(scene, round, occasion: 2)], Scene.NewKey());
        Assert.Empty(await Outbox.LeaseAsync(["another"], 10, Lease, CancellationToken.None));
        Assert.Empty(await Outbox.LeaseAsync([], 10, Lease, CancellationToken.None));
        Assert.InRange(await Outbox.GiveUpOldAsync(CancellationToken.None), 1, int.MaxValue);
        await using var db = await stores.Shared.DbAsync();
        Assert.Equal(["given_up", "waiting"], await db.ReminderDeliveries.Where(row => row.Channel == _channel).Select(row => row.State).OrderBy(state => state).ToListAsync());
        Assert.Equal(2, Assert.Single(await Outbox.LeaseAsync([_channel], 10, Lease, CancellationToken.None)).Message.Identity.Occasion);
    }

    [Fact]
    public async Task Pages_of_the_history_have_no_holes_and_keep_to_the_subtree()
    {
        var (scene, round) = await Scene.OpenAsync(stores.Shared);
        var rows = Enumerable.Range(1, 9).Select(i => Reminder(scene, round, occasion: i, at: Scene.Now.AddMinutes(i / 3), south: i % 3 == 0)).ToList();
        await AddAsync(stores.Shared, rows, Scene.NewKey());
        await using var db = await stores.Shared.DbAsync();
        var read = new List<ReminderRow>();
        (long, Guid)? after = null;
        for (List<ReminderRow> page; (page = await db.PageOfRemindersAsync(scene.SessionId, "", null, after, 2, CancellationToken.None)).Count > 0; after = (page[^1].At, page[^1].Id))
        {
            read.AddRange(page);
        }

        Assert.Equal(rows.Select(row => row.Id).Order(), read.Select(row => row.Id).Order());
        Assert.Equal(read.Select(row => row.At), read.Select(row => row.At).OrderDescending());
        Assert.All(await db.PageOfRemindersAsync(scene.SessionId, $"{scene.Code}/{scene.Code}s", null, null, 20, CancellationToken.None), row => Assert.Equal(scene.SouthHall, row.BranchId));
        Assert.Equal(6, (await db.PageOfRemindersAsync(scene.SessionId, scene.Code, scene.NorthHall, null, 20, CancellationToken.None)).Count);
        Assert.Empty(await db.PageOfRemindersAsync(scene.SessionId, scene.Code + "/", null, null, 20, CancellationToken.None));

        var last = await db.LastRemindersAsync(scene.SessionId, [scene.NorthHall, scene.SouthHall, Guid.NewGuid()], CancellationToken.None);
        Assert.Equal((2, 9), (last.Count, last[scene.SouthHall].Occasion));
        Assert.Equal(Micros.Of(Scene.Now.AddMinutes(2)), last[scene.NorthHall].At);
        Assert.Equal(last[scene.NorthHall].Id, (await db.LastReminderAsync(scene.SessionId, round, scene.NorthHall, CancellationToken.None))!.Id);
        Assert.Null(await db.LastReminderAsync(scene.SessionId, Guid.NewGuid(), scene.NorthHall, CancellationToken.None));
    }

    private static DeliveryDone Sent(LeasedDelivery delivery) =>
        new(delivery, [new DeliveryTry(Scene.Now, ChannelResult.Sent, "", 3)], new DeliveryStep(DeliveryState.Sent, null));

    private static ReminderRow Reminder(Scene scene, Guid round, int occasion = 1, DateTimeOffset? at = null, bool south = false) => new()
    {
        Id = Guid.CreateVersion7(), SessionId = scene.SessionId, RoundId = round, BranchId = south ? scene.SouthHall : scene.NorthHall, Level = 0, Occasion = occasion,
        TargetId = south ? scene.SouthHall : scene.NorthHall, TargetName = south ? "South hall" : "North hall", Title = "Spring lecture", Purpose = "SignIn", HallName = south ? "South hall" : "North hall", Hall = 1, Place = "Province",
        UnitPath = $"{scene.Code}/{scene.Code}{(south ? 's' : 'n')}", Expected = 25, Arrived = 22, Missing = 3, Unknown = 0, At = Micros.Of(at ?? TimeProvider.System.GetUtcNow()),
        ByName = "a*", ByUnit = "North", Scope = scene.Code,
    };

    private Task<StoredAnswer> AddAsync(Store store, IReadOnlyList<ReminderRow> reminders, ReceiptKey key, bool fail = false) => store.Get<IEdits>().RunAsync(
        key,
        async (db, cancelled) =>
        {
            await store.Get<IBulkInsert>().AddRemindersAsync(db, reminders, [_channel], cancelled);
            return fail ? throw new NotSupportedException("refused") : (201, "{}");
        },
        CancellationToken.None);
}

public sealed class RemindersOnSqlite(SqliteStores stores) : ReminderSuite(stores);

public sealed class RemindersOnPostgreSql(PostgreSqlStores stores) : ReminderSuite(stores);
