using CsCheck;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.Tests.Attendance;

/// <summary>Figures by category and by seat against people counted one by one.</summary>
public sealed class BreakdownTests
{
    private const int Halls = 3;
    private const int People = 12;
    private static readonly DateTimeOffset At = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly string[] Categories = ["甲", "乙", "丙"];

    // Two counties below a province: two halls in the one, one in the other, and people of the second whom no hall takes in.
    private static readonly FrozenTree Tree = new(
        [new(Id(5, 0), "Province", "p", -1, 0), new(Id(5, 1), "East", "p/e", 0, 0), new(Id(5, 2), "West", "p/w", 0, 2)],
        [new(0, Id(3, 0), "A", 1, 1, 4), new(1, Id(3, 1), "B", 2, 1, 3), new(2, Id(3, 2), "C", 3, 2, 3)]);

    /// <summary>Of each entry: who, in which round, where he sits, and what: 0 in time, 1 late, 2 taken back, 3 to 5 marked, 6 and 7 excused and not.</summary>
    private static readonly Gen<(int Person, int Round, int Seat, int What)[]> Histories =
        Gen.Select(Gen.Int[0, People - 1], Gen.Int[0, 1], Gen.Int[0, Halls - 1], Gen.Int[0, 7]).Array[0, 40];

    [Fact]
    public void Categories_sum_to_the_whole_and_seats_to_who_is_there_whatever_is_corrected_and_however_it_is_read() => Gen.Select(Histories, Gen.Int[1, 7], Gen.Int[0, 7], Gen.Bool, Gen.Int[0, 2]).Sample(
        (history, page, reached, closed, unit) =>
        {
            var people = Enumerable.Range(0, People).ToList();
            var breakdown = new Breakdown(Tree, [.. people.GroupBy(person => (Home: HomeOf(person), Category: CategoryOf(person))).Select(same => new CategoryExpected(same.Key.Home, same.Key.Category, same.Count()))]);
            var lines = LinesOf(history);
            foreach (var part in lines.Select(line => line.Line).Chunk(page))
            {
                breakdown.Take(part);
                breakdown.Take(part);
            }

            breakdown.Correct(
                [.. people.Select(person => new CorrectedPerson(Id(1, person), HomeOf(person), CategoryOf(person), CorrectionsOf(history, person), [.. lines.Where(line => line.Person == person).Select(line => line.Line)])).Where(person => person.Corrections.Count > 0)],
                [.. Enumerable.Range(0, 2).Select(r => new Round(Id(2, r), RoundPurpose.SignIn, At, null, null, null))]);
            byte[] reach = [(byte)reached];
            for (var r = 0; r < 2; r++)
            {
                var round = new Round(Id(2, r), RoundPurpose.SignIn, At, null, closed ? At.AddMinutes(5) : null, closed ? reach : null);
                var cut = breakdown.Cut(round, unit, reach);
                var within = people.Where(person => unit == 0 || CountyOf(HomeOf(person)) == unit).ToList();
                foreach (var category in Categories)
                {
                    var own = within.Where(person => CategoryOf(person) == category).Select(person => StateOf(history, lines, person, r, reached, closed)).ToList();
                    int Count(string state) => own.Count(each => each == state);
                    Assert.Equal(
                        new Tally(own.Count, Count("present"), Count("late"), Count("waiting"), Count("absent"), Count("unknown"), Count("excused")),
                        cut.Categories.FirstOrDefault(each => each.Category == category).Counts);
                }

                // By seat: whose line counts, where he sits.
                var seated = lines.Where(line => line.Line.RoundId == Id(2, r) && StateOf(history, lines, line.Person, r, reached, closed) is "present" or "late").ToList();
                for (var hall = 0; hall < Halls; hall++)
                {
                    var here = seated.Where(line => line.Line.SeatId == Id(3, hall)).ToList();
                    var seat = cut.Seats.FirstOrDefault(each => each.Hall == hall);
                    Assert.Equal(unit == 0 || CountyOf(Id(3, hall)) == unit ? (here.Count, here.Count(line => line.Line.HomeId != line.Line.SeatId)) : (0, 0), (seat.People, seat.Visitors));
                }
            }
        },
        iter: 3_000);

    // Four, three and three people of the halls, and two of the west whom none takes in.
    private static Guid HomeOf(int person) => person < 4 ? Id(3, 0) : person < 7 ? Id(3, 1) : person < 10 ? Id(3, 2) : Id(5, 2);

    private static int CountyOf(Guid home) => home == Id(3, 2) || home == Id(5, 2) ? 2 : 1;

    private static string CategoryOf(int person) => Categories[person % 3];

    private static List<(int Person, CategoryLine Line)> LinesOf((int Person, int Round, int Seat, int What)[] history) =>
    [
        .. history.Select((entry, i) => (entry, Seq: (long)(i + 1))).Where(pair => pair.entry.What <= 1).GroupBy(pair => (pair.entry.Person, pair.entry.Round)).Select(same => same.First()).OrderBy(pair => pair.Seq)
            .Select(pair => (pair.entry.Person, new CategoryLine(pair.Seq, Id(2, pair.entry.Round), HomeOf(pair.entry.Person), Id(3, pair.entry.Seat), CategoryOf(pair.entry.Person), pair.entry.What == 1))),
    ];

    private static List<Correction> CorrectionsOf((int Person, int Round, int Seat, int What)[] history, int person) =>
    [
        .. history.Select((entry, i) => (entry, i)).Where(pair => pair.entry.Person == person && pair.entry.What >= 2).Select(pair =>
        {
            var (kind, to) = pair.entry.What switch
            {
                2 => (CorrectionKind.Reversal, Standing.Missing),
                3 => (CorrectionKind.Mark, Standing.Present),
                4 => (CorrectionKind.Mark, Standing.Late),
                5 => (CorrectionKind.Mark, Standing.Absent),
                6 => (CorrectionKind.Excuse, Standing.Missing),
                _ => (CorrectionKind.ExcuseWithdrawn, Standing.Missing),
            };
            return new Correction(pair.i + 1, Id(4, pair.i), kind, pair.entry.What >= 6 ? null : Id(2, pair.entry.Round), Id(1, person), to, At, null, "administrator", "why", HomeOf(person));
        }),
    ];

    // Another reading: from the end backwards the first entry that says anything of the round, then the leave, then whether anybody could know.
    private static string StateOf((int Person, int Round, int Seat, int What)[] history, List<(int Person, CategoryLine Line)> lines, int person, int round, int reached, bool closed)
    {
        var line = lines.Where(own => own.Person == person && own.Line.RoundId == Id(2, round)).Select(own => own.Line.Seq).FirstOrDefault();
        var own = history.Select((entry, i) => (entry, Seq: i + 1)).Where(pair => pair.entry.Person == person).Reverse().ToList();
        var last = own.Where(pair => pair.entry.Round == round && (pair.entry.What is >= 2 and <= 5 || pair.Seq == line)).Select(pair => (int?)pair.entry.What).FirstOrDefault();
        var leave = own.Where(pair => pair.entry.What >= 6).Select(pair => pair.entry.What).FirstOrDefault() == 6;
        var hall = Enumerable.Range(0, Halls).FirstOrDefault(i => Id(3, i) == HomeOf(person), -1);
        return last switch
        {
            0 or 3 => "present",
            1 or 4 => "late",
            _ when leave => "excused",
            5 => "absent",
            _ => hall < 0 || (reached & (1 << hall)) == 0 ? "unknown" : closed ? "absent" : "waiting",
        };
    }

    private static Guid Id(int kind, int number) => new(kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, (byte)number);
}
