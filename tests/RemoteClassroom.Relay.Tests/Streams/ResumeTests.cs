using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Relay.Tests.Support;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Relay.Tests.Streams;

/// <summary>Joining and coming back: where a client begins, and what it is told.</summary>
public sealed class ResumeTests
{
    [Fact]
    public async Task Without_a_cursor_a_snapshot_comes_first_and_the_answer_before_it()
    {
        await using var host = await RelayHost.StartAsync();
        var lecture = Filled(host, 40);
        var screen = new StreamModel(StreamName.Screen(lecture.SessionId));
        await using var client = await HubClient.ConnectAsync(host.Hub, "anybody", [screen], keepRaw: true);
        var answer = await client.JoinAsync(screen);

        await Eventually.True("the snapshot", () => screen.Segments.Count == 1);
        Assert.Equal("first", screen.Segments[0].Reason);
        Assert.Equal(lecture.Head, screen.Offset);
        Assert.Equal(lecture.Head, answer.GetProperty("streams")[0].GetProperty("head").GetInt64());
        Assert.False(answer.GetProperty("streams")[0].GetProperty("recovered").GetBoolean());
        Assert.Equal((10_000, 500, 15_000), (answer.GetProperty("heartbeatMs").GetInt32(), answer.GetProperty("retry").GetProperty("baseMs").GetInt32(), answer.GetProperty("retry").GetProperty("capMs").GetInt32()));
        Assert.StartsWith("{\"type\":3", client.Raw![1], StringComparison.Ordinal);
        Assert.Contains("\"target\":\"snapshot\"", client.Raw[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_the_ring_everything_since_the_cursor_comes_in_order_and_no_snapshot()
    {
        await using var host = await RelayHost.StartAsync();
        var lecture = Filled(host, 40);
        var screen = await AtHeadAsync(host, StreamName.Screen(lecture.SessionId));
        Fill(lecture, 200);
        host.Announce(lecture.SessionId, lecture.Head);

        await using var client = await HubClient.ConnectAsync(host.Hub, "anybody", [screen]);
        var answer = await client.JoinAsync(screen);
        await ReachesAsync(screen, new ExpectedView(screen.Name, host.Log.All(lecture.SessionId)).LastOffset);

        Assert.True(answer.GetProperty("streams")[0].GetProperty("recovered").GetBoolean());
        Assert.Single(screen.Segments);
        screen.AssertEquals(new ExpectedView(screen.Name, host.Log.All(lecture.SessionId)));
    }

    [Fact]
    public async Task From_beyond_the_ring_the_log_is_read_once_for_all_and_what_is_live_comes_after()
    {
        await using var host = await RelayHost.StartAsync(options => (options.RingEvents, options.RingBytes, options.QuietViews) = (64, 1, TimeSpan.FromSeconds(1)));
        var lecture = Filled(host, 20);
        var models = Enumerable.Range(0, 60).Select(_ => new StreamModel(StreamName.Screen(lecture.SessionId))).ToList();
        foreach (var model in models)
        {
            await CatchUpAsync(host, model);
        }

        Fill(lecture, 900);
        host.Announce(lecture.SessionId, lecture.Head);
        await Eventually.True("the node to have read on", async () => (await host.Get<Domain.Log.ISessionStates>().GetAsync(lecture.SessionId, true, default))!.Questions.Order.Count == lecture.State.Questions.Order.Count);
        var reads = host.Log.Reads;

        var clients = await Task.WhenAll(models.Select(model => HubClient.ConnectAsync(host.Hub, "anybody", [model])));
        var joins = clients.Zip(models, (client, model) => client.JoinAsync(model)).ToArray();
        for (var i = 0; i < 60; i++)
        {
            lecture.Go();
            host.Announce(lecture.SessionId, lecture.Head);
        }

        foreach (var answer in await Task.WhenAll(joins))
        {
            Assert.True(answer.GetProperty("streams")[0].GetProperty("recovered").GetBoolean());
        }

        await Eventually.True("all to reach the head", () => models.TrueForAll(model => model.Offset == lecture.Head));
        var expected = new ExpectedView(models[0].Name, host.Log.All(lecture.SessionId));
        Assert.All(models, model => model.AssertEquals(expected));
        Assert.All(models, model => Assert.Single(model.Segments));

        // One look a notice at most, and one shared read of old events; nothing by the screen.
        Assert.InRange(host.Log.Reads - reads, 1, 100);
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_storm_of_returns_reads_the_log_as_often_as_one_return()
    {
        await using var host = await RelayHost.StartAsync(options => (options.RingEvents, options.RingBytes) = (64, 1));
        var lecture = Filled(host, 20);
        var old = await AtHeadAsync(host, StreamName.Screen(lecture.SessionId));
        Fill(lecture, 600);
        await host.Get<Domain.Log.ISessionStates>().GetAsync(lecture.SessionId, fresh: true, default);
        var reads = host.Log.Reads;

        var models = Enumerable.Range(0, 150).Select(_ => old.Copy()).ToList();
        var clients = await Task.WhenAll(models.Select(model => HubClient.ConnectAsync(host.Hub, "anybody", [model])));
        await Task.WhenAll(clients.Zip(models, (client, model) => client.JoinAsync(model)));
        var expected = new ExpectedView(old.Name, host.Log.All(lecture.SessionId));
        await Eventually.True("all to be where the log is", () => models.TrueForAll(model => model.Offset >= expected.LastOffset));

        Assert.InRange(host.Log.Reads - reads, 1, 6);
        Assert.All(models, model => model.AssertEquals(expected));
        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("too_old")]
    [InlineData("unknown_stream")]
    [InlineData("ahead")]
    [InlineData("forked")]
    [InlineData("nonsense")]
    public async Task A_cursor_that_cannot_be_gone_on_from_gets_a_snapshot_that_says_why(string why)
    {
        await using var host = await RelayHost.StartAsync(options => (options.RingEvents, options.RingBytes, options.ResumeEvents) = (64, 1, 200));
        var lecture = Filled(host, 30);
        var model = await AtHeadAsync(host, StreamName.Screen(lecture.SessionId));
        var cursor = model.Cursor!;
        switch (why)
        {
            case "too_old":
                Fill(lecture, 400);
                await host.Get<Domain.Log.ISessionStates>().GetAsync(lecture.SessionId, fresh: true, default);
                break;
            case "unknown_stream":
                cursor = (await AtHeadAsync(host, StreamName.Staff(lecture.SessionId))).Cursor!;
                break;
            case "ahead":
                cursor = Shifted(cursor, offset: 1_000, tag: 0);
                break;
            case "forked":
                cursor = Shifted(cursor, offset: 0, tag: 1);
                break;
            default:
                cursor = "not a cursor";
                break;
        }

        var again = new StreamModel(model.Name);
        await using var client = await HubClient.ConnectAsync(host.Hub, "anybody", [again]);
        var answer = await client.CallAsync("Join", new JoinRequest([new JoinStream(model.Name.Format(), cursor)]));
        await Eventually.True("the snapshot", () => again.Segments.Count == 1);

        Assert.False(answer.GetProperty("streams")[0].GetProperty("recovered").GetBoolean());
        Assert.Equal(why == "nonsense" ? "unknown_stream" : why, again.Segments[0].Reason);
    }

    [Fact]
    public async Task A_cursor_older_than_the_ring_is_checked_against_the_log_too()
    {
        await using var host = await RelayHost.StartAsync(options => (options.RingEvents, options.RingBytes) = (64, 1));
        var lecture = Filled(host, 30);
        var model = await AtHeadAsync(host, StreamName.Screen(lecture.SessionId));
        Fill(lecture, 400);
        await host.Get<Domain.Log.ISessionStates>().GetAsync(lecture.SessionId, fresh: true, default);

        var again = new StreamModel(model.Name);
        await using var client = await HubClient.ConnectAsync(host.Hub, "anybody", [again]);
        await client.CallAsync("Join", new JoinRequest([new JoinStream(model.Name.Format(), Shifted(model.Cursor!, offset: 0, tag: 1))]));
        await Eventually.True("the snapshot", () => again.Segments.Count == 1);
        Assert.Equal("forked", again.Segments[0].Reason);
    }

    [Fact]
    public async Task A_store_that_was_restored_is_noticed_and_its_followers_begin_anew()
    {
        await using var host = await RelayHost.StartAsync(options => options.LookEvery = TimeSpan.FromMilliseconds(100));
        var lecture = Filled(host, 30);
        var model = new StreamModel(StreamName.Screen(lecture.SessionId));
        await using (var client = await HubClient.ConnectAsync(host.Hub, "anybody", [model]))
        {
            await client.JoinAsync(model);
            await Eventually.True("the snapshot", () => model.Segments.Count == 1);
            host.Log.Restore(lecture.SessionId, 20);
            for (var i = 0; i < 15; i++)
            {
                host.Log.Append(lecture.SessionId, new Domain.Sessions.SessionPaused(), DateTimeOffset.UnixEpoch.AddYears(70).AddSeconds(i));
            }

            Assert.Equal("draining", await Eventually.Done("the bye", client.Bye));
        }

        await using var back = await HubClient.ConnectAsync(host.Hub, "anybody", [model]);
        await back.JoinAsync(model);
        await Eventually.True("the snapshot", () => model.Segments.Count == 2);
        Assert.Equal(("forked", 35L), (model.Segments[1].Reason, model.Offset));
    }

    [Fact]
    public async Task A_cursor_from_a_node_that_had_read_further_is_gone_on_from()
    {
        var log = new MemoryLog();
        await using var ahead = await RelayHost.StartAsync(log: log);
        await using var behind = await RelayHost.StartAsync(options => options.LookEvery = TimeSpan.FromMinutes(5), log);
        var lecture = Filled(ahead, 30);
        await behind.Get<Domain.Log.ISessionStates>().GetAsync(lecture.SessionId, fresh: true, default);
        Fill(lecture, 30);
        var model = await AtHeadAsync(ahead, StreamName.Staff(lecture.SessionId));

        await using var client = await HubClient.ConnectAsync(behind.Hub, "anybody", [model]);
        var answer = await client.JoinAsync(model);
        Assert.True(answer.GetProperty("streams")[0].GetProperty("recovered").GetBoolean());
        Fill(lecture, 10);
        behind.Announce(lecture.SessionId, lecture.Head);
        await ReachesAsync(model, lecture.Head);
        Assert.Single(model.Segments);
        model.AssertEquals(new ExpectedView(model.Name, log.All(lecture.SessionId)));
    }

    [Fact]
    public async Task A_stream_joined_twice_goes_on_from_the_cursor_given_and_once_only()
    {
        await using var host = await RelayHost.StartAsync();
        var lecture = Filled(host, 40);
        var model = await AtHeadAsync(host, StreamName.Staff(lecture.SessionId));
        await using var client = await HubClient.ConnectAsync(host.Hub, "anybody", [model], keepRaw: true);
        await client.JoinAsync(model);
        await client.JoinAsync(model);
        var head = lecture.Go();
        host.Announce(lecture.SessionId, head);
        await ReachesAsync(model, head);

        Assert.Equal((0, 0, 1), (model.Holes, model.Stale, model.Segments.Count));
        Assert.Single(client.Raw!, text => text.Contains("\"target\":\"frame\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_stream_left_sends_nothing_more_and_can_be_joined_again()
    {
        await using var host = await RelayHost.StartAsync();
        var lecture = Filled(host, 40);
        var (staff, screen) = (new StreamModel(StreamName.Staff(lecture.SessionId)), new StreamModel(StreamName.Screen(lecture.SessionId)));
        await using var client = await HubClient.ConnectAsync(host.Hub, "anybody", [staff, screen]);
        await client.JoinAsync(staff, screen);
        await Eventually.True("both snapshots", () => staff.Segments.Count + screen.Segments.Count == 2);
        await client.CallAsync("Leave", new LeaveRequest(staff.Name.Format()));
        var (left, head) = (staff.Offset, lecture.Say(new Domain.Sessions.SessionStarted()));
        host.Announce(lecture.SessionId, head);
        await ReachesAsync(screen, head);

        Assert.Equal(left, staff.Offset);
        await client.JoinAsync(staff);
        await ReachesAsync(staff, head);
        Assert.Single(staff.Segments);
        staff.AssertEquals(new ExpectedView(staff.Name, host.Log.All(lecture.SessionId)));
    }

    private static Lecture Filled(RelayHost host, int events)
    {
        var lecture = new Lecture(host.Log, seed: 5, halls: 3);
        Fill(lecture, events);
        return lecture;
    }

    private static void Fill(Lecture lecture, int events)
    {
        for (var i = 0; i < events; i++)
        {
            lecture.Go();
        }
    }

    private static async Task<StreamModel> AtHeadAsync(RelayHost host, StreamName name)
    {
        var model = new StreamModel(name);
        await CatchUpAsync(host, model);
        return model;
    }

    private static async Task CatchUpAsync(RelayHost host, StreamModel model)
    {
        await using var client = await HubClient.ConnectAsync(host.Hub, "anybody", [model]);
        await client.JoinAsync(model);
        await Eventually.True("the first snapshot", () => model.Segments.Count == 1);
    }

    private static Task ReachesAsync(StreamModel model, long offset) => Eventually.True($"{model.Name} to reach {offset}", () => model.Offset >= offset);

    private static string Shifted(string cursor, long offset, ulong tag)
    {
        Assert.True(Relay.Frames.Cursor.TryParse(cursor, out var at));
        return new Relay.Frames.Cursor(at.Stream, at.Offset + offset, at.Tag + tag).Format();
    }
}
