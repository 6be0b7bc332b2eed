using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.Attendance;

/// <summary>
/// Live figures of a session by category of trainee and by seat. Lines of the ledger are taken once each, in their order, so what a look costs does not grow with what was taken before.
/// Everything it cuts comes from one state: the categories sum to the whole, and whoever is there sits somewhere or is there by a correction alone. Not safe for several threads.
/// </summary>
public sealed class Breakdown
{
    private readonly FrozenTree _tree;
    private readonly Dictionary<Guid, int> _places = [];
    private readonly List<string> _categories;
    private readonly Dictionary<string, int> _categoryIndex;
    private readonly int[] _expected;
    private readonly Dictionary<Guid, int[]> _drawn = [];
    private readonly Dictionary<Guid, RoundParts> _rounds = [];
    private readonly Dictionary<(Guid Round, int Cell), Heads> _moved = [];
    private readonly Dictionary<(Guid Round, int Hall), (int People, int Visitors)> _unseated = [];

    /// <summary>Nobody has come yet.</summary>
    /// <param name="tree">The frozen tree.</param>
    /// <param name="expected">How many are expected, by home and category.</param>
    public Breakdown(FrozenTree tree, IReadOnlyCollection<CategoryExpected> expected)
    {
        ArgumentNullException.ThrowIfNull(tree);
        ArgumentNullException.ThrowIfNull(expected);
        _tree = tree;
        // Branches first, then the units, for the people whom no hall takes in.
        for (var i = 0; i < tree.Branches.Count; i++)
        {
            _places[tree.Branches[i].BranchId] = i;
        }

        for (var i = 0; i < tree.Units.Count; i++)
        {
            _places.TryAdd(tree.Units[i].UnitId, tree.Branches.Count + i);
        }

        _categories = [.. expected.Select(one => one.Category).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        _categoryIndex = _categories.Select((category, i) => (category, i)).ToDictionary(pair => pair.category, pair => pair.i, StringComparer.Ordinal);
        _expected = CellsOf(expected);
    }

    /// <summary>Whether it is known whom a round asks: of a round that draws people it must be told.</summary>
    public bool Knows(Round round)
    {
        ArgumentNullException.ThrowIfNull(round);
        return round.Sample?.People is null || _drawn.ContainsKey(round.RoundId);
    }

    /// <summary>Takes whom a round that draws people asks.</summary>
    /// <param name="round">The round.</param>
    /// <param name="people">Everybody who is expected in the session, drawn or not.</param>
    public void Draw(Round round, IEnumerable<CategoryPerson> people)
    {
        ArgumentNullException.ThrowIfNull(round);
        ArgumentNullException.ThrowIfNull(people);
        _drawn[round.RoundId] = CellsOf(people.Where(person => round.Asks(HallOf(person.HomeId), person.TraineeId)).Select(person => new CategoryExpected(person.HomeId, person.Category, 1)));
    }

    /// <summary>The last entry taken.</summary>
    public long Seq { get; private set; }

    /// <summary>Takes lines of the ledger; those that were taken before, and those of people whom the roster does not have, change nothing.</summary>
    public void Take(IEnumerable<CategoryLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        foreach (var line in lines.Where(line => line.Seq > Seq))
        {
            Seq = line.Seq;
            if (CellOf(line.HomeId, line.Category) is not (>= 0 and var cell))
            {
                continue;
            }

            if (!_rounds.TryGetValue(line.RoundId, out var round))
            {
                _rounds[line.RoundId] = round = new RoundParts(new int[_expected.Length], new int[_expected.Length], new int[_tree.Branches.Count], new int[_tree.Branches.Count]);
            }

            (line.Late ? round.Late : round.Present)[cell]++;
            if (_places.TryGetValue(line.SeatId, out var seat) && seat < _tree.Branches.Count)
            {
                round.People[seat]++;
                round.Visitors[seat] += line.SeatId == line.HomeId ? 0 : 1;
            }
        }
    }

    /// <summary>Takes what corrections move, in the place of all that was taken before.</summary>
    /// <param name="people">Everybody whom a correction concerns.</param>
    /// <param name="rounds">The session's rounds.</param>
    public void Correct(IReadOnlyCollection<CorrectedPerson> people, IReadOnlyCollection<Round> rounds)
    {
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(rounds);
        _moved.Clear();
        _unseated.Clear();
        foreach (var person in people)
        {
            foreach (var round in rounds.Where(round => round.Asks(HallOf(person.HomeId), person.TraineeId)))
            {
                Move(person, round.RoundId, person.Lines.FirstOrDefault(line => line.RoundId == round.RoundId && line.Seq <= Seq));
            }
        }
    }

    /// <summary>All figures of a round at and below a unit, cut from one state.</summary>
    /// <param name="round">The round; null before any.</param>
    /// <param name="unit">The unit's place in the tree.</param>
    /// <param name="reach">Which halls are within reach now; see <see cref="ReachBitmap"/>.</param>
    public BreakdownCut Cut(Round? round, int unit, byte[] reach)
    {
        var (path, closed) = (_tree.Units[unit].Path, round?.ClosedAt is not null);
        ReadOnlySpan<byte> counted = closed ? round!.Reach : reach;
        var categories = new Tally[_categories.Count];
        var parts = round is null ? null : _rounds.GetValueOrDefault(round.RoundId);
        var expected = round is null ? _expected : _drawn.GetValueOrDefault(round.RoundId, _expected);
        var seats = new List<(int Hall, int People, int Visitors)>();
        for (var place = 0; place < _tree.Branches.Count + _tree.Units.Count; place++)
        {
            var hall = place < _tree.Branches.Count ? place : -1;
            if (!IsBelow(_tree.Units[hall >= 0 ? _tree.Branches[hall].UnitIndex : place - _tree.Branches.Count].Path, path))
            {
                continue;
            }

            for (var category = 0; category < categories.Length && round?.Asks(hall) != false; category++)
            {
                var cell = (place * categories.Length) + category;
                var heads = round is null ? default : new Heads(parts?.Present[cell] ?? 0, parts?.Late[cell] ?? 0, 0, 0) + _moved.GetValueOrDefault((round.RoundId, cell));
                categories[category] += Tally.Of(expected[cell], heads, closed && hall >= 0, hall >= 0 && ReachBitmap.IsSet(counted, hall));
            }

            if (hall >= 0 && parts is not null)
            {
                var gone = _unseated.GetValueOrDefault((round!.RoundId, hall));
                if (parts.People[hall] - gone.People is > 0 and var people)
                {
                    seats.Add((hall, people, parts.Visitors[hall] - gone.Visitors));
                }
            }
        }

        return new BreakdownCut(Seq, [.. _categories.Select((name, i) => (name, categories[i])).Where(pair => pair.Item2.Expected > 0)], seats);
    }

    private void Move(CorrectedPerson person, Guid round, CategoryLine? line)
    {
        var said = line is null ? Standing.Missing : line.Late ? Standing.Late : Standing.Present;
        var counts = Standings.Of(round, line is null ? null : new StandingLine(line.Seq, line.RoundId, person.TraineeId, line.Late, Guid.Empty), person.Corrections);
        if (said == counts || CellOf(person.HomeId, person.Category) is not (>= 0 and var cell))
        {
            return;
        }

        _moved[(round, cell)] = _moved.GetValueOrDefault((round, cell)) + new Heads(
            Is(counts, Standing.Present) - Is(said, Standing.Present), Is(counts, Standing.Late) - Is(said, Standing.Late), Is(counts, Standing.Absent), Is(counts, Standing.Excused));
        if (line is not null && counts is not (Standing.Present or Standing.Late) && _places.TryGetValue(line.SeatId, out var seat) && seat < _tree.Branches.Count)
        {
            var before = _unseated.GetValueOrDefault((round, seat));
            _unseated[(round, seat)] = (before.People + 1, before.Visitors + (line.SeatId == line.HomeId ? 0 : 1));
        }
    }

    private int[] CellsOf(IEnumerable<CategoryExpected> people)
    {
        var cells = new int[(_tree.Branches.Count + _tree.Units.Count) * Math.Max(1, _categories.Count)];
        foreach (var one in people)
        {
            if (CellOf(one.HomeId, one.Category) is >= 0 and var cell)
            {
                cells[cell] += one.Count;
            }
        }

        return cells;
    }

    // The place of a home among the halls; -1 for people whom no hall takes in.
    private int HallOf(Guid home) => _places.TryGetValue(home, out var place) && place < _tree.Branches.Count ? place : -1;

    private int CellOf(Guid home, string category) =>
        _places.TryGetValue(home, out var place) && _categoryIndex.TryGetValue(category, out var index) ? (place * _categories.Count) + index : -1;

    private static bool IsBelow(string path, string top) => path.StartsWith(top, StringComparison.Ordinal) && (path.Length == top.Length || path[top.Length] == '/');

    private static int Is(Standing one, Standing other) => one == other ? 1 : 0;

    private sealed record RoundParts(int[] Present, int[] Late, int[] People, int[] Visitors);
}

/// <summary>How many people of a category a home expects.</summary>
/// <param name="HomeId">The hall, or the unit of people whom no hall takes in.</param>
/// <param name="Category">The category.</param>
/// <param name="Count">How many.</param>
public sealed record CategoryExpected(Guid HomeId, string Category, int Count);

/// <summary>A person who is expected, with his category.</summary>
/// <param name="TraineeId">Who.</param>
/// <param name="HomeId">The hall, or the unit of people whom no hall takes in.</param>
/// <param name="Category">The category.</param>
public readonly record struct CategoryPerson(Guid TraineeId, Guid HomeId, string Category);

/// <summary>A check-in with its person's category.</summary>
/// <param name="Seq">Its place in the ledger.</param>
/// <param name="RoundId">The round.</param>
/// <param name="HomeId">Where the person counts.</param>
/// <param name="SeatId">Where he sits.</param>
/// <param name="Category">His category.</param>
/// <param name="Late">Whether it counts as late.</param>
public sealed record CategoryLine(long Seq, Guid RoundId, Guid HomeId, Guid SeatId, string Category, bool Late);

/// <summary>A person whom corrections concern.</summary>
/// <param name="TraineeId">Who.</param>
/// <param name="HomeId">Where he counts.</param>
/// <param name="Category">His category.</param>
/// <param name="Corrections">What was corrected, in the order of seq.</param>
/// <param name="Lines">His check-ins.</param>
public sealed record CorrectedPerson(Guid TraineeId, Guid HomeId, string Category, IReadOnlyList<Correction> Corrections, IReadOnlyList<CategoryLine> Lines);

/// <summary>Figures by category and by seat, cut from one state.</summary>
/// <param name="Seq">The last entry of the ledger in it.</param>
/// <param name="Categories">The counts of each category, by home.</param>
/// <param name="Seats">Who sits where: the hall's place, how many, and how many of them count elsewhere.</param>
public sealed record BreakdownCut(long Seq, IReadOnlyList<(string Category, Tally Counts)> Categories, IReadOnlyList<(int Hall, int People, int Visitors)> Seats);
