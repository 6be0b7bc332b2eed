using CsCheck;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.Tests.Sessions;

/// <summary>Samples of people against a list of them.</summary>
public sealed class PeopleDrawTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>How many people each hall has, of halls below two townships; two more people of the county have none.</summary>
    private static readonly Gen<int[]> Halls = Gen.Int[0, 40].Array[1, 8];

    [Fact]
    public void In_every_hall_the_share_is_drawn_rounded_up_and_who_is_drawn_can_be_drawn_again() => Gen.Select(Halls, Gen.Int[1, 100], Gen.Byte.Array[32], Gen.Guid).Sample(
        (halls, percent, secret, round) =>
        {
            var (tree, people) = World(halls);
            var sample = RoundSample.DrawPeople(tree, people, secret, round, percent);
            Assert.Equal(sample, RoundSample.DrawPeople(tree, [.. people.Reverse()], secret, round, percent));
            for (var hall = 0; hall < halls.Length; hall++)
            {
                var drawn = people.Count(person => person.BranchId == tree.Branches[hall].BranchId && sample.Asks(hall, person.TraineeId));
                Assert.Equal((int)Math.Ceiling(halls[hall] * percent / 100m), drawn);
                Assert.Equal((drawn, drawn > 0), (sample.ExpectedOf(tree.Branches[hall], sample.Bits()), sample.Asks(hall)));
            }

            Assert.Equal(halls.Sum(expected => (int)Math.Ceiling(expected * percent / 100m)), sample.People!.Count());
            Assert.Equal((halls.Count(expected => expected > 0), 0), (sample.Count(), sample.People.CountOf(halls.Length)));

            // As it comes back from the log.
            var opened = new RoundOpened(round, RoundPurpose.SpotCheck, null, sample);
            var (type, data) = EventCodec.Encode(opened);
            Assert.Equal(opened, EventCodec.Decode(type, data));
        },
        iter: 500);

    [Fact]
    public void Another_secret_draws_otherwise_and_over_many_rounds_everybody_as_often()
    {
        var (tree, people) = World([20]);
        var asked = new int[20];
        for (var round = 0; round < 2_000; round++)
        {
            var sample = RoundSample.DrawPeople(tree, people, [1, 2, 3], Id(3, round), 25);
            for (var i = 0; i < asked.Length; i++)
            {
                asked[i] += sample.Asks(0, people[i].TraineeId) ? 1 : 0;
            }
        }

        // 500 each, some 19 of spread: six of them either way.
        Assert.All(asked, times => Assert.InRange(times, 380, 620));
        Assert.NotEqual(RoundSample.DrawPeople(tree, people, [1], Id(3, 1), 25), RoundSample.DrawPeople(tree, people, [2], Id(3, 1), 25));
    }

    [Fact]
    public void A_person_of_a_hall_that_takes_no_part_is_not_drawn()
    {
        var (tree, people) = World([3]);
        var stranger = new HallPerson(Id(4, 99), Id(2, 99));
        var sample = RoundSample.DrawPeople(tree, [.. people, stranger], [1], Id(3, 1), 100);
        Assert.Equal((3, false, false), (sample.People!.Count(), sample.Asks(-1, stranger.TraineeId), sample.Asks(1, stranger.TraineeId)));
    }

    /// <summary>Everybody drawn, and nobody else, is expected; a leave of somebody whom the round does not ask moves nothing in it. Board and breakdown against people counted one by one.</summary>
    [Fact]
    public void Only_who_is_drawn_is_expected_by_hall_and_by_category_whoever_is_excused() => Gen.Select(Halls, Gen.Int[1, 100], Gen.Guid, Gen.Int[0, 3], Gen.Int[0, 4]).Sample(
        (halls, percent, roundId, coming, excused) =>
        {
            var (tree, people) = World(halls);
            var sample = RoundSample.DrawPeople(tree, people, [7], roundId, percent);
            var round = new Round(roundId, RoundPurpose.SpotCheck, At, null, null, null, sample);
            string CategoryOf(HallPerson person) => person.TraineeId.ToByteArray()[^1] % 2 == 0 ? "甲" : "乙";
            Guid HomeOf(HallPerson person) => person.BranchId;
            bool IsAsked(HallPerson person) => sample.Asks(tree.Branches.First(hall => hall.BranchId == person.BranchId).Index, person.TraineeId);

            // Of those who are drawn so many of each hall come; some of all people are on leave, drawn or not.
            var there = people.Where(IsAsked).GroupBy(HomeOf).SelectMany(hall => hall.Take(coming)).ToHashSet();
            var away = people.Where((person, i) => i % 5 < excused && !there.Contains(person)).ToList();
            var corrections = away.Select((person, i) => new Correction(1_000 + i, Id(6, i), CorrectionKind.Excuse, null, person.TraineeId, Standing.Missing, At, null, "administrator", "why", person.BranchId)).ToList();

            var board = new AttendanceBoard(tree);
            foreach (var hall in there.GroupBy(HomeOf))
            {
                board.Advance(new BranchCount(roundId, hall.Key, hall.Count(), 0));
            }

            board.Correct(new CorrectedPeople(corrections, []), [round]);
            var breakdown = new Breakdown(tree, [.. people.GroupBy(person => (Home: HomeOf(person), Category: CategoryOf(person))).Select(same => new CategoryExpected(same.Key.Home, same.Key.Category, same.Count()))]);
            Assert.False(breakdown.Knows(round));
            breakdown.Draw(round, people.Select(person => new CategoryPerson(person.TraineeId, person.BranchId, CategoryOf(person))));
            Assert.True(breakdown.Knows(round));
            breakdown.Take(there.Select((person, i) => new CategoryLine(i + 1, roundId, person.BranchId, person.BranchId, CategoryOf(person), false)));
            breakdown.Correct([.. away.Select((person, i) => new CorrectedPerson(person.TraineeId, person.BranchId, CategoryOf(person), [corrections[i]], []))], [round]);

            var cut = board.Cut(round, At);
            Tally Of(IEnumerable<HallPerson> some)
            {
                var own = some.Where(IsAsked).ToList();
                var (present, onLeave) = (own.Count(there.Contains), own.Count(away.Contains));
                return new Tally(own.Count, present, 0, 0, 0, own.Count - present - onLeave, onLeave);
            }

            Assert.All(tree.Branches, hall => Assert.Equal(Of(people.Where(person => person.BranchId == hall.BranchId)), cut.Branches[hall.Index]));
            Assert.Equal(Of(people), cut.Units[0].Counts);
            var categories = breakdown.Cut(round, 0, []).Categories.ToDictionary(each => each.Category, each => each.Counts);
            Assert.All(new[] { "甲", "乙" }, category => Assert.Equal(Of(people.Where(person => CategoryOf(person) == category)), categories.GetValueOrDefault(category)));
        },
        iter: 500);

    private static (FrozenTree Tree, IReadOnlyList<HallPerson> People) World(int[] halls)
    {
        var tree = new FrozenTree(
            [new(Id(1, 0), "County", "c", -1, 2), new(Id(1, 1), "East", "c/e", 0, 0), new(Id(1, 2), "West", "c/w", 0, 0)],
            [.. halls.Select((expected, i) => new FrozenBranch(i, Id(2, i), "Hall", i + 1, 1 + (i % 2), expected))]);
        return (tree, [.. halls.SelectMany((expected, hall) => Enumerable.Range(0, expected).Select(i => new HallPerson(Id(4, (hall * 100) + i), Id(2, hall))))]);
    }

    private static Guid Id(int kind, int number) => new(kind, 0, 0, 0, 0, 0, 0, (byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number);
}
