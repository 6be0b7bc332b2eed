using System.Diagnostics;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Relay.Tests.Support;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Relay.Tests.Streams;

/// <summary>The tail of the log: notices are hints, the log is the truth.</summary>
public sealed class TailTests
{
    [Fact]
    public async Task A_lost_notice_costs_about_a_second_and_no_event()
    {
        await using var host = await RelayHost.StartAsync();
        var lecture = new Lecture(host.Log, seed: 1, halls: 1);
        var model = new StreamModel(StreamName.Screen(lecture.SessionId));
        await using var client = await HubClient.ConnectAsync(host.Hub, "anybody", [model]);
        await client.JoinAsync(model);
        for (var round = 0; round < 3; round++)
        {
            var watch = Stopwatch.StartNew();
            var head = lecture.Say(round % 2 == 0 ? new SessionStarted() : new SessionPaused());
            await Eventually.True("an event that nobody announced", () => model.Offset == head, TimeSpan.FromSeconds(5));
            Assert.InRange(watch.ElapsedMilliseconds, 0, 2_000);
        }
    }

    [Fact]
    public async Task A_notice_brings_an_event_at_once()
    {
        await using var host = await RelayHost.StartAsync(options => options.LookEvery = TimeSpan.FromMinutes(5));
        var lecture = new Lecture(host.Log, seed: 1, halls: 1);
        var model = new StreamModel(StreamName.Screen(lecture.SessionId));
        await using var client = await HubClient.ConnectAsync(host.Hub, "anybody", [model]);
        await client.JoinAsync(model);
        var head = lecture.Say(new SessionStarted());
        host.Announce(lecture.SessionId, head);
        await Eventually.True("the event", () => model.Offset == head, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Whoever_was_told_of_an_event_is_never_answered_from_before_it()
    {
        await using var host = await RelayHost.StartAsync(options => options.LookEvery = TimeSpan.FromMinutes(5));
        var lecture = new Lecture(host.Log, seed: 1, halls: 1);
        var states = host.Get<ISessionStates>();
        for (var round = 0; round < 50; round++)
        {
            var head = lecture.Say(round % 2 == 0 ? new SessionStarted() : new SessionPaused());
            host.Announce(lecture.SessionId, head);
            var state = await states.GetAsync(lecture.SessionId, fresh: false, CancellationToken.None);
            Assert.Equal(round % 2 == 0 ? Phase.Live : Phase.Paused, state!.Phase);
        }
    }

    [Fact]
    public async Task A_store_that_fails_for_a_while_stops_nothing_and_loses_nothing()
    {
        await using var host = await RelayHost.StartAsync(options => options.LookEvery = TimeSpan.FromMilliseconds(100));
        var lecture = new Lecture(host.Log, seed: 1, halls: 1);
        var model = new StreamModel(StreamName.Screen(lecture.SessionId));
        await using var client = await HubClient.ConnectAsync(host.Hub, "anybody", [model]);
        await client.JoinAsync(model);
        host.Log.Failing = true;
        var looks = host.Log.HeadReads;
        var head = lecture.Say(new SessionStarted());
        host.Announce(lecture.SessionId, head);
        await Eventually.True("the loop to look on while the store is away", () => host.Log.HeadReads > looks + 3);
        Assert.NotEqual(head, model.Offset);

        var refused = await client.CallAsync("Join", new JoinRequest([new JoinStream(StreamName.Screen(Guid.NewGuid()).Format())]));
        Assert.Equal("storage_unavailable", refused.GetProperty("error").GetProperty("code").GetString());

        host.Log.Failing = false;
        await Eventually.True("the event after the store came back", () => model.Offset == head);
        model.AssertEquals(new ExpectedView(model.Name, host.Log.All(lecture.SessionId)));
    }

    [Fact]
    public async Task A_hidden_event_makes_no_frame_but_a_quiet_view_reaches_the_head_within_its_time()
    {
        await using var host = await RelayHost.StartAsync(options => options.QuietViews = TimeSpan.FromSeconds(2));
        var lecture = new Lecture(host.Log, seed: 1, halls: 2);
        var (screen, own, other) = (new StreamModel(StreamName.Screen(lecture.SessionId)), new StreamModel(StreamName.Branch(lecture.SessionId, lecture.Halls[0])), new StreamModel(StreamName.Branch(lecture.SessionId, lecture.Halls[1])));
        await using var client = await HubClient.ConnectAsync(host.Hub, "anybody", [screen, own, other], keepRaw: true);
        await client.JoinAsync(screen, own, other);
        await Eventually.True("the snapshots", () => screen.Segments.Count + own.Segments.Count + other.Segments.Count == 3);
        var head = lecture.Ask(lecture.Halls[0], "What of the wells?");
        host.Announce(lecture.SessionId, head);

        await Eventually.True("the asking hall's own event", () => own.Offset == head);
        await Eventually.True("the quiet views to reach the head", () => screen.Offset == head && other.Offset == head, TimeSpan.FromSeconds(5));
        Assert.Equal((0, 1, 0), (screen.Events, own.Events, other.Events));
        Assert.DoesNotContain(client.Raw!, text => text.Contains("wells", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_state_is_shared_fresh_on_demand_and_nothing_for_a_session_that_is_not()
    {
        await using var host = await RelayHost.StartAsync(options => options.LookEvery = TimeSpan.FromMinutes(5));
        var lecture = new Lecture(host.Log, seed: 1, halls: 1);
        var states = host.Get<ISessionStates>();
        Assert.Equal(Phase.Open, (await states.GetAsync(lecture.SessionId, fresh: false, default))!.Phase);
        lecture.Say(new SessionStarted());
        Assert.Equal(Phase.Open, (await states.GetAsync(lecture.SessionId, fresh: false, default))!.Phase);
        Assert.Equal(Phase.Live, (await states.GetAsync(lecture.SessionId, fresh: true, default))!.Phase);
        Assert.Null(await states.GetAsync(Guid.NewGuid(), fresh: false, default));
        Assert.Equal([lecture.SessionId], host.Get<IFollowedSessions>().Current);

        var reads = host.Log.Reads;
        await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => states.GetAsync(lecture.SessionId, fresh: true, default).AsTask()));
        Assert.InRange(host.Log.Reads - reads, 1, 50);
    }

    [Fact]
    public async Task A_session_that_nobody_needs_is_dropped_and_one_that_is_followed_stays()
    {
        await using var host = await RelayHost.StartAsync(options => (options.LookEvery, options.IdleSessions) = (TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(300)));
        var (idle, followed) = (new Lecture(host.Log, seed: 1, halls: 1), new Lecture(host.Log, seed: 2, halls: 1));
        var model = new StreamModel(StreamName.Screen(followed.SessionId));
        await using var client = await HubClient.ConnectAsync(host.Hub, "anybody", [model]);
        await client.JoinAsync(model);
        await host.Get<ISessionStates>().GetAsync(idle.SessionId, false, default);
        var current = host.Get<IFollowedSessions>();
        await Eventually.True("the idle session to be dropped", () => current.Current.SequenceEqual([followed.SessionId]));

        client.Cut();
        await Eventually.True("the other to be dropped when its follower has gone", () => current.Current.Count == 0);
    }
}
