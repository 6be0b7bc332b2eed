using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage.CheckIns;
using RemoteClassroom.Storage.Tests.Stores;

namespace RemoteClassroom.Storage.Tests.CheckIns;

/// <summary>What devices told stands beside the ledger: with the line in one transaction, or alone.</summary>
public abstract class OfflineEntriesSuite(IStores stores)
{
    private IOfflineEntries Offline => stores.Shared.Get<IOfflineEntries>();

    private static OfflineEntry Entry(Scene scene, Guid device, long seq, EntryFate fate = EntryFate.Kept, Guid? round = null) => new(
        Guid.NewGuid(), scene.SessionId, scene.NorthHall, device.ToString("D"), Guid.NewGuid(), seq, Guid.NewGuid(), round,
        new OfflineStamp(DateTimeOffset.UnixEpoch.AddSeconds(61), Guid.NewGuid(), 1_234, -600_000), Scene.Now.AddHours(3), new HonestTime(Scene.Now, Scene.Now.AddSeconds(-2), Scene.Now.AddSeconds(3)),
        TimeCertainty.Measured, IsSigned: true, VouchGround.PlainPhone, fate);

    private async Task<OfflineEntry?> FindAsync(Guid id) => (await Offline.FindAsync([id], CancellationToken.None)).GetValueOrDefault(id);

    [Fact]
    public async Task An_entry_is_read_back_as_it_was_written_with_each_clock_apart()
    {
        var scene = await Scene.AnnouncedAsync(stores.Shared);
        var full = Entry(scene, Guid.NewGuid(), 7, round: Guid.NewGuid()) with { Code = "round_closed", CheckInId = Guid.NewGuid(), JudgedBy = "李*" };
        var bare = full with
        {
            Id = Guid.NewGuid(), Device = "tablet", IsSigned = false, RoundId = null, Stamp = new OfflineStamp(Scene.Now), Time = new HonestTime(Scene.Now, null, Scene.Now), Certainty = TimeCertainty.Unproven,
            Reason = VouchGround.None, Code = null, CheckInId = null, JudgedBy = null,
        };
        Assert.Null(await Offline.KeepAsync(full, null, CancellationToken.None));
        Assert.Null(await Offline.KeepAsync(bare, null, CancellationToken.None));
        Assert.Equal((full, bare), (await FindAsync(full.Id), await FindAsync(bare.Id)));
        Assert.Null(await FindAsync(Guid.NewGuid()));
    }

    [Fact]
    public async Task It_stands_with_its_line_or_not_at_all()
    {
        var (scene, round) = await Scene.OpenAsync(stores.Shared);
        var trainee = Guid.NewGuid();
        var first = Entry(scene, Guid.NewGuid(), 1, EntryFate.Recorded, round);
        var second = Entry(scene, Guid.NewGuid(), 1, EntryFate.Recorded, round);
        Assert.IsType<CheckInOutcome.Recorded>(await scene.RecordAsync(scene.CheckIn(round, trainee, key: Scene.NewKey("device:1")) with { Offline = first }));
        Assert.IsType<CheckInOutcome.Already>(await scene.RecordAsync(scene.CheckIn(round, trainee, key: Scene.NewKey("device:2")) with { Offline = second }));
        Assert.Equal((first, null), (await FindAsync(first.Id), await FindAsync(second.Id)));
    }

    [Fact]
    public async Task What_stands_or_was_judged_is_not_changed_by_an_entry_that_comes_again()
    {
        var scene = await Scene.AnnouncedAsync(stores.Shared);
        foreach (var (stands, changes) in ((EntryFate, bool)[])[
            (EntryFate.Refused, true), (EntryFate.Kept, true), (EntryFate.Recorded, false), (EntryFate.Already, false), (EntryFate.Accepted, false), (EntryFate.Dismissed, false)])
        {
            var entry = Entry(scene, Guid.NewGuid(), 1, stands);
            await Offline.KeepAsync(entry, null, CancellationToken.None);
            await Offline.KeepAsync(entry with { Fate = EntryFate.Already, JudgedBy = "王*" }, null, CancellationToken.None);
            Assert.Equal(changes ? (EntryFate.Already, "王*") : (stands, null), ((await FindAsync(entry.Id))!.Fate, (await FindAsync(entry.Id))!.JudgedBy));
        }
    }

    [Fact]
    public async Task The_answer_is_kept_in_the_same_transaction_and_found_again()
    {
        var scene = await Scene.AnnouncedAsync(stores.Shared);
        var entry = Entry(scene, Guid.NewGuid(), 1);
        await Offline.KeepAsync(entry, null, CancellationToken.None);
        var receipt = Scene.NewReceipt();
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Offline.KeepAsync(entry with { Fate = EntryFate.Dismissed }, receipt, CancellationToken.None)));
        Assert.All(answers, answer => Assert.Equal(new StoredAnswer(200, receipt.Body, true), answer));
        var other = await Offline.KeepAsync(entry with { Fate = EntryFate.Already }, receipt with { Key = receipt.Key with { BodyHash = new byte[32] } }, CancellationToken.None);
        Assert.False(other!.Matches);
        Assert.Equal(EntryFate.Dismissed, (await FindAsync(entry.Id))!.Fate);
    }

    [Fact]
    public async Task Numbers_that_are_missing_below_one_that_came_are_gaps_of_that_device()
    {
        var scene = await Scene.AnnouncedAsync(stores.Shared);
        var (whole, torn, unknown) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());
        foreach (var (device, seq) in ((Guid, long)[])[(whole, 1), (whole, 2), (torn, 3), (torn, 4), (torn, 4), (torn, 9)])
        {
            await Offline.KeepAsync(Entry(scene, device, seq), null, CancellationToken.None);
        }

        Assert.Equal([new SequenceGap(torn, 1, 2), new SequenceGap(torn, 5, 8)], await Offline.GapsAsync([whole, torn, unknown], CancellationToken.None));
        Assert.Empty(await Offline.GapsAsync([], CancellationToken.None));
    }

    [Fact]
    public async Task The_list_goes_page_by_page()
    {
        var scene = await Scene.AnnouncedAsync(stores.Shared);
        var entries = Enumerable.Range(1, 5).Select(seq => Entry(scene, Guid.NewGuid(), seq)).ToList();
        foreach (var entry in entries)
        {
            await Offline.KeepAsync(entry, null, CancellationToken.None);
        }

        await Offline.KeepAsync(Entry(scene, Guid.NewGuid(), 1, EntryFate.Refused), null, CancellationToken.None);
        var first = await Offline.OfFateAsync(scene.SessionId, "", EntryFate.Kept, Guid.Empty, 3, CancellationToken.None);
        var second = await Offline.OfFateAsync(scene.SessionId, "", EntryFate.Kept, first[^1].Id, 3, CancellationToken.None);
        Assert.Equal((3, 2), (first.Count, second.Count));
        Assert.Equal(entries.Select(entry => entry.Id).Order(), first.Concat(second).Select(entry => entry.Id).Order());
    }

    [Fact]
    public async Task A_device_is_found_with_its_revocation()
    {
        var scene = await Scene.AnnouncedAsync(stores.Shared);
        var row = new DeviceRow { Id = Guid.NewGuid(), VenueId = scene.NorthHall, PublicKey = [4, 1, 2], Name = "", RegisteredAt = Micros.Of(Scene.Now) };
        await stores.Shared.Get<IEdits>().RunAsync(Scene.NewKey(), (db, _) => Task.FromResult((db.Devices.Add(row) is null ? 0 : 201, "{}")), CancellationToken.None);
        Assert.Null((await Offline.DeviceAsync(row.Id, CancellationToken.None))!.RevokedAt);
        await stores.Shared.Get<IEdits>().RunAsync(
            Scene.NewKey(),
            async (db, cancelled) =>
            {
                (await db.Devices.FindAsync([row.Id], cancelled))!.RevokedAt = Micros.Of(Scene.Now);
                return (200, "{}");
            },
            CancellationToken.None);
        var device = await Offline.DeviceAsync(row.Id, CancellationToken.None);
        Assert.Equal((scene.NorthHall, Scene.Now), (device!.VenueId, device.RevokedAt));
        Assert.Equal(row.PublicKey, device.PublicKey);
        Assert.Null(await Offline.DeviceAsync(Guid.NewGuid(), CancellationToken.None));
    }
}

public sealed class OfflineEntriesOnSqlite(SqliteStores stores) : OfflineEntriesSuite(stores);

public sealed class OfflineEntriesOnPostgreSql(PostgreSqlStores stores) : OfflineEntriesSuite(stores);
