using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.Tests.Attendance;

/// <summary>The curve of arrivals: by unit, cumulative, and each line of the ledger once.</summary>
public sealed class ArrivalCurveTests
{
    private static readonly DateTimeOffset Opened = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly long First = Opened.ToUnixTimeSeconds() / ArrivalCurve.StepSeconds;
    private static readonly Guid Round = Guid.NewGuid();
    private static readonly Guid[] Halls = [Guid.NewGuid(), Guid.NewGuid()];

    [Fact]
    public void It_grows_by_unit_and_never_falls()
    {
        var curve = Curve();
        curve.Take(0, 7, [new(Round, Halls[0], First, 2), new(Round, Halls[1], First + 2, 5)]);
        Assert.Equal(10, Read(curve, 0, 30).Seconds);
        Assert.Equal([2, 2, 7, 7], Read(curve, 0, 30).Counts);
        Assert.Equal([2, 2, 2, 2], Read(curve, 1, 30).Counts);
        Assert.Equal([0, 0, 5, 5], Read(curve, 2, 30).Counts);
    }

    [Fact]
    public void What_was_taken_is_not_taken_again()
    {
        var curve = Curve();
        curve.Take(0, 2, [new(Round, Halls[0], First, 2)]);
        curve.Take(0, 3, [new(Round, Halls[0], First, 3)]);
        curve.Take(2, 3, [new(Round, Halls[0], First, 1)]);
        Assert.Equal(3, curve.UpTo);
        Assert.Equal(3, Read(curve, 0, 0).Counts[^1]);
    }

    [Fact]
    public void Who_came_before_the_opening_or_after_the_close_is_counted_at_the_edge()
    {
        var curve = Curve();
        curve.Take(0, 2, [new(Round, Halls[0], First - 9, 1), new(Round, Halls[1], First + 99, 1)]);
        Assert.Equal([1, 1, 2], Read(curve, 0, 20).Counts);
    }

    [Fact]
    public void A_long_round_gets_longer_steps()
    {
        var (seconds, counts) = Read(Curve(), 0, 7_200);
        Assert.InRange(counts.Length, 1, ArrivalCurve.MostPoints);
        Assert.True(seconds * counts.Length >= 7_200);
    }

    private static (int Seconds, int[] Counts) Read(ArrivalCurve curve, int unit, int seconds) => curve.Of(unit, Round, Opened, Opened.AddSeconds(seconds));

    private static ArrivalCurve Curve() => new(new AttendanceBoard(new FrozenTree(
        [new FrozenUnit(Guid.NewGuid(), "root", "p", -1, 0), new FrozenUnit(Guid.NewGuid(), "one", "p/a", 0, 0), new FrozenUnit(Guid.NewGuid(), "two", "p/b", 0, 0)],
        [new FrozenBranch(0, Halls[0], "h", 1, 1, 5), new FrozenBranch(1, Halls[1], "i", 2, 2, 5)])));
}
