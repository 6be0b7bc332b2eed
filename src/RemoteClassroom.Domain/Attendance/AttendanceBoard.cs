using System.Collections.Frozen;
using RemoteClassroom.Domain.CheckIns;
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
    private readonly long[] _lastSeen;

    /// <summary>An empty board over a tree.</summary>
    public AttendanceBoard(FrozenTree tree)
    {
        ArgumentNullException.ThrowIfNull(tree);
        Tree = tree;
        _unitIndex = Index(tree.Units, unit => unit.UnitId);
        _branchIndex = Index(tree.Branches, branch => branch.BranchId);
        _lastSeen = new long[tree.Branches.Count];
        Array.Fill(_lastSeen, long.MinValue);
        Children = new BoardChildren(tree);
    }

    /// <summary>The tree.</summary>
    public FrozenTree Tree { get; }

    /// <summary>Who stands directly below whom.</summary>
    public BoardChildren Children { get; }

    /// <summary>The unit's place in the tree; -1 if it is not in it.</summary>
    public int UnitIndexOf(Guid unitId) => _unitIndex.GetValueOrDefault(unitId, -1);

    /// <summary>The branch's place among the branches; -1 if it takes no part.</summary>
    public int BranchIndexOf(Guid branchId) => _branchIndex.GetValueOrDefault(branchId, -1);

    /// <summary>Takes absolute counters. Counters only grow, so of two that come out of order the greater is the newer.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Advance(BranchCount count)
    {
        var branch = BranchIndexOf(count.BranchId);
        if (branch < 0)
        {
            return false;
        }

        if (!_rounds.TryGetValue(count.RoundId, out var round))
        {
            _rounds[count.RoundId] = round = new RoundCounters(new int[_lastSeen.Length], new int[_lastSeen.Length]);
        }

        if (count.Present + count.Late <= round.Present[branch] + round.Late[branch])
        {
            return false;
        }

        (round.Present[branch], round.Late[branch]) = (count.Present, count.Late);
        return true;
    }

    /// <summary>A sign of life of a branch.</summary>
    public void See(Guid branchId, DateTimeOffset at)
    {
        var branch = BranchIndexOf(branchId);
        if (branch >= 0 && at.UtcTicks > _lastSeen[branch])
        {
            _lastSeen[branch] = at.UtcTicks;
        }
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
        var counters = round is not null && _rounds.TryGetValue(round.RoundId, out var known) ? known : null;
        var branches = new Tally[Tree.Branches.Count];
        var units = new BoardSums[Tree.Units.Count];
        for (var i = 0; i < units.Length; i++)
        {
            units[i] = new BoardSums(Tally.OfHomeless(Tree.Units[i].Homeless), 0, 0);
        }

        for (var i = 0; i < branches.Length; i++)
        {
            var branch = Tree.Branches[i];
            branches[i] = Tally.OfBranch(branch.Expected, counters?.Present[i] ?? 0, counters?.Late[i] ?? 0, closed, ReachBitmap.IsSet(counted, i));
            units[branch.UnitIndex] += new BoardSums(branches[i], 1, ReachBitmap.IsSet(online, i) ? 1 : 0);
        }

        // Parents come before children, so one pass from the end carries everything up.
        for (var i = units.Length - 1; i >= 0; i--)
        {
            if (Tree.Units[i].ParentIndex is >= 0 and var parent)
            {
                units[parent] += units[i];
            }
        }

        return new BoardCut(round?.RoundId, units, branches, online);
    }

    private static FrozenDictionary<Guid, int> Index<T>(IReadOnlyList<T> items, Func<T, Guid> id) =>
        items.Select((item, index) => KeyValuePair.Create(id(item), index)).ToFrozenDictionary();

    private sealed record RoundCounters(int[] Present, int[] Late);
}

/// <summary>A unit's figures.</summary>
/// <param name="Counts">Everybody at and below the unit.</param>
/// <param name="Halls">How many branches.</param>
/// <param name="HallsOnline">How many of them are within reach now.</param>
public readonly record struct BoardSums(Tally Counts, int Halls, int HallsOnline)
{
    /// <summary>Adds up.</summary>
    public static BoardSums operator +(BoardSums left, BoardSums right) =>
        new(left.Counts + right.Counts, left.Halls + right.Halls, left.HallsOnline + right.HallsOnline);

    /// <summary>The same as the operator.</summary>
    public static BoardSums Add(BoardSums left, BoardSums right) => left + right;
}

/// <summary>All figures of one round at one moment.</summary>
/// <param name="RoundId">The round; null before any.</param>
/// <param name="Units">By the tree's units.</param>
/// <param name="Branches">By the tree's branches.</param>
/// <param name="Online">Which branches are within reach now.</param>
public sealed record BoardCut(Guid? RoundId, IReadOnlyList<BoardSums> Units, IReadOnlyList<Tally> Branches, byte[] Online);

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
