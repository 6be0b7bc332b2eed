using RemoteClassroom.Server.Cluster;

namespace RemoteClassroom.Server.Tests.Cluster;

public sealed class LoneLossTests
{
    private readonly LoneLoss _loss = new();

    [Fact]
    public void A_node_that_alone_has_lost_the_database_ends_after_its_patience()
    {
        Assert.False(Look(0, lostHere: true, othersSee: true));
        Assert.False(Look(4, lostHere: true, othersSee: true));
        Assert.True(Look(4.1, lostHere: true, othersSee: true));
    }

    [Fact]
    public void After_a_long_loss_of_all_the_last_that_finds_it_again_stays()
    {
        for (var second = 0; second < 60; second++)
        {
            Assert.False(Look(second, lostHere: true, othersSee: false));
        }

        Assert.False(Look(60, lostHere: true, othersSee: true));
        Assert.False(Look(63, lostHere: true, othersSee: true));
        Assert.False(Look(64, lostHere: false, othersSee: false));
        Assert.False(Look(65, lostHere: true, othersSee: true));
        Assert.False(Look(69, lostHere: true, othersSee: true));
    }

    private bool Look(double seconds, bool lostHere, bool othersSee) => _loss.Look(TimeSpan.FromSeconds(seconds), lostHere, othersSee);
}
