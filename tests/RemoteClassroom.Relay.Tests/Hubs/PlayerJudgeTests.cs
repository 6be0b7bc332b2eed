using Microsoft.Extensions.Time.Testing;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Relay.Hubs;

namespace RemoteClassroom.Relay.Tests.Hubs;

/// <summary>What a screen says it plays, and what is believed.</summary>
public sealed class PlayerJudgeTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly PlayerJudge _judge = new();

    [Fact]
    public void Playing_is_believed_only_while_frames_advance()
    {
        Assert.Equal(HallPicture.Playing, Say(frames: 100));
        Assert.Equal(HallPicture.Playing, Say(frames: 350));
        Assert.Equal(HallPicture.Frozen, Say(frames: 350));
        Assert.Equal(HallPicture.Playing, Say(frames: 400));
    }

    [Fact]
    public void A_second_report_at_once_is_no_proof_of_a_standing_picture()
    {
        Assert.Equal(HallPicture.Playing, Say(frames: 100));
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(HallPicture.Silent, _judge.Judge(new PlayerReport("playing", Muted: true, FramesDecoded: 100), _time));
    }

    [Fact]
    public void A_player_that_begins_anew_after_a_slate_counts_from_zero()
    {
        Assert.Equal(HallPicture.Playing, Say(frames: 40));
        Assert.Equal(HallPicture.Slate, _judge.Judge(new PlayerReport("slate"), _time));
        Assert.Equal(HallPicture.Playing, Say(frames: 40));
    }

    [Theory]
    [InlineData("playing", true, 1.0, HallPicture.Silent)]
    [InlineData("playing", false, 0.0, HallPicture.Silent)]
    [InlineData("playing", false, 0.4, HallPicture.Playing)]
    [InlineData("stalled", false, 1.0, HallPicture.Frozen)]
    [InlineData("blocked", true, 1.0, HallPicture.Frozen)]
    [InlineData("waiting", false, 1.0, HallPicture.Waiting)]
    [InlineData("slate", true, 1.0, HallPicture.Slate)]
    [InlineData("something-new", false, 1.0, HallPicture.Frozen)]
    public void Each_report_means_one_thing(string state, bool muted, double volume, HallPicture expected) =>
        Assert.Equal(expected, _judge.Judge(new PlayerReport(state, Muted: muted, Volume: volume), _time));

    private HallPicture Say(long frames)
    {
        _time.Advance(TimeSpan.FromSeconds(10));
        return _judge.Judge(new PlayerReport("playing", Muted: false, Volume: 1, FramesDecoded: frames), _time);
    }
}
