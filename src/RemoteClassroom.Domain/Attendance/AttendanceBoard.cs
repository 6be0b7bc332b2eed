using System.Collections.Frozen;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Halls;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.Attendance;

/// <summary>
/// Flat arrays over a session's frozen tree: absolute counters of every branch and round, and when each branch was last heard of.
/// A cut reads them at one moment and rolls them up, so children always sum to the parent. Not safe for several threads.
/// </summary>
public sealed class AttendanceBoard
{
    /// <summary>How long a branch stays within reach after a sign of life.</summary>
    public static readonly TimeSpan ReachFor = TimeSpan.FromSeconds(30);

    private readonly FrozenDictionary<Guid, int> _unitIndex;
    private readonly FrozenDictionary<Guid, int> _branchIndex;
    private readonly Dictionary<Guid, RoundCounters> _rounds = [];
    private readonly Dictionary<Guid, Dictionary<(int Branch, string Code), int>> _refusals = [];
    private readonly long[] _lastSeen;
    private readonly HallPicture[] _pictures;
    private IReadOnlyDictionary<(Guid Round, Guid Home), Heads> _corrections = FrozenDictionary<(Guid, Guid), Heads>.Empty;

    /// <summary>An empty board over a tree.</summary>
    public AttendanceBoard(FrozenTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        Tree = tree;
        _unitIndex = Index(tree.Units, unit => unit.UnitId);
        _branchIndex = Index(tree.Branches, branch => branch.BranchId);
        _lastSeen = new long[tree.Branches.Count];
        _pictures = new HallPicture[tree.Branches.Count];
        Array.Fill(_lastSeen, long.MinValue);
        Children = new BoardChildren(tree);
        Signs = new HallSigns(tree.Branches.Count);
    }

    /// <summary>The tree.</summary>
    public FrozenTree Tree { get; }

    /// <summary>Who stands directly below whom.</summary>
    public BoardChildren Children { get; }

    /// <summary>What the halls' heartbeats told beside reach and picture.</summary>
    public HallSigns Signs { get; }

    /// <summary>The unit's place in the tree; -1 if it is not in it.</summary>
    public int UnitIndexOf(Guid unitId) => _unitIndex.GetValueOrDefault(unitId, -1);

    /// <summary>The branch's place among the branches; -1 if it takes no part.</summary>
    public int BranchIndexOf(Guid branchId) => _branchIndex.GetValueOrDefault(branchId, -1);

    /// <summary>Takes absolute counters. Counters only grow, so of two that come out of order the greater is the newer.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Advance(BranchCount count)
    {
        var branch = PlaceOf(count.BranchId);
        if (branch < 0)
        {
            return false;
        }

        if (!_rounds.TryGetValue(count.RoundId, out var round))
        {
            var places = _lastSeen.Length + Tree.Units.Count;
            _rounds[count.RoundId] = round = new RoundCounters(new int[places], new int[places]);
        }

        if (count.Present + count.Late <= round.Present[branch] + round.Late[branch])
        {
            return false;
        }

        (round.Present[branch], round.Late[branch]) = (count.Present, count.Late);
        return true;
    }

    /// <summary>Takes what corrections move, in the place of all that was taken before.</summary>
    /// <param name="people">Everything that corrections touch.</param>
    /// <param name="rounds">The session's rounds.</param>
    public void Correct(CorrectedPeople people, IEnumerable<Round> rounds)
    {
        var sums = Standings.Sum(people, rounds, BranchIndexOf);
        _corrections = sums.ToFrozenDictionary(sum => (sum.RoundId, sum.HomeId), sum => new Heads(sum.Present, sum.Late, sum.Absent, sum.Excused));
    }

    /// <summary>A sign of life of a branch, perhaps with what its screen shows.</summary>
    public void See(Guid branchId, DateTimeOffset at, HallPicture picture = HallPicture.None)
    {
        var branch = BranchIndexOf(branchId);
        if (branch < 0)
        {
            return;
        }

        // Nodes tell how long ago it was, so two signs close together may come with their times exchanged; a picture that is a second older is an older one.
        if (picture != HallPicture.None && (_lastSeen[branch] == long.MinValue || at.UtcTicks > _lastSeen[branch] - TimeSpan.TicksPerSecond))
        {
            _pictures[branch] = picture;
        }

        _lastSeen[branch] = Math.Max(_lastSeen[branch], at.UtcTicks);
    }

    /// <summary>When the branch was last heard of; null if it never was.</summary>
    /// <param name="branch">Its place among the branches.</param>
    public DateTimeOffset? LastSeen(int branch) => _lastSeen[branch] == long.MinValue ? null : new DateTimeOffset(_lastSeen[branch], TimeSpan.Zero);

    /// <summary>Adds refusals; those of a hall that takes no part are dropped.</summary>
    public void Refuse(RefusalCount refused)
    {
        var branch = BranchIndexOf(refused.BranchId);
        if (branch >= 0 && refused.Count > 0)
        {
            if (!_refusals.TryGetValue(refused.RoundId, out var round))
            {
                _refusals[refused.RoundId] = round = [];
            }

            round[(branch, refused.Code)] = round.GetValueOrDefault((branch, refused.Code)) + refused.Count;
        }
    }

    /// <summary>Refusals at and below a unit by reason, most frequent first; empty if there were none.</summary>
    /// <param name="unit">The unit's place in the tree.</param>
    /// <param name="roundId">The round.</param>
    public IReadOnlyDictionary<string, int> Refusals(int unit, Guid? roundId)
    {
        var sums = new Dictionary<string, int>(StringComparer.Ordinal);
        if (roundId is { } id && _refusals.TryGetValue(id, out var round))
        {
            foreach (var ((branch, code), count) in round)
            {
                if (IsBelow(Tree.Branches[branch].UnitIndex, unit))
                {
                    sums[code] = sums.GetValueOrDefault(code) + count;
                }
            }
        }

        return sums.OrderByDescending(sum => sum.Value).ThenBy(sum => sum.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>Whether a unit is another one or stands below it; both as places in the tree.</summary>
    public bool IsBelow(int unit, int top)
    {
        // Parents come before children: above the top there is nothing to find.
        while (unit > top)
        {
            unit = Tree.Units[unit].ParentIndex;
        }

        return unit == top;
    }

    /// <summary>Takes over the signs of life that another board of the session knows.</summary>
    public void TakeReachOf(AttendanceBoard other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var branch = 0; branch < _lastSeen.Length; branch++)
        {
            if (other.BranchIndexOf(Tree.Branches[branch].BranchId) is >= 0 and var there)
            {
                _lastSeen[branch] = Math.Max(_lastSeen[branch], other._lastSeen[there]);
                _pictures[branch] = other._pictures[there];
                Signs.TakeOver(branch, other.Signs, there);
            }
        }
    }

    /// <summary>The branches within reach at <paramref name="now"/>; see <see cref="ReachBitmap"/>.</summary>
    public byte[] Reach(DateTimeOffset now)
    {
        var bitmap = ReachBitmap.Empty(_lastSeen.Length);
        var since = (now - ReachFor).UtcTicks;
        for (var branch = 0; branch < _lastSeen.Length; branch++)
        {
            if (_lastSeen[branch] > since)
            {
                ReachBitmap.Set(bitmap, branch);
            }
        }

        return bitmap;
    }

    /// <summary>All figures of one round at one moment.</summary>
    /// <param name="round">The round; null before any.</param>
    /// <param name="now">The moment.</param>
    public BoardCut Cut(Round? round, DateTimeOffset now)
    {
        var online = Reach(now);
        var closed = round?.ClosedAt is not null;

        // Reach freezes at the close; a close that knew no reach leaves everybody unknown.
        ReadOnlySpan<byte> counted = closed ? round!.Reach : online;
        var branches = new Tally[Tree.Branches.Count];
        var pictures = new HallPicture[Tree.Branches.Count];
        var homeless = new Tally[Tree.Units.Count];
        var units = new BoardSums[Tree.Units.Count];
        for (var i = 0; i < units.Length; i++)
        {
            homeless[i] = round?.Sample is not null ? default : Tally.OfHomeless(Tree.Units[i].Homeless, HeadsAt(round, Tree.Units[i].UnitId, branches.Length + i));
            units[i] = new BoardSums(homeless[i], default);
        }

        var sample = round?.Sample;
        ReadOnlySpan<byte> asked = sample?.Bits();
        for (var i = 0; i < branches.Length; i++)
        {
            var branch = Tree.Branches[i];
            var expected = sample?.ExpectedOf(branch, asked) ?? branch.Expected;
            branches[i] = sample is not null && expected == 0 ? default : Tally.Of(expected, HeadsAt(round, branch.BranchId, i), closed, ReachBitmap.IsSet(counted, i));
            pictures[i] = ReachBitmap.IsSet(online, i) ? _pictures[i] : HallPicture.None;
            units[branch.UnitIndex] += new BoardSums(branches[i], HallSums.Of(ReachBitmap.IsSet(online, i), pictures[i]));
        }

        // Parents come before children, so one pass from the end carries everything up.
        for (var i = units.Length - 1; i >= 0; i--)
        {
            if (Tree.Units[i].ParentIndex is >= 0 and var parent)
            {
                units[parent] += units[i];
            }
        }

        return new BoardCut(round?.RoundId, units, branches, online, pictures, homeless);
    }

    // Branches first, then – for the people whom none takes in – the units.
    private int PlaceOf(Guid id) => BranchIndexOf(id) is >= 0 and var branch ? branch : UnitIndexOf(id) is >= 0 and var unit ? _lastSeen.Length + unit : -1;

    private Heads HeadsAt(Round? round, Guid id, int place)
    {
        if (round is null)
        {
            return default;
        }

        var said = _rounds.TryGetValue(round.RoundId, out var counters) ? new Heads(counters.Present[place], counters.Late[place], 0, 0) : default;
        return _corrections.Count > 0 && _corrections.TryGetValue((round.RoundId, id), out var moved) ? said + moved : said;
    }

    private static FrozenDictionary<Guid, int> Index<T>(IReadOnlyList<T> items, Func<T, Guid> id) =>
        items.Select((item, index) => KeyValuePair.Create(id(item), index)).ToFrozenDictionary();

    private sealed record RoundCounters(int[] Present, int[] Late);
}

/// <summary>Who stands directly below each unit.</summary>
public sealed class BoardChildren
{
    private readonly ILookup<int, int> _units;
    private readonly ILookup<int, int> _branches;

    internal BoardChildren(FrozenTree tree)
    {
        _units = Enumerable.Range(0, tree.Units.Count).ToLookup(index => tree.Units[index].ParentIndex);
        _branches = Enumerable.Range(0, tree.Branches.Count).ToLookup(index => tree.Branches[index].UnitIndex);
    }

    /// <summary>The units directly below; of -1 the roots.</summary>
    public IEnumerable<int> UnitsOf(int unit) => _units[unit];

    /// <summary>The branches that stand at the unit itself.</summary>
    public IEnumerable<int> BranchesOf(int unit) => _branches[unit];
}
