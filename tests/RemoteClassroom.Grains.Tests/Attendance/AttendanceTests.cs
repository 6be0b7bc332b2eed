using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Grains.Attendance;
using RemoteClassroom.Grains.Tests.Support;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Grains.Tests.Attendance;

public sealed class AttendanceTests : IAsyncLifetime
{
    private const int Everybody = (3 * Province.PeopleAHall) + 2;
    private Classroom _classroom = null!;

    public async ValueTask InitializeAsync() => _classroom = await Classroom.StartAsync();

    public ValueTask DisposeAsync() => _classroom.DisposeAsync();

    [Fact]
    public async Task Check_ins_on_every_silo_show_up_to_the_root_and_always_sum()
    {
        var (sessionId, roundId) = await _classroom.OpenRoundAsync();
        for (var person = 0; person < Province.PeopleAHall; person++)
        {
            await Task.WhenAll(Enumerable.Range(0, 3).Select(hall => _classroom.CheckInAsync(sessionId, roundId, hall, person)));
            AssertSums(await FrameAsync(sessionId));
        }

        await Eventually.True("all check-ins on the board", async () => (await FrameAsync(sessionId)).Counts.Present == 3 * Province.PeopleAHall);
        var root = await FrameAsync(sessionId);
        Assert.Equal(new Counts(Everybody, 21, 0, 0, 0, 2, 0), root.Counts);
        Assert.Equal((Province.Unit(0), roundId, 3, 0), (root.Unit.Id, root.RoundId, root.Halls, root.HallsOnline));
        var west = await FrameAsync(sessionId, Province.Unit(1));
        Assert.Equal(
            [(Province.Unit(3), NodeKind.Unit, 7), (Province.Unit(4), NodeKind.Unit, 7), (Province.Unit(1), NodeKind.Homeless, 2)],
            west.Children.Select(child => (child.Unit.Id, child.Unit.Kind, child.Counts.Expected)));
        var township = await FrameAsync(sessionId, Province.Unit(3));
        Assert.Equal((Province.Hall(0), NodeKind.Venue, false), (township.Children[0].Unit.Id, township.Children[0].Unit.Kind, township.Children[0].Unit.Online));
        Assert.Null(await _classroom.Board(sessionId).FrameAsync(Guid.NewGuid(), null));
        Assert.Null(await _classroom.Board(sessionId).FrameAsync(null, Guid.NewGuid()));
        Assert.Null(await _classroom.Board(Guid.NewGuid()).FrameAsync(null, null));
    }

    [Fact]
    public async Task A_board_that_is_made_anew_counts_the_same_in_a_later_life()
    {
        var (sessionId, roundId) = await _classroom.OpenRoundAsync();
        for (var person = 0; person < 5; person++)
        {
            Classroom.Done(await _classroom.CheckInAsync(sessionId, roundId, 1, person));
        }

        _classroom.Reach().Seen(sessionId, Province.Hall(1));
        await Eventually.True("five present and one hall within reach", async () => await FrameAsync(sessionId) is { Counts.Present: 5, HallsOnline: 1 });
        var before = await FrameAsync(sessionId);
        await Classroom.EndActivationAsync(_classroom.Board(sessionId));

        await Eventually.True("the board's next life", async () => (await FrameAsync(sessionId)).Epoch > before.Epoch);
        var after = await FrameAsync(sessionId);
        Assert.Equal(5, after.Counts.Present);
        AssertSums(after);

        // The nodes tell a board in its new life all that they heard in the last thirty seconds.
        await Eventually.True("the reach told again", async () => (await FrameAsync(sessionId)).HallsOnline == 1);
        Assert.Equal(before.Counts, (await FrameAsync(sessionId)).Counts);
    }

    [Fact]
    public async Task Who_is_in_a_hall_out_of_reach_is_unknown_and_reach_freezes_at_the_close()
    {
        var (sessionId, roundId) = await _classroom.OpenRoundAsync();
        Assert.Equal(Everybody, (await FrameAsync(sessionId)).Counts.Unknown);
        _classroom.Reach(0).Seen(sessionId, Province.Hall(0));
        _classroom.Reach(1).Seen(sessionId, Province.Hall(1));
        await Eventually.True("two halls within reach", async () => (await FrameAsync(sessionId)).HallsOnline == 2);
        Assert.Equal(new Counts(Everybody, 0, 0, 14, 0, 9, 0), (await FrameAsync(sessionId)).Counts);

        _classroom.World.Time.PutForward(TimeSpan.FromSeconds(31));
        Assert.Equal((Everybody, 0), await UnknownAndOnlineAsync(sessionId));
        _classroom.Reach(1).Seen(sessionId, Province.Hall(1));
        await Eventually.True("the second hall within reach again", async () => (await FrameAsync(sessionId)).HallsOnline == 1);

        Classroom.Done(await _classroom.Main(sessionId).CloseRoundAsync(Classroom.Command(), roundId));

        Assert.Equal([0b010], Assert.IsType<RoundClosed>((await _classroom.World.Store.LogOfAsync(sessionId))[^1].Event).Reach);
        _classroom.World.Time.PutForward(TimeSpan.FromMinutes(5));
        _classroom.Reach(0).Seen(sessionId, Province.Hall(2));
        await Eventually.True("the third hall within reach", async () => (await FrameAsync(sessionId)).HallsOnline == 1);
        Assert.Equal(new Counts(Everybody, 0, 0, 0, 7, 16, 0), (await FrameAsync(sessionId)).Counts);
    }

    [Fact]
    public async Task The_newest_sign_in_is_counted_unless_another_round_is_named()
    {
        var (sessionId, signIn) = await _classroom.OpenRoundAsync();
        Classroom.Done(await _classroom.CheckInAsync(sessionId, signIn, 0, 0));
        await Eventually.True("the check-in on the board", async () => (await FrameAsync(sessionId)).Counts.Present == 1);
        Classroom.Done(await _classroom.Main(sessionId).CloseRoundAsync(Classroom.Command(), signIn));
        var spotCheck = Classroom.Read<RoundOpenedAnswer>(await _classroom.Main(sessionId).OpenRoundAsync(Classroom.Command(), RoundPurpose.SpotCheck, null)).RoundId;

        Assert.Equal((signIn, 1), Of(await FrameAsync(sessionId)));
        Assert.Equal((spotCheck, 0), Of(await FrameAsync(sessionId, roundId: spotCheck)));
        Classroom.Done(await _classroom.Main(sessionId).CloseRoundAsync(Classroom.Command(), spotCheck));
        var second = Classroom.Read<RoundOpenedAnswer>(await _classroom.Main(sessionId).OpenRoundAsync(Classroom.Command(), RoundPurpose.SignIn, null)).RoundId;
        Assert.Equal((second, 0), Of(await FrameAsync(sessionId)));

        static (Guid?, int) Of(AttendanceFrame frame) => (frame.RoundId, frame.Counts.Present);
    }

    [Fact]
    public async Task A_reader_gets_only_what_changed_since_its_mark()
    {
        var (sessionId, roundId) = await _classroom.OpenRoundAsync();
        var frames = _classroom.Cluster.Silos[1].ServiceProvider.GetRequiredService<IAttendanceFrames>();
        AttendanceKey[] keys = [new(false, Province.Unit(0)), new(false, Province.Unit(1)), new(false, Province.Unit(2)), new(true, Province.Hall(0)), new(true, Province.Hall(2)), new(true, Guid.NewGuid())];
        var all = await ReadAsync(default);
        Assert.Equal(keys[..5], all.Cuts.Select(cut => cut.Key));
        Assert.Empty((await ReadAsync(all.Mark)).Cuts);

        Classroom.Done(await _classroom.CheckInAsync(sessionId, roundId, 0, 0));
        var news = await Eventually.NotNull("news of the check-in", async () => await ReadAsync(all.Mark) is { Cuts.Count: > 0 } reading ? reading : null);

        Assert.Equal([keys[0], keys[1], keys[3]], news.Cuts.Select(cut => cut.Key));
        Assert.True(news.Mark.Seq > all.Mark.Seq);
        Assert.Equal(1, JsonSerializer.Deserialize<HallAttendance>(news.Cuts[2].Json.Span, ContractsJson.Options)!.Counts.Present);
        var county = JsonSerializer.Deserialize<AttendanceFrame>(news.Cuts[1].Json.Span, ContractsJson.Options)!;
        Assert.Equal((1, news.Mark.Epoch, news.Mark.Seq), (county.Counts.Present, county.Epoch, county.Seq));
        Assert.Equal(5, (await ReadAsync(new AttendanceMark(all.Mark.Epoch - 1, 1_000_000))).Cuts.Count);
        Assert.Null(await frames.ReadAsync(Guid.NewGuid(), keys, default, CancellationToken.None));

        async Task<AttendanceReading> ReadAsync(AttendanceMark known) => Assert.IsType<AttendanceReading>(await frames.ReadAsync(sessionId, keys, known, CancellationToken.None));
    }

    [Fact]
    public async Task Counters_that_cannot_be_told_wait_and_nothing_is_added_twice()
    {
        var (sessionId, roundId) = await _classroom.OpenRoundAsync();
        // The board cannot be made: whatever the merger sends fails until the store can be read again.
        var store = _classroom.World.Store;
        for (var hall = 0; hall < 3; hall++)
        {
            Classroom.Done(await _classroom.CheckInAsync(sessionId, roundId, hall, 0));
        }

        await Classroom.EndActivationAsync(_classroom.Board(sessionId));
        var failed = 0;
        store.BeforeRead = () =>
        {
            Interlocked.Increment(ref failed);
            throw new StorageException("away", outcomeUnknown: false);
        };
        _classroom.Cluster.Silos[0].ServiceProvider.GetRequiredService<CounterMerger>()
            .Committed(sessionId, new Domain.CheckIns.BranchCount(roundId, Province.Hall(0), 1, 0));
        await Eventually.True("two failed attempts to tell the board", () => Volatile.Read(ref failed) >= 2);
        store.BeforeRead = () => { };

        await Eventually.True("the three on the board", async () => (await FrameAsync(sessionId)).Counts.Present == 3);
    }

    [Fact]
    public async Task A_board_that_cannot_read_the_store_says_so_by_the_stores_own_exception_and_recovers()
    {
        var (sessionId, roundId) = await _classroom.OpenRoundAsync();
        Classroom.Done(await _classroom.CheckInAsync(sessionId, roundId, 0, 0));
        await Classroom.EndActivationAsync(_classroom.Board(sessionId));
        _classroom.World.Store.NoTrees = true;
        Assert.False((await Assert.ThrowsAsync<StorageException>(() => _classroom.Board(sessionId).FrameAsync(null, null))).OutcomeUnknown);
        _classroom.World.Store.NoTrees = false;
        Assert.Equal(1, (await FrameAsync(sessionId)).Counts.Present);
    }

    [Fact]
    public async Task A_lecture_closes_its_round_even_if_reach_cannot_be_learnt()
    {
        var (sessionId, roundId) = await _classroom.OpenRoundAsync();
        await Classroom.EndActivationAsync(_classroom.Board(sessionId));
        var ending = _classroom.World.Store;
        ending.BeforeCommit = what =>
        {
            Assert.Null(Assert.IsType<RoundClosed>(Assert.IsType<LogAppend>(what).Events[0]).Reach);
            return Task.CompletedTask;
        };
        ending.NoTrees = true;
        Classroom.Done(await _classroom.Main(sessionId).EndAsync(Classroom.Command()));
        ending.NoTrees = false;
        ending.BeforeCommit = _ => Task.CompletedTask;

        var frame = await FrameAsync(sessionId);
        Assert.Equal((roundId, Everybody, 0), (frame.RoundId, frame.Counts.Unknown, frame.Counts.Absent));
    }

    private static void AssertSums(AttendanceFrame frame)
    {
        int[] Numbers(Counts c) => [c.Expected, c.Present, c.Late, c.Waiting, c.Absent, c.Unknown, c.Excused];
        var sums = frame.Children.Select(child => Numbers(child.Counts)).Aggregate((left, right) => [.. left.Zip(right, (a, b) => a + b)]);
        Assert.Equal(Numbers(frame.Counts), sums);
        Assert.Equal(frame.Counts.Expected, Numbers(frame.Counts).Skip(1).Sum());
    }

    private async Task<(int Unknown, int Online)> UnknownAndOnlineAsync(Guid sessionId)
    {
        var frame = await FrameAsync(sessionId);
        return (frame.Counts.Unknown, frame.HallsOnline);
    }

    private async Task<AttendanceFrame> FrameAsync(Guid sessionId, Guid? unitId = null, Guid? roundId = null) =>
        JsonSerializer.Deserialize<AttendanceFrame>((await _classroom.Board(sessionId).FrameAsync(unitId, roundId))!, ContractsJson.Options)!;
}
