using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Halls;

namespace RemoteClassroom.Domain.Tests.Halls;

/// <summary>The duty desk's rules: each fault by its own name, the graver first, and nothing said that is not known.</summary>
public sealed class ReadinessTests
{
    private static readonly HallCondition Well = new(true, HallPicture.Playing, true, 300, true, "19-a", "19-a");

    /// <summary>Six halls, each with one planted fault.</summary>
    public static TheoryData<string, HallCondition> Planted => new()
    {
        { "link", Well with { Online = false, Picture = HallPicture.None } },
        { "picture", Well with { Picture = HallPicture.Frozen } },
        { "sound", Well with { Picture = HallPicture.Silent } },
        { "clock", Well with { ClockOffsetMs = -61_000 } },
        { "operator", Well with { OperatorThere = false } },
        { "roster", Well with { RosterHeld = "18-b" } },
    };

    [Fact]
    public void A_hall_without_fault_is_ready()
    {
        var ready = Readiness.Of(Well);
        Assert.True(ready.Ready);
        Assert.Empty(Named(ready));
        Assert.Equal(new HallReadiness(HallCheck.Good, HallCheck.Good, HallCheck.Good, HallCheck.Good, HallCheck.Good, HallCheck.Good), ready);
    }

    [Theory]
    [MemberData(nameof(Planted))]
    public void Each_planted_fault_is_named_and_no_other(string fault, HallCondition hall)
    {
        var ready = Readiness.Of(hall);
        Assert.False(ready.Ready);
        Assert.Equal([fault], Named(ready));
    }

    [Fact]
    public void The_graver_fault_outweighs_all_lesser_ones_together()
    {
        var worst = Readiness.Of(Well with { Online = false, Picture = HallPicture.None });
        var many = Readiness.Of(Well with { Picture = HallPicture.Frozen, ClockOffsetMs = 90_000, RosterHeld = "" });
        var some = Readiness.Of(Well with { Picture = HallPicture.Silent, ClockOffsetMs = 90_000, OperatorThere = false });
        var few = Readiness.Of(Well with { ClockOffsetMs = 90_000 });
        Assert.Equal([worst.Weight, many.Weight, some.Weight, few.Weight, 0], new[] { 0, few.Weight, many.Weight, some.Weight, worst.Weight }.OrderDescending());
    }

    [Theory]
    [InlineData(HallPicture.Waiting, false, HallCheck.Unknown)]
    [InlineData(HallPicture.Waiting, true, HallCheck.Bad)]
    [InlineData(HallPicture.None, true, HallCheck.Unknown)]
    [InlineData(HallPicture.Slate, true, HallCheck.Good)]
    [InlineData(HallPicture.Silent, true, HallCheck.Good)]
    public void A_picture_is_missed_only_where_there_is_one_to_be_had(HallPicture picture, bool programme, HallCheck expected) =>
        Assert.Equal(expected, Readiness.Of(Well with { Picture = picture, Programme = programme }).Picture);

    [Theory]
    [InlineData(5_000, HallCheck.Good)]
    [InlineData(-5_000, HallCheck.Good)]
    [InlineData(5_001, HallCheck.Bad)]
    [InlineData(int.MinValue, HallCheck.Bad)]
    [InlineData(null, HallCheck.Unknown)]
    public void A_clock_may_be_five_seconds_off(int? offset, HallCheck expected) => Assert.Equal(expected, Readiness.Of(Well with { ClockOffsetMs = offset }).Clock);

    [Theory]
    [InlineData("", "19-a", HallCheck.Bad)]
    [InlineData(null, "19-a", HallCheck.Unknown)]
    [InlineData("18-b", null, HallCheck.Unknown)]
    public void A_roster_is_judged_only_when_both_sides_are_known(string? held, string? current, HallCheck expected) =>
        Assert.Equal(expected, Readiness.Of(Well with { RosterHeld = held, RosterCurrent = current }).Roster);

    [Fact]
    public void What_a_screen_out_of_reach_told_before_counts_no_more()
    {
        var ready = Readiness.Of(Well with { Online = false, ClockOffsetMs = 90_000, Picture = HallPicture.Frozen });
        Assert.Equal(["link"], Named(ready));
        Assert.Equal(HallCheck.Good, ready.Operator);
    }

    [Fact]
    public void An_operator_is_there_for_thirty_seconds_after_a_sign_of_life()
    {
        var signs = new HallSigns(2);
        var at = new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);
        Assert.Null(signs.OperatorSeen(0));
        signs.TellOperator(0, at, "19-a");
        signs.TellOperator(0, at.AddSeconds(-5), "18-b");
        signs.TellOperator(0, at.AddSeconds(1), null);
        signs.TellClock(0, -7);
        Assert.Equal(new HallCondition(true, HallPicture.Playing, true, -7, true, "19-a", "19-a"), signs.Of(0, true, HallPicture.Playing, true, "19-a", at.AddSeconds(30)));
        Assert.False(signs.Of(0, true, HallPicture.Playing, true, "19-a", at.AddSeconds(31)).OperatorThere);
        Assert.False(signs.Of(1, true, HallPicture.Playing, true, "19-a", at).OperatorThere);
        var other = new HallSigns(1);
        other.TakeOver(0, signs, 0);
        Assert.Equal(at.AddSeconds(1), other.OperatorSeen(0));
    }

    [Fact]
    public void A_rosters_version_names_who_is_on_it_in_whatever_order()
    {
        var people = Enumerable.Range(0, 25).Select(i => new Guid(i, 0, 0, new byte[8])).ToList();
        var version = RosterVersion.Of(people);
        Assert.Equal(version, RosterVersion.Of(people.AsEnumerable().Reverse()));
        Assert.NotEqual(version, RosterVersion.Of(people.Skip(1)));
        Assert.NotEqual(version, RosterVersion.Of(people.Skip(1).Append(new Guid(99, 0, 0, new byte[8]))));
        Assert.Equal("0-0000000000000000", RosterVersion.Of([]));
        Assert.InRange(version.Length, 1, RosterVersion.MaxLength);
    }

    private static IEnumerable<string> Named(HallReadiness ready)
    {
        (string Name, HallCheck Check)[] checks =
            [("link", ready.Link), ("picture", ready.Picture), ("sound", ready.Sound), ("clock", ready.Clock), ("operator", ready.Operator), ("roster", ready.Roster)];
        return checks.Where(check => check.Check == HallCheck.Bad).Select(check => check.Name);
    }
}
