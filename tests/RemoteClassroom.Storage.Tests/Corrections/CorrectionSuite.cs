using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage.Tests.Stores;

namespace RemoteClassroom.Storage.Tests.Corrections;

/// <summary>Corrections stand behind check-ins in one numbered chain; whatever is changed, removed or slipped in by hand is found, with its place.</summary>
public abstract class CorrectionSuite(IStores stores)
{
    [Fact]
    public async Task A_chain_of_check_ins_and_corrections_by_two_nodes_is_whole()
    {
        var (scene, _, _) = await WrittenAsync(stores.Shared);
        var found = await VerifyAsync(scene);
        Assert.Equal(((long?)null, 12L, 0L, 12L), (found.BrokenAt, found.Entries, found.Unlinked, found.HeadSeq));
        Assert.Equal(LedgerChain.LinkBytes, found.HeadLink.Length);

        // Another node goes on where this one left it.
        await stores.Other.Get<ILedger>().RecordAsync(scene.CheckIn(await scene.OpenRoundAsync()), CancellationToken.None);
        await WriteAsync(scene, CorrectionKind.Snapshot, null, null);
        found = await VerifyAsync(scene);
        Assert.Equal(((long?)null, 14L), (found.BrokenAt, found.Entries));
    }

    [Fact]
    public async Task Tampering_with_any_column_of_any_row_is_found_at_its_place()
    {
        var store = await stores.FreshAsync();
        var (scene, round, people) = await WrittenAsync(store);
        await KeepAsync(store);
        foreach (var (seq, change) in new (long, string)[]
        {
            (3, "UPDATE ledger SET late = NOT late WHERE seq = 3"), (1, "UPDATE ledger SET at = at + 1 WHERE seq = 1"), (5, "UPDATE ledger SET recorded_at = recorded_at - 1 WHERE seq = 5"),
            (2, "UPDATE ledger SET way = 1 WHERE seq = 2"), (4, "UPDATE ledger SET ordinal = 9 WHERE seq = 4"), (4, "UPDATE ledger SET reason = 2 WHERE seq = 4"),
            (6, "UPDATE ledger SET after_close = NOT after_close WHERE seq = 6"), (2, "UPDATE ledger SET branch_id = unit_id WHERE seq = 2"), (2, "UPDATE ledger SET unit_id = branch_id WHERE seq = 2"),
            (2, "UPDATE ledger SET home_id = branch_id WHERE seq = 2"), (2, "UPDATE ledger SET helper_id = branch_id WHERE seq = 2"), (3, "UPDATE ledger SET ticket_id = branch_id WHERE seq = 3"),
            (3, "UPDATE ledger SET trainee_id = branch_id WHERE seq = 3"), (3, "UPDATE ledger SET check_in_id = branch_id WHERE seq = 3"), (3, "UPDATE ledger SET round_id = branch_id WHERE seq = 3"),
            (3, "UPDATE ledger SET link = (SELECT l.link FROM ledger l WHERE l.seq = 4) WHERE seq = 3"), (4, "UPDATE ledger SET link = NULL WHERE seq = 3"),
            (7, "DELETE FROM ledger WHERE seq = 7"), (12, "DELETE FROM ledger_corrections WHERE seq = 12"), (11, "UPDATE ledger_corrections SET standing = 2 WHERE seq = 11"),
            (10, "UPDATE ledger_corrections SET kind = 2 WHERE seq = 10"), (10, "UPDATE ledger_corrections SET text = 'another reason' WHERE seq = 10"),
            (10, "UPDATE ledger_corrections SET text_hash = link WHERE seq = 10"), (10, "UPDATE ledger_corrections SET by_role = 'lecturer' WHERE seq = 10"),
            (10, "UPDATE ledger_corrections SET by_id = session_id WHERE seq = 10"), (10, "UPDATE ledger_corrections SET at = at + 1 WHERE seq = 10"),
            (10, "UPDATE ledger_corrections SET trainee_id = session_id WHERE seq = 10"), (10, "UPDATE ledger_corrections SET entry_id = session_id WHERE seq = 10"),
            (10, "UPDATE ledger_corrections SET round_id = session_id WHERE seq = 10"), (10, "UPDATE ledger_corrections SET recorded_at = recorded_at + 1 WHERE seq = 10"),
            (12, "UPDATE ledger_heads SET link = (SELECT l.link FROM ledger l WHERE l.seq = 4)"), (13, "UPDATE ledger_heads SET seq = 13"),
            (1, "UPDATE ledger SET seq = 100 WHERE seq = 1"),
        })
        {
            await using var db = await store.DbAsync();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await RunAsync(db, change);
            await transaction.CommitAsync();
            var found = await VerifyAsync(scene);
            Assert.True(found.BrokenAt == seq, $"{change}: found {found.BrokenAt} ({found.Reason})");
            Assert.NotNull(found.Reason);
            await RestoreAsync(store, scene);
        }

        Assert.Null((await VerifyAsync(scene)).BrokenAt);
        Assert.Equal(2, people.Length);
        Assert.NotEqual(Guid.Empty, round);
    }

    [Fact]
    public async Task A_reason_that_was_erased_leaves_the_chain_whole()
    {
        var store = await stores.FreshAsync();
        var (scene, _, _) = await WrittenAsync(store);
        await using var db = await store.DbAsync();
        await db.Database.ExecuteSqlRawAsync("UPDATE ledger_corrections SET text = NULL, salt = NULL");
        Assert.Null((await VerifyAsync(scene)).BrokenAt);
        Assert.All((await scene.Store.Get<ICorrections>().PeopleAsync(scene.SessionId, null, CancellationToken.None)).Corrections, correction => Assert.Null(correction.Text));
    }

    [Fact]
    public async Task Lines_from_before_ledgers_were_chained_are_counted_and_the_chain_begins_behind_them()
    {
        var store = await stores.FreshAsync();
        var (scene, round) = await Scene.OpenAsync(store);
        await scene.RecordAsync(scene.CheckIn(round));
        await scene.RecordAsync(scene.CheckIn(round));
        await using (var db = await store.DbAsync())
        {
            // As a version without chains leaves it: it moves the head's seq alone.
            await db.Database.ExecuteSqlRawAsync("UPDATE ledger SET link = NULL");
            await db.Database.ExecuteSqlRawAsync("UPDATE ledger_heads SET link = NULL, link_seq = NULL");
        }

        await scene.RecordAsync(scene.CheckIn(round));
        Assert.Equal((3L, 2L, (long?)null), ((await VerifyAsync(scene)).Entries, (await VerifyAsync(scene)).Unlinked, (await VerifyAsync(scene)).BrokenAt));
        await using (var db = await store.DbAsync())
        {
            await db.Database.ExecuteSqlRawAsync("UPDATE ledger SET late = NOT late WHERE seq = 3");
        }

        Assert.Equal(3, (await VerifyAsync(scene)).BrokenAt);
    }

    [Fact]
    public async Task The_same_command_again_writes_nothing_and_a_session_has_one_snapshot()
    {
        var (scene, round, people) = await WrittenAsync(stores.Shared);
        var receipt = Scene.NewReceipt();
        var corrections = stores.Shared.Get<ICorrections>();
        NewCorrection Entry() => new(Guid.CreateVersion7(), scene.SessionId, CorrectionKind.Mark, round, people[0], Standing.Late, Scene.Now, Guid.NewGuid(), "administrator", "was late");
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => corrections.WriteAsync(Entry(), receipt, null, CancellationToken.None)));
        Assert.Single(outcomes.OfType<CorrectionOutcome.Stored>());
        Assert.Equal(7, outcomes.OfType<CorrectionOutcome.Answered>().Count(answered => answered.Answer.Matches));
        Assert.IsType<CorrectionOutcome.Answered>(await stores.Other.Get<ICorrections>().WriteAsync(Entry(), receipt, null, CancellationToken.None));
        Assert.IsType<CorrectionOutcome.NoSession>(await corrections.WriteAsync(Entry() with { SessionId = Guid.NewGuid() }, Scene.NewReceipt(), null, CancellationToken.None));

        Assert.DoesNotContain(scene.SessionId, await corrections.WithoutSnapshotAsync(Scene.Now.AddDays(-1), 1_000, CancellationToken.None));
        await scene.AppendAsync(new RoundClosed(round, null), new SessionEnded());
        Assert.Contains(scene.SessionId, await corrections.WithoutSnapshotAsync(Scene.Now.AddDays(-1), 1_000, CancellationToken.None));
        await WriteAsync(scene, CorrectionKind.Snapshot, null, null);
        await Assert.ThrowsAsync<StorageException>(() => WriteAsync(scene, CorrectionKind.Snapshot, null, null));
        Assert.DoesNotContain(scene.SessionId, await corrections.WithoutSnapshotAsync(Scene.Now.AddDays(-1), 1_000, CancellationToken.None));
    }

    [Fact]
    public async Task Visitors_count_at_home_and_sit_where_they_sit_and_who_is_missing_follows_the_corrections()
    {
        var scene = await Scene.AnnouncedAsync(stores.Shared);
        Guid[] north = [Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid()];
        await scene.AddTraineesAsync(scene.North, north);
        await scene.AppendAsync(new SessionOpened());
        var round = await scene.OpenRoundAsync();

        var directory = scene.Store.Get<ISessionDirectory>();
        var visitor = await directory.VisitorAsync(scene.SessionId, ["nobody", $"{scene.Code}-000"], CancellationToken.None);
        Assert.Equal((north[0], scene.NorthHall), (visitor!.Line.TraineeId, visitor.HomeId));
        Assert.Equal(visitor, await directory.PersonAsync(scene.SessionId, north[0], CancellationToken.None));
        Assert.Null(await directory.PersonAsync(scene.SessionId, Guid.NewGuid(), CancellationToken.None));

        // At the south hall, counted in the north; then the same person at home: once.
        var away = Assert.IsType<CheckInOutcome.Recorded>(await scene.RecordAsync(scene.CheckIn(round, north[0], branch: scene.SouthHall) with { HomeId = scene.NorthHall }));
        Assert.Equal(new BranchCount(round, scene.NorthHall, 1, 0), away.Count);
        Assert.IsType<CheckInOutcome.Already>(await scene.RecordAsync(scene.CheckIn(round, north[0])));
        await scene.RecordAsync(scene.CheckIn(round, north[1]));
        Assert.Equal([new BranchCount(round, scene.NorthHall, 2, 0)], await scene.Ledger.CountAsync(scene.SessionId, CancellationToken.None));
        Assert.Equal(north[0], Assert.Single(await scene.Ledger.OfBranchAsync(scene.SessionId, round, scene.SouthHall, CancellationToken.None)).TraineeId);
        Assert.Equal(north[..2].Order(), (await scene.Ledger.OfBranchAsync(scene.SessionId, round, scene.NorthHall, CancellationToken.None)).Select(line => line.TraineeId).Order());
        // Both counties' administrators see the line: the one whose person it is, and the one whose hall it is.
        Assert.Equal(2, (await scene.Ledger.ReadAsync(scene.SessionId, $"{scene.Code}/{scene.Code}n", 0, 10, CancellationToken.None)).Count);
        Assert.Single(await scene.Ledger.ReadAsync(scene.SessionId, $"{scene.Code}/{scene.Code}s", 0, 10, CancellationToken.None));

        async Task<IEnumerable<Guid>> MissingAsync() => (await scene.Ledger.MissingAsync(scene.SessionId, round, [scene.NorthHall, scene.SouthHall], CancellationToken.None)).Select(line => line.TraineeId).Order();
        Assert.Equal(north[2..].Order(), await MissingAsync());
        await WriteAsync(scene, CorrectionKind.Excuse, null, north[2]);
        await WriteAsync(scene, CorrectionKind.Reversal, round, north[1]);
        Assert.Equal(new[] { north[1], north[3] }.Order(), await MissingAsync());
        Assert.Equal(2, (await scene.Store.Get<ICorrections>().ReadAsync(scene.SessionId, $"{scene.Code}/{scene.Code}n", 0, 10, CancellationToken.None)).Count);
        Assert.Empty(await scene.Store.Get<ICorrections>().ReadAsync(scene.SessionId, $"{scene.Code}/{scene.Code}s", 0, 10, CancellationToken.None));
    }

    /// <summary>Nine check-ins of all kinds in one session, and three corrections.</summary>
    private static async Task<(Scene Scene, Guid Round, Guid[] People)> WrittenAsync(Store store)
    {
        var (scene, round) = await Scene.OpenAsync(store);
        Guid[] people = [Guid.NewGuid(), Guid.NewGuid()];
        await scene.RecordAsync(scene.CheckIn(round, people[0], ticket: Guid.NewGuid(), key: Scene.NewKey("ticket:1")));
        await scene.RecordAsync(scene.CheckIn(round, people[1], late: true));
        await Task.WhenAll(Enumerable.Range(0, 7).Select(i => scene.RecordAsync(scene.CheckIn(round, late: i % 2 == 0) with { Reason = VouchGround.NoPhone })));
        await WriteAsync(scene, CorrectionKind.Reversal, round, people[0]);
        await WriteAsync(scene, CorrectionKind.Mark, round, people[1]);
        await WriteAsync(scene, CorrectionKind.Excuse, null, Guid.NewGuid());
        return (scene, round, people);
    }

    private static async Task WriteAsync(Scene scene, CorrectionKind kind, Guid? round, Guid? trainee) => Assert.IsType<CorrectionOutcome.Stored>(await scene.Store.Get<ICorrections>().WriteAsync(
        new NewCorrection(Guid.CreateVersion7(), scene.SessionId, kind, round, trainee, kind == CorrectionKind.Mark ? Standing.Present : Standing.Missing, Scene.Now, Guid.NewGuid(), "administrator", "as the sheet says"),
        Scene.NewReceipt(), null, CancellationToken.None));

    private static Task<ChainFinding> VerifyAsync(Scene scene) => scene.Store.Get<ILedgerAudit>().VerifyAsync(scene.SessionId, CancellationToken.None);

    // What stood is kept beside, so that each change by hand can be undone.
    private static async Task KeepAsync(Store store)
    {
        await using var db = await store.DbAsync();
        foreach (var table in new[] { "ledger", "ledger_corrections", "ledger_heads" })
        {
            await RunAsync(db, "CREATE TABLE kept_" + table + " AS SELECT * FROM " + table);
        }
    }

    private static Task RunAsync(RemoteClassroomDb db, string sql) => db.Database.ExecuteSqlRawAsync(sql);

    private static async Task RestoreAsync(Store store, Scene scene)
    {
        await using var db = await store.DbAsync();
        foreach (var table in new[] { "ledger", "ledger_corrections", "ledger_heads" })
        {
            await RunAsync(db, "DELETE FROM " + table);
            await RunAsync(db, "INSERT INTO " + table + " SELECT * FROM kept_" + table);
        }

        Assert.Null((await VerifyAsync(scene)).BrokenAt);
    }
}

public sealed class CorrectionsOnSqlite(SqliteStores stores) : CorrectionSuite(stores);

public sealed class CorrectionsOnPostgreSql(PostgreSqlStores stores) : CorrectionSuite(stores);
