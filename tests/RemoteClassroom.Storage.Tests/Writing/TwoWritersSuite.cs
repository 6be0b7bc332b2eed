using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Questions;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage.Reading;
using RemoteClassroom.Storage.Tests.Stores;
using RemoteClassroom.Storage.Writing;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Storage.Tests.Writing;

/// <summary>Two nodes, or a thawed one beside its successor: the database alone keeps them apart.</summary>
public abstract class TwoWritersSuite(IStores stores)
{
    private Task<CheckInOutcome> Record(int node, NewCheckIn entry) => (node % 2 == 0 ? stores.Shared : stores.Other).Get<ILedger>().RecordAsync(entry, CancellationToken.None);

    [Fact]
    public async Task They_count_everybody_once_in_one_order()
    {
        var (scene, round) = await Scene.OpenAsync(stores.Shared);
        var people = Enumerable.Range(0, 400).Select(_ => (Trainee: Guid.NewGuid(), Ticket: Guid.NewGuid())).ToList();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 1_200).Select(i => Task.Run(() =>
            Record(i, scene.CheckIn(round, people[i * 7 % 400].Trainee, people[i * 7 % 400].Ticket, i % 3 == 0 ? scene.NorthHall : scene.SouthHall)))));

        Assert.Equal(400, outcomes.OfType<CheckInOutcome.Recorded>().Count());
        Assert.Equal(800, outcomes.OfType<CheckInOutcome.Already>().Count());
        var lines = await scene.Ledger.ReadAsync(scene.SessionId, "", 0, 1_000, CancellationToken.None);
        Assert.Equal(Enumerable.Range(1, 400).Select(i => (long)i), lines.Select(line => line.Seq));
        Assert.Equal(400, lines.Select(line => line.TraineeId).Distinct().Count());
        foreach (var branch in lines.GroupBy(line => line.BranchId))
        {
            Assert.Equal(Enumerable.Range(1, branch.Count()), branch.Select(line => line.Ordinal));
        }
    }

    [Fact]
    public async Task They_cannot_fork_logs_and_do_not_wait_for_each_other_in_a_ring()
    {
        var scenes = new List<Scene>();
        for (var i = 0; i < 6; i++)
        {
            scenes.Add((await Scene.OpenAsync(stores.Shared)).Scene);
        }

        var stored = await Task.WhenAll(Enumerable.Range(0, 4).Select(node => Task.Run(() => AskAsync(node, node < 2 ? scenes : [.. scenes.AsEnumerable().Reverse()]))));

        foreach (var scene in scenes)
        {
            var log = await scene.Log.ReadAsync(scene.SessionId, 0, 1_000, CancellationToken.None);
            Assert.Equal(Enumerable.Range(1, log.Count).Select(i => (long)i), log.Select(each => each.Offset));
            Assert.Equal(4 * 10, log.Count(each => each.Event is QuestionAsked));
            // Every tag is made of the one before: one chain, whoever wrote its links.
            var tag = 0UL;
            foreach (var each in log)
            {
                var (type, data) = EventCodec.Encode(each.Event);
                Assert.Equal(tag = EventTag.Next(tag, each.Offset, Micros.Of(each.At), type, data), each.Tag);
            }
        }

        Assert.All(stored, count => Assert.Equal(60, count));
    }

    // Asks ten questions in each session, reading the head again whenever it was behind; check-ins of the same sessions go along in the same groups.
    private async Task<int> AskAsync(int node, List<Scene> scenes)
    {
        var store = node % 2 == 0 ? stores.Shared : stores.Other;
        var log = store.Get<ISessionLog>();
        var done = 0;
        for (var round = 0; round < 10; round++)
        {
            done += (await Task.WhenAll(scenes.Select(async scene =>
            {
                while (true)
                {
                    var head = (await log.HeadsAsync([scene.SessionId], CancellationToken.None))[scene.SessionId];
                    var ask = new QuestionAsked(Guid.NewGuid(), scene.NorthHall, "n", null, $"{node}", false);
                    var append = log.AppendAsync(new LogAppend(scene.SessionId, head, Scene.Now, [ask], Scene.NewReceipt()), CancellationToken.None);
                    var checkIn = Record(node, scene.CheckIn(Guid.NewGuid()));
                    Assert.IsType<CheckInOutcome.RoundIsClosed>(await checkIn);
                    if (await append is AppendOutcome.Stored)
                    {
                        return 1;
                    }
                }
            }))).Sum();
        }

        return done;
    }

    [Fact]
    public async Task A_key_used_on_both_at_once_has_one_effect()
    {
        var (scene, _) = await Scene.OpenAsync(stores.Shared);
        for (var i = 0; i < 20; i++)
        {
            var (question, person) = (Guid.NewGuid(), Guid.NewGuid());
            var receipt = Scene.NewReceipt("{}", $"person:{person}");
            var answers = await Task.WhenAll(new[] { stores.Shared, stores.Other }.Select(store => Task.Run(() =>
                store.Get<IVotes>().SetAsync(scene.SessionId, question, person, true, receipt, CancellationToken.None))));
            Assert.Single(answers, (StoredAnswer?)null);
        }
    }

    [Fact]
    public async Task Who_checks_in_waits_for_whoever_is_closing_the_round_and_is_refused()
    {
        var (scene, round) = await Scene.OpenAsync(stores.Shared);
        var dialect = stores.Other.Get<Dialect>();
        Task<CheckInOutcome> checkIn;
        await using (var db = await stores.Other.DbAsync())
        {
            await using var closing = await db.Database.BeginTransactionAsync();
            await dialect.ExecuteAsync(
                db, new Statement("UPDATE rounds SET closed_at = 1 WHERE session_id = @session AND round_id = @round", ("session", scene.SessionId), ("round", round)), CancellationToken.None);
            checkIn = scene.RecordAsync(scene.CheckIn(round));
            await Eventually.True("the check-in to wait for the round's lock", async () => checkIn.IsCompleted || await stores.SomebodyWaitsAsync());
            await closing.CommitAsync();
        }

        Assert.IsType<CheckInOutcome.RoundIsClosed>(await Eventually.Done("the check-in's answer", checkIn));
    }

    [Fact]
    public async Task Nothing_comes_after_a_close_that_was_acknowledged_on_either()
    {
        var (scene, round) = await Scene.OpenAsync(stores.Shared);
        for (var i = 0; i < 8; i++)
        {
            var crowd = Enumerable.Range(0, 120).Select(n => Task.Run(() => Record(n, scene.CheckIn(round)))).ToList();
            await Task.WhenAny(crowd);
            await scene.AppendAsync(new RoundClosed(round, null));
            var atClose = (await scene.Ledger.CountAsync(scene.SessionId, CancellationToken.None)).Where(count => count.RoundId == round).Sum(count => count.Present);
            var outcomes = await Task.WhenAll(crowd);
            Assert.Equal(outcomes.OfType<CheckInOutcome.Recorded>().Count(), atClose);
            round = await scene.OpenRoundAsync();
        }
    }
}

public sealed class TwoWritersOnSqlite(SqliteStores stores) : TwoWritersSuite(stores);

public sealed class TwoWritersOnPostgreSql(PostgreSqlStores stores) : TwoWritersSuite(stores);
