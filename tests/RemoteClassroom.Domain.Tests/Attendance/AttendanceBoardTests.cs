using CsCheck;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.Tests.Attendance;

public sealed class AttendanceBoardTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid RoundId = Id(9, 1);

    /// <summary>Random trees: each unit below an earlier one (or a root), halls anywhere, people in and out of halls.</summary>
    private static readonly Gen<FrozenTree> Trees =
        from parents in Gen.Int[-1, 1_000].Array[1, 40]
        from homeless in Gen.Int[0, 5].Array[parents.Length]
        from halls in Gen.Select(Gen.Int[0, 1_000], Gen.Int[0, 30]).Array[0, 60]
        select new FrozenTree(
            [.. parents.Select((parent, i) => new FrozenUnit(Id(1, i), $"Unit {i}", $"{i}", i == 0 || parent < 0 ? -1 : parent % i, homeless[i]))],
            [.. halls.Select((hall, i) => new FrozenBranch(i, Id(2, i), $"Hall {i}", i + 1, hall.Item1 % parents.Length, hall.Item2))]);

    private static readonly Gen<(int Branch, int Present, int Late, bool Seen, int SeenAgo)[]> Happenings =
        Gen.Select(Gen.Int[0, 59], Gen.Int[0, 30], Gen.Int[0, 10], Gen.Bool, Gen.Int[0, 60]).Array[0, 200];

    [Fact]
    public void Counts_are_disjoint_and_children_sum_to_their_parent_in_every_tree() => Gen.Select(Trees, Happenings, Gen.Int[0, 2]).Sample(
        (tree, happenings, phase) =>
        {
            var board = Play(tree, happenings);
            var cut = board.Cut(phase == 0 ? null : TheRound(phase == 2 ? board.Reach(Now.AddSeconds(-5)) : null, closed: phase == 2), Now);
            for (var unit = 0; unit < tree.Units.Count; unit++)
            {
                var sum = Tally.OfHomeless(tree.Units[unit].Homeless);
                sum = board.Children.UnitsOf(unit).Aggregate(sum, (total, child) => total + cut.Units[child].Counts);
                sum = board.Children.BranchesOf(unit).Aggregate(sum, (total, child) => total + cut.Branches[child]);
                Assert.Equal(sum, cut.Units[unit].Counts);
                AssertDisjoint(cut.Units[unit].Counts);
            }

            Assert.All(cut.Branches, AssertDisjoint);
            var roots = board.Children.UnitsOf(-1).Sum(root => cut.Units[root].Counts.Expected);
            Assert.Equal(tree.Units.Sum(unit => unit.Homeless) + cut.Branches.Sum(branch => branch.Expected), roots);
        },
        iter: 1_000);

    [Fact]
    public void What_screens_show_and_why_people_were_refused_roll_up_the_tree()
    {
        var tree = new FrozenTree(
            [new(Id(1, 0), "Province", "p", -1, 0), new(Id(1, 1), "East", "p/e", 0, 0), new(Id(1, 2), "West", "p/w", 0, 0)],
            [new(0, Id(2, 0), "A", 1, 1, 5), new(1, Id(2, 1), "B", 2, 1, 5), new(2, Id(2, 2), "C", 3, 2, 5), new(3, Id(2, 3), "D", 4, 0, 5)]);
        var board = new AttendanceBoard(tree);
        board.See(Id(2, 0), Now, HallPicture.Playing);
        board.See(Id(2, 1), Now.AddSeconds(-9), HallPicture.Playing);
        board.See(Id(2, 1), Now, HallPicture.Silent);
        board.See(Id(2, 2), Now.AddSeconds(-31), HallPicture.Playing);
        board.See(Id(2, 3), Now, HallPicture.Slate);
        board.See(Id(2, 3), Now);
        board.Refuse(new RefusalCount(RoundId, Id(2, 0), "code_expired", 2));
        board.Refuse(new RefusalCount(RoundId, Id(2, 0), "code_expired", 1));
        board.Refuse(new RefusalCount(RoundId, Id(2, 2), "not_matched", 4));
        board.Refuse(new RefusalCount(RoundId, Id(2, 77), "not_matched", 4));
        board.Refuse(new RefusalCount(Id(9, 2), Id(2, 0), "not_matched", 4));

        var cut = board.Cut(TheRound(null, closed: false), Now);

        Assert.Equal(
            [new HallSums(4, 3, 1, 1, 1), new HallSums(2, 2, 1, 1, 0), new HallSums(1, 0, 0, 0, 0)],
            cut.Units.Select(unit => unit.Halls));
        Assert.Equal([HallPicture.Playing, HallPicture.Silent, HallPicture.None, HallPicture.Slate], cut.Pictures);
        Assert.Equal([KeyValuePair.Create("not_matched", 4), KeyValuePair.Create("code_expired", 3)], board.Refusals(0, RoundId));
        Assert.Equal([KeyValuePair.Create("code_expired", 3)], board.Refusals(1, RoundId));
        Assert.Equal([KeyValuePair.Create("not_matched", 4)], board.Refusals(2, RoundId));
        Assert.Empty(board.Refusals(0, null));
    }

    [Fact]
    public void Counters_told_twice_or_out_of_order_change_nothing() => Gen.Select(Trees, Happenings, Gen.Int).Sample(
        (tree, happenings, seed) =>
        {
            // Counters only grow, so a real history per branch is one of rising sums.
            var growing = new Dictionary<int, (int Present, int Late)>();
            var history = happenings.Where(h => h.Branch < tree.Branches.Count).Select(h =>
            {
                var before = growing.GetValueOrDefault(h.Branch);
                return (h.Branch, Total: growing[h.Branch] = (before.Present + h.Present, before.Late + h.Late));
            }).ToArray();
            var (inOrder, shuffled) = (new AttendanceBoard(tree), new AttendanceBoard(tree));
            foreach (var (branch, total) in history)
            {
                inOrder.Advance(new BranchCount(RoundId, Id(2, branch), total.Present, total.Late));
            }

            var random = new Random(seed);
            foreach (var (branch, total) in history.Concat(history).OrderBy(_ => random.Next()))
            {
                shuffled.Advance(new BranchCount(RoundId, Id(2, branch), total.Present, total.Late));
            }

            Assert.Equal(inOrder.Cut(TheRound(null, false), Now).Branches, shuffled.Cut(TheRound(null, false), Now).Branches);
        },
        iter: 300);

    [Theory]
    [InlineData(29, 8, 0)]
    [InlineData(30, 0, 8)]
    public void A_hall_is_within_reach_for_thirty_seconds(int ago, int waiting, int unknown)
    {
        var board = new AttendanceBoard(OneHall());
        board.Advance(new BranchCount(RoundId, Id(2, 0), 2, 0));
        board.See(Id(2, 0), Now.AddSeconds(-ago));

        var hall = board.Cut(TheRound(null, closed: false), Now).Branches[0];

        Assert.Equal((10, 2, waiting, unknown), (hall.Expected, hall.Present, hall.Waiting, hall.Unknown));
    }

    [Fact]
    public void A_hall_that_never_joined_is_unknown_before_any_round_and_within_one()
    {
        var board = new AttendanceBoard(OneHall());
        Assert.Equal(10, board.Cut(null, Now).Branches[0].Unknown);
        Assert.Equal(10, board.Cut(TheRound(null, closed: false), Now).Branches[0].Unknown);
        board.See(Id(2, 0), Now);
        Assert.Equal(10, board.Cut(null, Now).Branches[0].Waiting);
    }

    [Fact]
    public void Reach_freezes_at_the_close_and_only_later_entries_change_it()
    {
        var board = new AttendanceBoard(OneHall());
        board.See(Id(2, 0), Now);
        board.Advance(new BranchCount(RoundId, Id(2, 0), 4, 1));
        var within = TheRound(board.Reach(Now), closed: true);
        var without = TheRound(ReachBitmap.Empty(1), closed: true);

        Assert.Equal(new Tally(10, 4, 1, 0, 5, 0, 0), board.Cut(within, Now.AddHours(2)).Branches[0]);
        Assert.Equal(new Tally(10, 4, 1, 0, 0, 5, 0), board.Cut(without, Now).Branches[0]);
        Assert.Equal(new Tally(10, 4, 1, 0, 0, 5, 0), board.Cut(TheRound(null, closed: true), Now).Branches[0]);

        board.Advance(new BranchCount(RoundId, Id(2, 0), 5, 1));
        Assert.Equal(new Tally(10, 5, 1, 0, 4, 0, 0), board.Cut(within, Now.AddHours(2)).Branches[0]);
    }

    [Fact]
    public void Rounds_are_counted_apart()
    {
        var board = new AttendanceBoard(OneHall());
        board.Advance(new BranchCount(Id(9, 2), Id(2, 0), 7, 0));
        Assert.Equal(0, board.Cut(TheRound(null, false), Now).Branches[0].Present);
    }

    [Fact]
    public void Who_is_not_of_the_session_is_left_out()
    {
        var board = new AttendanceBoard(OneHall());
        Assert.False(board.Advance(new BranchCount(RoundId, Id(2, 77), 1, 0)));
        board.See(Id(2, 77), Now);
        Assert.Equal([0], board.Reach(Now));
    }

    [Fact]
    public void A_new_board_takes_over_the_signs_of_life()
    {
        var old = new AttendanceBoard(OneHall());
        old.See(Id(2, 0), Now);
        var board = new AttendanceBoard(OneHall());
        board.TakeReachOf(old);
        Assert.Equal(old.Reach(Now), board.Reach(Now));
        Assert.Equal([1], board.Reach(Now));
    }

    private static FrozenTree OneHall() => new([new FrozenUnit(Id(1, 0), "County", "c", -1, 0)], [new FrozenBranch(0, Id(2, 0), "Hall", 1, 0, 10)]);

    private static Round TheRound(byte[]? reach, bool closed) => new(RoundId, RoundPurpose.SignIn, Now.AddMinutes(-10), null, closed ? Now : null, reach);

    private static AttendanceBoard Play(FrozenTree tree, (int Branch, int Present, int Late, bool Seen, int SeenAgo)[] happenings)
    {
        var board = new AttendanceBoard(tree);
        foreach (var (branch, present, late, seen, ago) in happenings)
        {
            if (seen)
            {
                board.See(Id(2, branch), Now.AddSeconds(-ago));
            }

            board.Advance(new BranchCount(RoundId, Id(2, branch), present, late));
        }

        return board;
    }

    private static void AssertDisjoint(Tally t)
    {
        Assert.Equal(t.Expected, t.Present + t.Late + t.Waiting + t.Absent + t.Unknown + t.Excused);
        Assert.All([t.Expected, t.Present, t.Late, t.Waiting, t.Absent, t.Unknown, t.Excused], count => Assert.True(count >= 0));
    }

    private static Guid Id(int kind, int number) => new(kind, (short)number, 0, [0, 0, 0, 0, 0, 0, 0, 0]);
}
