using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Questions;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage.Tests.Stores;

namespace RemoteClassroom.Storage.Tests.Writing;

/// <summary>What callers are told when the database fails: never "stored" of what is not, never a doubt that the writer can clear up itself.</summary>
public abstract class FaultSuite(IStores stores)
{
    [Theory]
    [InlineData(Fault.AnswerLost)]
    [InlineData(Fault.CommitLost)]
    [InlineData(Fault.Disconnected)]
    internal async Task A_lost_commit_or_connection_is_cleared_up_by_the_writer(Fault fault)
    {
        var store = await stores.FreshAsync(UnreliableStore.Around);
        var (scene, round) = await Scene.OpenAsync(store);
        var unreliable = store.Get<UnreliableStore>();
        var (question, person) = (Guid.NewGuid(), Guid.NewGuid());

        unreliable.Next(fault);
        var entry = scene.CheckIn(round, ticket: Guid.NewGuid());
        var recorded = Assert.IsType<CheckInOutcome.Recorded>(await scene.RecordAsync(entry));
        unreliable.Next(fault);
        await scene.AppendAsync(new SessionStarted());
        unreliable.Next(fault);
        await store.Get<IVotes>().SetAsync(scene.SessionId, question, person, cast: true, Scene.NewReceipt(), CancellationToken.None);
        unreliable.Next(fault);
        var made = await store.Get<ISessionCreation>().CreateAsync(scene.Announcement() with { SessionId = Guid.CreateVersion7() }, CancellationToken.None);

        Assert.Equal(new BranchCount(round, scene.NorthHall, 1, 0), recorded.Count);
        Assert.Equal((1L, 1), (recorded.Entry.Seq, recorded.Entry.Ordinal));
        Assert.Equal(entry.CheckInId, Assert.Single(await scene.Ledger.ReadAsync(scene.SessionId, "", 0, 10, CancellationToken.None)).CheckInId);
        Assert.Equal(4, (await scene.Log.ReadAsync(scene.SessionId, 0, 10, CancellationToken.None)).Count);
        Assert.Equal(1, (await store.Get<IVotes>().CountAsync(scene.SessionId, CancellationToken.None))[question]);
        Assert.IsType<SessionCreated.Stored>(made);
        // The same commands, sent again by their callers, change nothing.
        Assert.IsType<CheckInOutcome.Already>(await scene.RecordAsync(entry));
        Assert.Equal([new BranchCount(round, scene.NorthHall, 1, 0)], await scene.Ledger.CountAsync(scene.SessionId, CancellationToken.None));
    }

    [Fact]
    public async Task A_doubt_that_lasts_is_told_and_a_known_failure_is_told_as_known()
    {
        var store = await stores.FreshAsync(UnreliableStore.Around);
        var (scene, round) = await Scene.OpenAsync(store);
        var unreliable = store.Get<UnreliableStore>();
        unreliable.Next(Fault.AnswerLost, Fault.Disconnected, Fault.Disconnected, Fault.Disconnected, Fault.Disconnected);
        var entry = scene.CheckIn(round);
        Assert.True((await Assert.ThrowsAsync<StorageException>(() => scene.RecordAsync(entry))).OutcomeUnknown);
        Assert.IsType<CheckInOutcome.Already>(await scene.RecordAsync(entry));

        unreliable.Next(Fault.Full);
        var full = scene.CheckIn(round);
        Assert.False((await Assert.ThrowsAsync<StorageException>(() => scene.RecordAsync(full))).OutcomeUnknown);
        Assert.IsType<CheckInOutcome.Recorded>(await scene.RecordAsync(full));
    }

    [Fact]
    public async Task One_item_that_cannot_be_stored_harms_no_other()
    {
        var (scene, round) = await Scene.OpenAsync(stores.Shared);
        var checkIns = new List<Task<CheckInOutcome>>();
        var poison = new List<Task<SessionCreated>>();
        for (var i = 0; i < 120; i++)
        {
            checkIns.Add(scene.RecordAsync(scene.CheckIn(round)));
            if (i % 40 == 20)
            {
                // Invites a unit that does not exist.
                poison.Add(stores.Shared.Get<ISessionCreation>().CreateAsync(
                    scene.Announcement(Scene.NewReceipt()) with { SessionId = Guid.CreateVersion7(), Invited = [Guid.NewGuid()] }, CancellationToken.None));
            }
        }

        Assert.All(await Task.WhenAll(checkIns), outcome => Assert.IsType<CheckInOutcome.Recorded>(outcome));
        foreach (var each in poison)
        {
            Assert.False((await Assert.ThrowsAsync<StorageException>(() => each)).OutcomeUnknown);
        }

        var lines = await scene.Ledger.ReadAsync(scene.SessionId, "", 0, 1_000, CancellationToken.None);
        Assert.Equal(Enumerable.Range(1, 120).Select(i => (long)i), lines.Select(line => line.Seq));
    }
}

public sealed class FaultsOnSqlite(SqliteStores stores) : FaultSuite(stores);

public sealed class FaultsOnPostgreSql(PostgreSqlStores stores) : FaultSuite(stores);
