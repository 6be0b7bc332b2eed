namespace RemoteClassroom.Domain.Attendance;

/// <summary>When people arrived, by branch and step, from the ledger's own times. Grows with the ledger; not safe for several threads.</summary>
/// <param name="board">The board whose tree it follows.</param>
public sealed class ArrivalCurve(AttendanceBoard board)
{
    /// <summary>The shortest step.</summary>
    public const int StepSeconds = 10;

    /// <summary>Most points of a curve: a longer round gets longer steps.</summary>
    public const int MostPoints = 240;

    private readonly Dictionary<Guid, List<(long Step, int Branch, int Count)>> _rounds = [];

    /// <summary>Up to which line of the ledger it knows.</summary>
    public long UpTo { get; private set; }

    /// <summary>Takes what the ledger has above a line. What was read from anywhere else than <see cref="UpTo"/> is left alone: another reader was quicker, and the next read brings the rest.</summary>
    public void Take(long after, long upTo, IEnumerable<ArrivalCount> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (after != UpTo || upTo <= after)
        {
            return;
        }

        foreach (var count in counts)
        {
            if (board.BranchIndexOf(count.BranchId) is >= 0 and var branch)
            {
                if (!_rounds.TryGetValue(count.RoundId, out var round))
                {
                    _rounds[count.RoundId] = round = [];
                }

                round.Add((count.Step, branch, count.Count));
            }
        }

        UpTo = upTo;
    }

    /// <summary>How many had arrived at and below a unit by the end of each step, from the round's opening until now.</summary>
    /// <param name="unit">The unit's place in the tree.</param>
    /// <param name="roundId">The round.</param>
    /// <param name="openedAt">When it opened; who is said to have come earlier counts in the first step.</param>
    /// <param name="until">Its close, or now.</param>
    /// <returns>The step in seconds, and a count for each.</returns>
    public (int Seconds, int[] Counts) Of(int unit, Guid roundId, DateTimeOffset openedAt, DateTimeOffset until)
    {
        var first = openedAt.ToUnixTimeSeconds() / StepSeconds;
        var steps = Math.Max(1, (until.ToUnixTimeSeconds() / StepSeconds) - first + 1);
        var wide = (int)((steps + MostPoints - 1) / MostPoints);
        var counts = new int[(steps + wide - 1) / wide];
        if (_rounds.TryGetValue(roundId, out var round))
        {
            var below = Below(unit);
            foreach (var (step, branch, count) in round)
            {
                if (below[board.Tree.Branches[branch].UnitIndex])
                {
                    counts[Math.Clamp((step - first) / wide, 0, counts.Length - 1)] += count;
                }
            }
        }

        for (var i = 1; i < counts.Length; i++)
        {
            counts[i] += counts[i - 1];
        }

        return (wide * StepSeconds, counts);
    }

    // Parents come before children, so one pass marks everything at and below the unit.
    private bool[] Below(int unit)
    {
        var units = board.Tree.Units;
        var below = new bool[units.Count];
        for (var i = unit; i < units.Count; i++)
        {
            below[i] = i == unit || (units[i].ParentIndex >= 0 && below[units[i].ParentIndex]);
        }

        return below;
    }
}
