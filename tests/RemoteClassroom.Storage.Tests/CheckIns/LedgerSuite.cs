using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage.Tests.Stores;

namespace RemoteClassroom.Storage.Tests.CheckIns;

/// <summary>The ledger: once a person, once a ticket, only while the round is open, counted as it is written.</summary>
public abstract class LedgerSuite(IStores stores)
{
    [Fact]
    public async Task A_person_at_once_and_again_stands_once()
    {
        var (scene, round) = await Scene.OpenAsync(stores.Shared);
        var trainee = Guid.NewGuid();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => scene.RecordAsync(scene.CheckIn(round, trainee, ticket: Guid.NewGuid()))));
        var again = await scene.RecordAsync(scene.CheckIn(round, trainee, ticket: Guid.NewGuid()));

        var line = Assert.Single(outcomes.OfType<CheckInOutcome.Recorded>()).Entry;
        Assert.All(outcomes.OfType<CheckInOutcome.Already>(), each => AssertSame(line, each.Entry));
        Assert.Equal(31, outcomes.OfType<CheckInOutcome.Already>().Count());
        AssertSame(line, Assert.IsType<CheckInOutcome.Already>(again).Entry);
        AssertSame(line, Assert.Single(await scene.Ledger.ReadAsync(scene.SessionId, "", 0, 100, CancellationToken.None)));
    }

    [Fact]
    public async Task A_line_is_read_back_as_it_was_written()
    {
        var (scene, round) = await Scene.OpenAsync(stores.Shared);
        var entry = scene.CheckIn(round, ticket: Guid.NewGuid(), key: Scene.NewKey("ticket:1"), late: true) with { At = Scene.Now.AddTicks(12_345_678) };

        var recorded = Assert.IsType<CheckInOutcome.Recorded>(await scene.RecordAsync(entry));

        Assert.Equal(new BranchCount(round, scene.NorthHall, 0, 1), recorded.Count);
        var line = await scene.Ledger.OfTicketAsync(scene.SessionId, entry.TicketId!.Value, CancellationToken.None);
        AssertSame(recorded.Entry, line!);
        AssertSame(
            new LedgerEntry(
                1, entry.CheckInId, scene.SessionId, round, entry.TraineeId, entry.BranchId, entry.UnitId, Micros.Truncate(entry.At), true, ProofWay.Ticket, 1, entry.TicketId, entry.Key!.Key,
                entry.Key.BodyHash),
            line!);
        AssertSame(line!, Assert.Single(await scene.Ledger.OfBranchAsync(scene.SessionId, round, scene.NorthHall, CancellationToken.None)));
        Assert.Empty(await scene.Ledger.OfBranchAsync(scene.SessionId, round, scene.SouthHall, CancellationToken.None));
        Assert.Null(await scene.Ledger.OfTicketAsync(scene.SessionId, Guid.NewGuid(), CancellationToken.None));
    }

    [Fact]
    public async Task A_ticket_serves_one_person()
    {
        var (scene, round) = await Scene.OpenAsync(stores.Shared);
        var ticket = Guid.NewGuid();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => scene.RecordAsync(scene.CheckIn(round, ticket: ticket))));
        var later = await scene.RecordAsync(scene.CheckIn(round, ticket: ticket));
        var line = Assert.Single(outcomes.OfType<CheckInOutcome.Recorded>()).Entry;
        Assert.Equal(15, outcomes.OfType<CheckInOutcome.TicketSpent>().Count());
        AssertSame(line, Assert.IsType<CheckInOutcome.TicketSpent>(later).Entry);
    }

    [Fact]
    public async Task A_device_serves_one_person_a_round()
    {
        var (scene, round) = await Scene.OpenAsync(stores.Shared);
        byte[] device = [1, 2, 3];
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => scene.RecordAsync(scene.CheckIn(round, ticket: Guid.NewGuid(), device: [1, 2, 3]))));
        Assert.Single(outcomes.OfType<CheckInOutcome.Recorded>());
        Assert.Equal(15, outcomes.OfType<CheckInOutcome.DeviceSpent>().Count());
        Assert.IsType<CheckInOutcome.DeviceSpent>(await scene.RecordAsync(scene.CheckIn(round, device: device)));
        await scene.AppendAsync(new RoundClosed(round, null));
        Assert.IsType<CheckInOutcome.Recorded>(await scene.RecordAsync(scene.CheckIn(await scene.OpenRoundAsync(), device: device)));
    }

    [Fact]
    public async Task An_entry_key_stands_for_one_person()
    {
        var (scene, round) = await Scene.OpenAsync(stores.Shared);
        var key = Scene.NewKey("device:7");
        var first = scene.CheckIn(round, key: key);
        var line = Assert.IsType<CheckInOutcome.Recorded>(await scene.RecordAsync(first)).Entry;
        AssertSame(line, Assert.IsType<CheckInOutcome.Already>(await scene.RecordAsync(first)).Entry);
        AssertSame(line, Assert.IsType<CheckInOutcome.KeySpent>(await scene.RecordAsync(scene.CheckIn(round, key: key))).Entry);
    }

    [Fact]
    public async Task A_closed_round_takes_only_what_may_come_late_and_repeats_what_stands()
    {
        var (scene, round) = await Scene.OpenAsync(stores.Shared);
        var before = scene.CheckIn(round, ticket: Guid.NewGuid());
        await scene.RecordAsync(before);
        await scene.AppendAsync(new RoundClosed(round, null));

        Assert.IsType<CheckInOutcome.RoundIsClosed>(await scene.RecordAsync(scene.CheckIn(round)));
        Assert.IsType<CheckInOutcome.Already>(await scene.RecordAsync(before));
        Assert.IsType<CheckInOutcome.RoundIsClosed>(await scene.RecordAsync(scene.CheckIn(Guid.NewGuid(), afterClose: true)));
        Assert.Equal(2, Assert.IsType<CheckInOutcome.Recorded>(await scene.RecordAsync(scene.CheckIn(round, afterClose: true))).Entry.Seq);
    }

    [Fact]
    public async Task A_round_that_closes_in_the_same_group_is_closed_for_the_group()
    {
        var (scene, round) = await Scene.OpenAsync(stores.Shared);
        var checkIns = Enumerable.Range(0, 200).Select(_ => scene.RecordAsync(scene.CheckIn(round))).ToList();
        var close = scene.AppendAsync(new RoundClosed(round, null));
        checkIns.AddRange(Enumerable.Range(0, 200).Select(_ => scene.RecordAsync(scene.CheckIn(round))));
        await close;
        var standing = (await scene.Ledger.CountAsync(scene.SessionId, CancellationToken.None)).Sum(count => count.Present);
        var outcomes = await Task.WhenAll(checkIns);
        var recorded = outcomes.OfType<CheckInOutcome.Recorded>().Count();
        Assert.Equal(400, recorded + outcomes.OfType<CheckInOutcome.RoundIsClosed>().Count());
        // Nothing was added after the close was acknowledged.
        Assert.Equal(recorded, standing);
    }

    [Fact]
    public async Task Seq_has_no_holes_ordinals_count_a_branch_and_counters_are_what_the_lines_say()
    {
        var (scene, round) = await Scene.OpenAsync(stores.Shared);
        var people = Enumerable.Range(0, 300).Select(_ => Guid.NewGuid()).ToList();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 600).Select(i => scene.RecordAsync(
            scene.CheckIn(round, people[i % 300], branch: i % 3 == 0 ? scene.SouthHall : scene.NorthHall, late: i % 7 == 0))));

        var lines = await scene.Ledger.ReadAsync(scene.SessionId, "", 0, 1_000, CancellationToken.None);
        Assert.Equal(Enumerable.Range(1, 300).Select(i => (long)i), lines.Select(line => line.Seq));
        foreach (var branch in lines.GroupBy(line => line.BranchId))
        {
            Assert.Equal(Enumerable.Range(1, branch.Count()), branch.Select(line => line.Ordinal));
        }

        var counted = await scene.Ledger.CountAsync(scene.SessionId, CancellationToken.None);
        var expected = lines.GroupBy(line => line.BranchId).Select(g => new BranchCount(round, g.Key, g.Count(line => !line.Late), g.Count(line => line.Late)));
        Assert.Equal(expected.OrderBy(count => count.BranchId), counted.OrderBy(count => count.BranchId));
        // The newest answer of each branch carries its final, absolute counters.
        var last = outcomes.OfType<CheckInOutcome.Recorded>().GroupBy(each => each.Entry.BranchId).Select(g => g.MaxBy(each => each.Entry.Ordinal)!.Count);
        Assert.Equal(counted.OrderBy(count => count.BranchId), last.OrderBy(count => count.BranchId));
    }

    [Fact]
    public async Task Reading_by_unit_gives_its_subtree_page_by_page()
    {
        var (scene, round) = await Scene.OpenAsync(stores.Shared);
        for (var i = 0; i < 6; i++)
        {
            await scene.RecordAsync(scene.CheckIn(round, branch: i % 2 == 0 ? scene.NorthHall : scene.SouthHall));
        }

        var north = await scene.Ledger.ReadAsync(scene.SessionId, $"{scene.Code}/{scene.Code}n", 0, 10, CancellationToken.None);
        Assert.Equal([1L, 3L, 5L], north.Select(line => line.Seq));
        Assert.Equal([3L, 5L], (await scene.Ledger.ReadAsync(scene.SessionId, $"{scene.Code}/{scene.Code}n", 1, 2, CancellationToken.None)).Select(line => line.Seq));
        Assert.Equal(6, (await scene.Ledger.ReadAsync(scene.SessionId, scene.Code, 0, 10, CancellationToken.None)).Count);
        Assert.Empty(await scene.Ledger.ReadAsync(scene.SessionId, $"{scene.Code}/{scene.Code}", 0, 10, CancellationToken.None));
    }

    [Fact]
    public async Task A_halls_lines_are_found_by_its_roster_and_beside_it()
    {
        var scene = await Scene.AnnouncedAsync(stores.Shared);
        var people = Enumerable.Range(0, 5).Select(_ => Guid.CreateVersion7()).ToArray();
        await scene.AddTraineesAsync(scene.North, people);
        await scene.AppendAsync(new SessionOpened());
        var round = await scene.OpenRoundAsync();
        await scene.RecordAsync(scene.CheckIn(round, people[3]));
        await scene.RecordAsync(scene.CheckIn(round, people[1]));
        // On this hall's roster, and recorded at the other.
        await scene.RecordAsync(scene.CheckIn(round, people[0], branch: scene.SouthHall));
        Assert.Equal([people[3], people[1]], (await scene.Ledger.OfBranchAsync(scene.SessionId, round, scene.NorthHall, CancellationToken.None)).Select(line => line.TraineeId));

        var guest = Guid.NewGuid();
        await scene.RecordAsync(scene.CheckIn(round, guest));
        await scene.RecordAsync(scene.CheckIn(round, people[2]));
        Assert.Equal(
            [people[3], people[1], guest, people[2]], (await scene.Ledger.OfBranchAsync(scene.SessionId, round, scene.NorthHall, CancellationToken.None)).Select(line => line.TraineeId));
        Assert.Equal([people[0]], (await scene.Ledger.OfBranchAsync(scene.SessionId, round, scene.SouthHall, CancellationToken.None)).Select(line => line.TraineeId));

        // Asked for at once, halls and rounds share queries.
        (Guid Round, Guid Hall)[] asked = [(round, scene.SouthHall), (Guid.NewGuid(), scene.NorthHall), (round, scene.NorthHall), (round, Guid.NewGuid())];
        var lines = await Task.WhenAll(asked.Select(one => scene.Ledger.OfBranchAsync(scene.SessionId, one.Round, one.Hall, CancellationToken.None)));
        Assert.Equal([1, 0, 4, 0], lines.Select(found => found.Count));
    }

    [Fact]
    public async Task Who_stands_already_is_told_so_in_a_group_with_others_who_do_not()
    {
        var (scene, round) = await Scene.OpenAsync(stores.Shared);
        var (first, ticket) = (Guid.NewGuid(), Guid.NewGuid());
        var line = Assert.IsType<CheckInOutcome.Recorded>(await scene.RecordAsync(scene.CheckIn(round, first, ticket))).Entry;

        // Together they are one group or a few; in each of them somebody stands, or his ticket does.
        var others = Enumerable.Range(0, 60).Select(_ => scene.RecordAsync(scene.CheckIn(round, ticket: Guid.NewGuid()))).ToList();
        var again = scene.RecordAsync(scene.CheckIn(round, first, Guid.NewGuid()));
        var spent = scene.RecordAsync(scene.CheckIn(round, ticket: ticket));
        others.AddRange(Enumerable.Range(0, 60).Select(_ => scene.RecordAsync(scene.CheckIn(round, ticket: Guid.NewGuid()))));

        AssertSame(line, Assert.IsType<CheckInOutcome.Already>(await again).Entry);
        AssertSame(line, Assert.IsType<CheckInOutcome.TicketSpent>(await spent).Entry);
        var recorded = (await Task.WhenAll(others)).Select(outcome => Assert.IsType<CheckInOutcome.Recorded>(outcome).Entry);
        Assert.Equal(Enumerable.Range(2, 120), recorded.Select(entry => entry.Ordinal).Order());
    }

    [Fact]
    public async Task An_answer_kept_is_the_answer_given()
    {
        var ledger = stores.Shared.Get<ILedger>();
        var receipt = Scene.NewReceipt("first", "ticket:9");
        var raced = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => ledger.KeepAsync(receipt with { Body = $"answer {i}" }, CancellationToken.None)));
        Assert.All(raced, answer => Assert.Equal(raced[0], answer));
        Assert.Equal(raced[0], await ledger.KeepAsync(receipt, CancellationToken.None));
        Assert.False((await ledger.KeepAsync(receipt with { Key = receipt.Key with { BodyHash = [9] } }, CancellationToken.None)).Matches);
    }

    private static void AssertSame(LedgerEntry expected, LedgerEntry actual)
    {
        Assert.Equal(expected.BodyHash, actual.BodyHash);
        Assert.Equal(expected with { BodyHash = actual.BodyHash }, actual);
    }
}

public sealed class LedgerOnSqlite(SqliteStores stores) : LedgerSuite(stores);

public sealed class LedgerOnPostgreSql(PostgreSqlStores stores) : LedgerSuite(stores);
