using CsCheck;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.Tests.Corrections;

public sealed class StandingsTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    /// <summary>An entry of a small world of four people in two halls and two rounds; kinds 0 to 6: a check-in in time, a late one, reversal, mark (three), excuse, excuse withdrawn.</summary>
    private static readonly Gen<(int Person, int Round, int What)[]> Histories = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 1], Gen.Int[0, 7]).Array[0, 30];

    [Fact]
    public void The_later_entry_decides_as_an_independent_reading_of_the_history_has_it() => Histories.Sample(
        history =>
        {
            var people = Read(history);
            foreach (var person in Enumerable.Range(0, 4))
            {
                foreach (var round in Enumerable.Range(0, 2))
                {
                    var first = FirstLines(history).Where(line => line.Person == person && line.Round == round).ToList();
                    var line = first.Count == 0 ? null : new StandingLine(first[0].Seq, Id(2, round), Id(1, person), first[0].What == 1, Id(6, (int)first[0].Seq));
                    Assert.Equal(Expected(history, person, round), Standings.Of(Id(2, round), line, people.Corrections.Where(c => c.TraineeId == Id(1, person))));
                }
            }
        },
        iter: 5_000);

    [Fact]
    public void What_corrections_move_makes_the_check_ins_counts_what_people_counted_one_by_one_give() => Histories.Sample(
        history =>
        {
            var tree = new FrozenTree([new(Id(5, 0), "County", "c", -1, 0)], [new(0, Id(3, 0), "A", 1, 0, 2), new(1, Id(3, 1), "B", 2, 0, 2)]);
            var board = new AttendanceBoard(tree);
            var people = Read(history);
            foreach (var round in Enumerable.Range(0, 2))
            {
                foreach (var hall in Enumerable.Range(0, 2))
                {
                    // The counters know check-ins alone: everybody's first in the round.
                    var lines = FirstLines(history).Where(line => line.Round == round && line.Person / 2 == hall).ToList();
                    board.Advance(new BranchCount(Id(2, round), Id(3, hall), lines.Count(line => line.What == 0), lines.Count(line => line.What == 1)));
                }
            }

            board.Correct(people, [RoundOf(0), RoundOf(1)]);
            foreach (var round in Enumerable.Range(0, 2))
            {
                var cut = board.Cut(RoundOf(round), At);
                foreach (var hall in Enumerable.Range(0, 2))
                {
                    var said = new[] { hall * 2, (hall * 2) + 1 }.Select(person => Expected(history, person, round)).ToList();
                    int Count(Standing standing) => said.Count(each => each == standing);
                    Assert.Equal(
                        new Tally(2, Count(Standing.Present), Count(Standing.Late), 0, Count(Standing.Absent), Count(Standing.Missing), Count(Standing.Excused)), cut.Branches[hall]);
                }

                Assert.Equal(cut.Branches[0] + cut.Branches[1], cut.Units[0].Counts);
            }
        },
        iter: 2_000);

    [Fact]
    public void A_visitor_without_a_hall_at_home_counts_at_his_unit()
    {
        var tree = new FrozenTree([new(Id(5, 0), "County", "c", -1, 3), new(Id(5, 1), "Village", "c/v", 0, 2)], [new(0, Id(3, 0), "A", 1, 0, 2)]);
        var board = new AttendanceBoard(tree);
        board.Advance(new BranchCount(Id(2, 0), Id(5, 1), 1, 0));
        board.Correct(
            new CorrectedPeople([new Correction(9, Id(4, 0), CorrectionKind.Excuse, null, Id(1, 9), Standing.Missing, At, null, "administrator", "why", Id(5, 1))], []), [RoundOf(0)]);
        var cut = board.Cut(RoundOf(0), At);
        Assert.Equal(new Tally(2, 1, 0, 0, 0, 0, 1), cut.Units[1].Counts);
        Assert.Equal(new Tally(7, 1, 0, 0, 0, 5, 1), cut.Units[0].Counts);
        Assert.Equal(new Tally(3, 0, 0, 0, 0, 3, 0), cut.Homeless[0]);
    }

    [Theory]
    [InlineData(CorrectionKind.Reversal, Standing.Missing, Standing.Missing, "illegal_transition")]
    [InlineData(CorrectionKind.Reversal, Standing.Missing, Standing.Late, null)]
    [InlineData(CorrectionKind.Mark, Standing.Present, Standing.Present, "conflict")]
    [InlineData(CorrectionKind.Mark, Standing.Excused, Standing.Missing, "validation")]
    [InlineData(CorrectionKind.Mark, Standing.Absent, Standing.Present, null)]
    [InlineData(CorrectionKind.Excuse, Standing.Missing, Standing.Excused, "conflict")]
    [InlineData(CorrectionKind.ExcuseWithdrawn, Standing.Missing, Standing.Missing, "illegal_transition")]
    [InlineData(CorrectionKind.ExcuseWithdrawn, Standing.Missing, Standing.Excused, null)]
    public void A_correction_must_change_something(CorrectionKind kind, Standing to, Standing counts, string? code) =>
        Assert.Equal(code, CorrectionRules.MayCorrect(kind, to, counts)?.Code);

    [Fact]
    public void A_make_up_is_what_was_decided_last_and_touches_no_round() => Gen.Select(Histories, Gen.Bool.Array[0, 6]).Sample(
        (history, decided) =>
        {
            // Make-ups (true) and their withdrawals after the other entries: none of them changes what counts in a round, or the leave.
            var before = Read(history).Corrections.Where(c => c.TraineeId == Id(1, 0)).ToList();
            var after = before.Concat(decided.Select((madeUp, i) => new Correction(
                100 + i, Id(7, i), madeUp ? CorrectionKind.MadeUp : CorrectionKind.MadeUpWithdrawn, null, Id(1, 0), Standing.Missing, At, null, "administrator", "why", Id(3, 0)))).ToList();
            Assert.Equal(decided.Length > 0 && decided[^1], CorrectionRules.IsMadeUp(after));
            Assert.Equal(CorrectionRules.IsExcused(before), CorrectionRules.IsExcused(after));
            Assert.All(Enumerable.Range(0, 2), round => Assert.Equal(Standings.Of(Id(2, round), null, before), Standings.Of(Id(2, round), null, after)));
        },
        iter: 2_000);

    [Fact]
    public void Only_who_missed_a_session_that_is_over_makes_it_up_and_with_evidence() => Gen.Select(Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool, Gen.Bool).Sample(
        (withdraw, ended, there, madeUp, shown) =>
        {
            var refusal = CorrectionRules.MayMakeUp(withdraw ? CorrectionKind.MadeUpWithdrawn : CorrectionKind.MadeUp, ended, there, madeUp, shown ? "sheet 7" : " ");
            Assert.Equal(withdraw ? madeUp : ended && !there && !madeUp && shown, refusal is null);
        },
        iter: 200);

    [Theory]
    [InlineData(" . ", null, "reason")]
    [InlineData("signed the sheet", null, null)]
    public void A_correction_says_why(string reason, string? evidence, string? field) => Assert.Equal(field, CorrectionRules.MayGive(reason, evidence)?.Field);

    private static CorrectedPeople Read((int Person, int Round, int What)[] history)
    {
        var corrections = new List<Correction>();
        for (var i = 0; i < history.Length; i++)
        {
            var (person, round, what) = history[i];
            var (kind, to) = what switch
            {
                2 => (CorrectionKind.Reversal, Standing.Missing),
                3 => (CorrectionKind.Mark, Standing.Present),
                4 => (CorrectionKind.Mark, Standing.Late),
                5 => (CorrectionKind.Mark, Standing.Absent),
                6 => (CorrectionKind.Excuse, Standing.Missing),
                7 => (CorrectionKind.ExcuseWithdrawn, Standing.Missing),
                _ => default,
            };
            if (kind != default)
            {
                corrections.Add(new Correction(i + 1, Id(4, i), kind, what >= 6 ? null : Id(2, round), Id(1, person), to, At, null, "administrator", "why", Id(3, person / 2)));
            }
        }

        var concerned = corrections.Select(c => c.TraineeId).ToHashSet();
        return new CorrectedPeople(
            corrections,
            [.. FirstLines(history).Select(line => new StandingLine(line.Seq, Id(2, line.Round), Id(1, line.Person), line.What == 1, Id(6, (int)line.Seq))).Where(line => concerned.Contains(line.TraineeId))]);
    }

    // A person stands in a round once: what comes later is answered with the line that stands.
    private static IEnumerable<(int Person, int Round, int What, long Seq)> FirstLines((int Person, int Round, int What)[] history) =>
        history.Select((entry, i) => (entry.Person, entry.Round, entry.What, Seq: (long)(i + 1))).Where(entry => entry.What <= 1).GroupBy(entry => (entry.Person, entry.Round)).Select(same => same.First());

    /// <summary>Another reading: from the end backwards, the first entry that says anything of the round; then whether the last word on leave was yes.</summary>
    private static Standing Expected((int Person, int Round, int What)[] history, int person, int round)
    {
        var own = history.Select((entry, i) => (entry.Person, entry.Round, entry.What, I: i)).Where(entry => entry.Person == person).Reverse().ToList();
        var firstLine = history.Select((entry, i) => (entry, i)).Where(pair => pair.entry.Person == person && pair.entry.Round == round && pair.entry.What <= 1).Select(pair => pair.i).DefaultIfEmpty(-1).First();
        var last = own.Where(entry => entry.Round == round && (entry.What is >= 2 and <= 5 || entry.I == firstLine)).Select(entry => (int?)entry.What).FirstOrDefault();
        var standing = last switch { 0 or 3 => Standing.Present, 1 or 4 => Standing.Late, 5 => Standing.Absent, _ => Standing.Missing };
        var leave = own.Where(entry => entry.What >= 6).Select(entry => entry.What).FirstOrDefault();
        return leave == 6 && standing != Standing.Present && standing != Standing.Late ? Standing.Excused : standing;
    }

    private static Round RoundOf(int round) => new(Id(2, round), RoundPurpose.SignIn, At, null, null, null);

    private static Guid Id(int kind, int number) => new(kind, 0, 0, 0, 0, 0, 0, (byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number);
}
