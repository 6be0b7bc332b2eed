using RemoteClassroom.Server.Cluster;

namespace RemoteClassroom.Server.Tests.Cluster;

/// <summary>When a node takes itself for cut off: only when it must be this one, and only after it heard nothing for as long as it says.</summary>
public sealed class IsolationTests
{
    private static readonly TimeSpan Silence = Isolation<int>.Silence;

    [Theory]
    [InlineData(1, 1, false)] // Of two nodes neither can tell which is cut off.
    [InlineData(2, 1, false)] // The other one still answers.
    [InlineData(2, 2, true)]
    [InlineData(3, 2, false)] // Half of four: nobody would be left.
    [InlineData(3, 3, true)]
    [InlineData(4, 2, false)] // The larger part of five.
    [InlineData(4, 3, true)] // The smaller part of five.
    public void Only_the_smaller_part_is_cut_off(int others, int silent, bool cutOff)
    {
        var isolation = new Isolation<int>();
        var members = Enumerable.Range(0, others).ToList();
        Assert.False(isolation.Look(TimeSpan.Zero, members, members));
        Assert.False(isolation.Look(Silence - TimeSpan.FromMilliseconds(1), members, members.Skip(silent)));
        Assert.Equal(cutOff, isolation.Look(Silence, members, members.Skip(silent)));
        Assert.False(isolation.Look(2 * Silence, members, members));
    }

    [Fact]
    public void Nodes_never_heard_or_held_for_dead_say_nothing()
    {
        var isolation = new Isolation<int>();
        Assert.False(isolation.Look(TimeSpan.Zero, [1, 2], []));
        Assert.False(isolation.Look(2 * Silence, [1, 2], []));
        isolation.Look(3 * Silence, [1, 2], [1, 2]);
        Assert.True(isolation.Look(4 * Silence, [1, 2], []));
        Assert.False(isolation.Look(4 * Silence, [], []));
    }
}
