using CsCheck;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.Tests.Sessions;

public sealed class RoundSampleTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Counties below a city, each with some halls at its townships, some of them without people.</summary>
    private static readonly Gen<FrozenTree> Trees = Gen.Int[0, 25].Array[0, 8].Array[1, 6].Select(counties =>
    {
        var units = new List<FrozenUnit> { new(Id(1, 0), "P", "p", -1, 3), new(Id(1, 1), "C", "p/c", 0, 0) };
        var halls = new List<FrozenBranch>();
        foreach (var (people, county) in counties.Select((people, county) => (people, county)))
        {
            units.Add(new FrozenUnit(Id(1, units.Count), $"County {county}", $"p/c/{county}", 1, 0));
            units.Add(new FrozenUnit(Id(1, units.Count), "Township", $"p/c/{county}/t", units.Count - 1, 0));
            foreach (var expected in people)
            {
                halls.Add(new FrozenBranch(halls.Count, Id(2, halls.Count), "Hall", halls.Count + 1, units.Count - 1, expected));
            }
        }

        return new FrozenTree(units, halls);
    });

    [Fact]
    public void Of_each_countys_halls_with_people_the_share_is_drawn_rounded_up() => Gen.Select(Trees, Gen.Int[1, 100], Gen.Byte.Array[32], Gen.Guid).Sample(
        (tree, percent, secret, round) =>
        {
            var sample = RoundSample.Draw(tree, secret, round, percent);
            Assert.Equal(sample, RoundSample.Draw(tree, secret, round, percent));
            foreach (var county in tree.Branches.GroupBy(hall => tree.Units[hall.UnitIndex].ParentIndex))
            {
                var halls = county.Where(hall => hall.Expected > 0).ToList();
                Assert.Equal((int)Math.Ceiling(halls.Count * percent / 100m), county.Count(hall => sample.Asks(hall.Index)));
                Assert.All(county.Where(hall => hall.Expected == 0), hall => Assert.False(sample.Asks(hall.Index)));
            }

            Assert.Equal(tree.Branches.Count(hall => sample.Asks(hall.Index)), sample.Count());
        },
        iter: 500);

    [Fact]
    public void Another_round_or_another_secret_draws_otherwise_and_over_many_rounds_every_hall_as_often()
    {
        var tree = new FrozenTree(
            [new(Id(1, 0), "P", "p", -1, 0)], [.. Enumerable.Range(0, 20).Select(i => new FrozenBranch(i, Id(2, i), "Hall", i, 0, 5))]);
        var asked = new int[20];
        for (var round = 0; round < 2_000; round++)
        {
            var sample = RoundSample.Draw(tree, [1, 2, 3], Id(3, round), 25);
            for (var hall = 0; hall < 20; hall++)
            {
                asked[hall] += sample.Asks(hall) ? 1 : 0;
            }
        }

        // 500 each, some 19 of spread: six of them either way.
        Assert.All(asked, times => Assert.InRange(times, 380, 620));
        Assert.NotEqual(RoundSample.Draw(tree, [1], Id(3, 1), 25), RoundSample.Draw(tree, [2], Id(3, 1), 25));
    }

    [Fact]
    public void A_moment_lies_in_its_window_and_cannot_be_told_from_the_plan_alone() => Gen.Select(Gen.Guid, Gen.Int[0, 100_000], Gen.Byte.Array[32]).Sample(
        (plan, seconds, secret) =>
        {
            var moment = RoundSample.Moment(secret, plan, At, At.AddSeconds(seconds));
            Assert.InRange(moment, At, At.AddSeconds(seconds));
            Assert.Equal(moment, RoundSample.Moment(secret, plan, At, At.AddSeconds(seconds)));
        },
        iter: 1_000);

    [Fact]
    public void Only_who_is_asked_is_expected_and_children_still_sum() => Gen.Select(Trees, Gen.Int[1, 100], Gen.Guid).Sample(
        (tree, percent, roundId) =>
        {
            var board = new AttendanceBoard(tree);
            var sample = RoundSample.Draw(tree, [7], roundId, percent);
            foreach (var hall in tree.Branches)
            {
                board.Advance(new BranchCount(roundId, hall.BranchId, Math.Min(1, hall.Expected), 0));
            }

            var cut = board.Cut(new Round(roundId, RoundPurpose.SpotCheck, At, null, null, null, sample), At);
            var asked = tree.Branches.Where(hall => sample.Asks(hall.Index)).ToList();
            Assert.Equal((asked.Sum(hall => hall.Expected), asked.Count), (cut.Units[0].Counts.Expected, cut.Units[0].Counts.Present));
            Assert.Equal(cut.Units[0].Counts.Expected, cut.Branches.Sum(hall => hall.Expected));
            Assert.All(tree.Branches.Where(hall => !sample.Asks(hall.Index)), hall => Assert.Equal(default, cut.Branches[hall.Index]));
        },
        iter: 500);

    private static Guid Id(int kind, int number) => new(kind, 0, 0, 0, 0, 0, 0, (byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number);
}
