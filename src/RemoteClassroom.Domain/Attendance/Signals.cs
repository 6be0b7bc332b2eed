using RemoteClassroom.Domain.CheckIns;

namespace RemoteClassroom.Domain.Attendance;

/// <summary>What made a check-in look strange.</summary>
public enum SignalKind
{
    /// <summary>One device checked several people in during a round.</summary>
    SharedDevice,
    /// <summary>Many people of a hall within seconds.</summary>
    Burst,
    /// <summary>One person in two halls, too soon for the way between them.</summary>
    TwoHalls,
}

/// <summary>Something for a person to look at: never a verdict.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="RoundId">The round; of two halls the later one.</param>
/// <param name="HallId">The hall; of two halls the later one.</param>
/// <param name="OtherHallId">The other hall, for one person in two.</param>
/// <param name="From">When it began.</param>
/// <param name="To">When it ended.</param>
/// <param name="People">Who takes part in it.</param>
public sealed record Signal(SignalKind Kind, Guid RoundId, Guid HallId, Guid? OtherHallId, DateTimeOffset From, DateTimeOffset To, IReadOnlyList<Guid> People);

/// <summary>Finds signals among the check-ins of some halls' people. Pure.</summary>
public static class Signals
{
    /// <summary>How many people on one device are a signal.</summary>
    public const int PeopleOnOneDevice = 3;

    /// <summary>How many people of a hall within <see cref="BurstWithin"/> are a signal.</summary>
    public const int PeopleInABurst = 12;

    /// <summary>How short a burst is.</summary>
    public static readonly TimeSpan BurstWithin = TimeSpan.FromSeconds(5);

    /// <summary>How soon nobody is in another hall.</summary>
    public static readonly TimeSpan TooSoon = TimeSpan.FromMinutes(30);

    /// <summary>All signals, in the order of their beginning.</summary>
    /// <param name="lines">The check-ins, in any order; all of a person's come together.</param>
    public static IReadOnlyList<Signal> Find(IReadOnlyCollection<LinePart> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return [.. Devices(lines).Concat(Bursts(lines)).Concat(TwoHalls(lines)).OrderBy(signal => signal.From).ThenBy(signal => signal.Kind)];
    }

    private static IEnumerable<Signal> Devices(IEnumerable<LinePart> lines) => lines
        .Where(line => line.DeviceMark.Length > 0)
        .GroupBy(line => (line.RoundId, line.SeatId, Mark: Convert.ToHexString(line.DeviceMark)))
        .Where(same => same.Count() >= PeopleOnOneDevice)
        .Select(same => new Signal(SignalKind.SharedDevice, same.Key.RoundId, same.Key.SeatId, null, same.Min(line => line.At), same.Max(line => line.At), [.. same.Select(line => line.TraineeId)]));

    // Ticked by an operator, whole rosters come at once: that is no signal.
    private static IEnumerable<Signal> Bursts(IEnumerable<LinePart> lines)
    {
        foreach (var hall in lines.Where(line => line.Way is ProofWay.Ticket or ProofWay.Companion).GroupBy(line => (line.RoundId, line.SeatId)))
        {
            var inOrder = hall.OrderBy(line => line.At).ThenBy(line => line.Seq).ToList();
            for (var first = 0; first < inOrder.Count; first++)
            {
                var within = inOrder.Skip(first).TakeWhile(line => line.At - inOrder[first].At <= BurstWithin).ToList();
                if (within.Count >= PeopleInABurst)
                {
                    yield return new Signal(SignalKind.Burst, hall.Key.RoundId, hall.Key.SeatId, null, within[0].At, within[^1].At, [.. within.Select(line => line.TraineeId)]);
                    first += within.Count - 1;
                }
            }
        }
    }

    private static IEnumerable<Signal> TwoHalls(IEnumerable<LinePart> lines)
    {
        foreach (var person in lines.GroupBy(line => line.TraineeId))
        {
            var inOrder = person.OrderBy(line => line.At).ThenBy(line => line.Seq).ToList();
            foreach (var (before, after) in inOrder.Zip(inOrder.Skip(1)))
            {
                if (before.SeatId != after.SeatId && after.At - before.At < TooSoon)
                {
                    yield return new Signal(SignalKind.TwoHalls, after.RoundId, after.SeatId, before.SeatId, before.At, after.At, [person.Key]);
                }
            }
        }
    }
}
