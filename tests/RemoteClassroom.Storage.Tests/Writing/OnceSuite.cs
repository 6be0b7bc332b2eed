using CsCheck;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Questions;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage.Tests.Stores;

namespace RemoteClassroom.Storage.Tests.Writing;

/// <summary>Random commands, each sent twice and in any order, against a model that knows each only once.</summary>
public abstract class OnceSuite(IStores stores)
{
    private const int People = 5;

    internal abstract record Command;

    internal sealed record Enter(int Person, int Ticket, bool South) : Command;

    internal sealed record Vote(int Person, bool Cast) : Command;

    internal sealed record CloseAndReopen : Command;

    private static readonly Gen<Command> OneCommand = Gen.Frequency(
        (6, Gen.Select(Gen.Int[0, People - 1], Gen.Int[0, 6], Gen.Bool, (person, ticket, south) => (Command)new Enter(person, ticket, south))),
        (3, Gen.Select(Gen.Int[0, People - 1], Gen.Bool, (person, cast) => (Command)new Vote(person, cast))),
        (1, Gen.Const((Command)new CloseAndReopen())));

    // A list of commands and, for each, how many places later it comes again.
    private static readonly Gen<(Command Command, int Again)[]> Script = Gen.Select(OneCommand, Gen.Int[0, 8]).Array[1, 25];

    [Fact]
    public Task Whatever_is_sent_twice_takes_effect_once() => Script.SampleAsync(RunAsync, iter: 25, threads: 1);

    private async Task RunAsync((Command Command, int Again)[] script)
    {
        var (scene, first) = await Scene.OpenAsync(stores.Shared);
        var world = new World(scene, first);
        var sendings = script.Select((item, i) => (Place: 2 * i, Act: world.Prepare(item.Command)))
            .Zip(script, (sending, item) => (sending.Place, Later: sending.Place + (2 * item.Again) + 1, sending.Act))
            .SelectMany(sending => new[] { (At: sending.Place, sending.Act), (At: sending.Later, sending.Act) })
            .OrderBy(sending => sending.At);
        foreach (var (_, act) in sendings)
        {
            await act();
        }

        await world.CheckAsync();
    }

    /// <summary>The model, and the commands that hold the store against it.</summary>
    private sealed class World(Scene scene, Guid first)
    {
        private readonly Guid[] _people = [.. Enumerable.Range(0, People).Select(_ => Guid.NewGuid())];
        private readonly Guid[] _tickets = [.. Enumerable.Range(0, 7).Select(_ => Guid.NewGuid())];
        private readonly Guid _question = Guid.NewGuid();
        private readonly Dictionary<(Guid Round, Guid Person), NewCheckIn> _lines = [];
        private readonly HashSet<Guid> _spent = [];
        private readonly HashSet<Guid> _voters = [];
        private Guid _round = first;

        /// <summary>A command with its keys fixed, to be sent any number of times.</summary>
        public Func<Task> Prepare(Command command)
        {
            switch (command)
            {
                case Enter enter:
                    NewCheckIn? sent = null;
                    return () => EnterAsync(sent ??= scene.CheckIn(_round, _people[enter.Person], _tickets[enter.Ticket], enter.South ? scene.SouthHall : scene.NorthHall));
                case Vote vote:
                    var receipt = Scene.NewReceipt();
                    return () => VoteAsync(_people[vote.Person], vote.Cast, receipt);
                default:
                    var done = false;
                    return async () =>
                    {
                        if (!done)
                        {
                            done = true;
                            await scene.AppendAsync(new RoundClosed(_round, null));
                            _round = await scene.OpenRoundAsync();
                        }
                    };
            }
        }

        public async Task CheckAsync()
        {
            var lines = await scene.Ledger.ReadAsync(scene.SessionId, "", 0, 1_000, CancellationToken.None);
            Assert.Equal(_lines.Values.Select(line => line.CheckInId).Order(), lines.Select(line => line.CheckInId).Order());
            Assert.Equal(Enumerable.Range(1, lines.Count).Select(i => (long)i), lines.Select(line => line.Seq));
            Assert.Equal(
                lines.GroupBy(line => (line.RoundId, line.BranchId)).Select(g => new BranchCount(g.Key.RoundId, g.Key.BranchId, g.Count(), 0)).ToHashSet(),
                (await scene.Ledger.CountAsync(scene.SessionId, CancellationToken.None)).ToHashSet());
            var votes = await scene.Store.Get<IVotes>().CountAsync(scene.SessionId, CancellationToken.None);
            Assert.Equal(_voters.Count, votes.GetValueOrDefault(_question));
        }

        private async Task EnterAsync(NewCheckIn entry)
        {
            var outcome = await scene.RecordAsync(entry);
            if (_lines.TryGetValue((entry.RoundId, entry.TraineeId), out var standing))
            {
                Assert.Equal(standing.CheckInId, Assert.IsType<CheckInOutcome.Already>(outcome).Entry.CheckInId);
            }
            else if (_spent.Contains(entry.TicketId!.Value))
            {
                Assert.Equal(entry.TicketId, Assert.IsType<CheckInOutcome.TicketSpent>(outcome).Entry.TicketId);
            }
            else if (entry.RoundId != _round)
            {
                Assert.IsType<CheckInOutcome.RoundIsClosed>(outcome);
            }
            else
            {
                Assert.Equal(entry.CheckInId, Assert.IsType<CheckInOutcome.Recorded>(outcome).Entry.CheckInId);
                _lines.Add((entry.RoundId, entry.TraineeId), entry);
                _spent.Add(entry.TicketId!.Value);
            }
        }

        private readonly HashSet<Guid> _keys = [];

        private async Task VoteAsync(Guid person, bool cast, Receipt receipt)
        {
            var answer = await scene.Store.Get<IVotes>().SetAsync(scene.SessionId, _question, person, cast, receipt, CancellationToken.None);
            if (!_keys.Add(receipt.Key.Key))
            {
                Assert.Equal(new StoredAnswer(receipt.Status, receipt.Body, true), answer);
                return;
            }

            Assert.Null(answer);
            _ = cast ? _voters.Add(person) : _voters.Remove(person);
        }
    }
}

public sealed class OnceOnSqlite(SqliteStores stores) : OnceSuite(stores);

public sealed class OnceOnPostgreSql(PostgreSqlStores stores) : OnceSuite(stores);
