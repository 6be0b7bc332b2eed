using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Relay.Tests.Support;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Relay.Tests.Connections;

/// <summary>Readers that stand still: told, cut, back by their cursor; and no memory grows with how far they lag.</summary>
public sealed class SlowReaderTests
{
    private static readonly string Long = "/live/" + new string('m', 400);

    [Fact]
    public async Task A_reader_that_stands_still_is_told_and_comes_back_without_a_gap()
    {
        await using var host = await RelayHost.StartAsync(options => (options.RingEvents, options.RingBytes, options.ByeGrace) = (64, 1, TimeSpan.FromSeconds(20)));
        var lecture = new Lecture(host.Log, seed: 3, halls: 1);
        var model = new StreamModel(StreamName.Screen(lecture.SessionId));
        await using (var client = await HubClient.ConnectAsync(host.Hub, "anybody", [model], receiveBuffer: 4096))
        {
            await client.JoinAsync(model);
            await Eventually.True("the snapshot", () => model.Segments.Count == 1);
            client.StandStill();
            await TalkAsync(host, lecture, 3_000);
            client.ReadOn();
            Assert.Equal("slow_consumer", await Eventually.Done("the bye", client.Bye));
            await Eventually.Done("the end of the connection", client.Ended);
        }

        Assert.True(model.Offset < lecture.Head);
        await using var back = await HubClient.ConnectAsync(host.Hub, "anybody", [model]);
        await back.JoinAsync(model);
        await Eventually.True("the rest", () => model.Offset == lecture.Head);
        Assert.Single(model.Segments);
        model.AssertEquals(new ExpectedView(model.Name, host.Log.All(lecture.SessionId)));
    }

    [Fact]
    public async Task A_reader_that_never_reads_again_is_cut_once_its_grace_is_over()
    {
        await using var host = await RelayHost.StartAsync(options => (options.RingEvents, options.RingBytes, options.ByeGrace) = (64, 1, TimeSpan.FromMilliseconds(200)));
        var lecture = new Lecture(host.Log, seed: 3, halls: 1);
        var model = new StreamModel(StreamName.Screen(lecture.SessionId));
        await using var client = await HubClient.ConnectAsync(host.Hub, "anybody", [model], receiveBuffer: 4096);
        await client.JoinAsync(model);
        client.StandStill();
        await TalkAsync(host, lecture, 3_000);
        await Eventually.True("the connection to be gone", () => host.Connections.Count == 0);
    }

    [Fact]
    public async Task What_the_server_holds_does_not_grow_with_how_far_sixty_readers_lag()
    {
        const int Stuck = 60;
        await using var host = await RelayHost.StartAsync(options => options.RingBytes = 32 * 1024 * 1024);
        var lecture = new Lecture(host.Log, seed: 3, halls: 1);
        var healthy = new StreamModel(StreamName.Screen(lecture.SessionId));
        await using var reader = await HubClient.ConnectAsync(host.Hub, "anybody", [healthy]);
        await reader.JoinAsync(healthy);
        var clients = new List<HubClient>();
        for (var i = 0; i < Stuck; i++)
        {
            var model = new StreamModel(StreamName.Screen(lecture.SessionId));
            var client = await HubClient.ConnectAsync(host.Hub, "anybody", [model], receiveBuffer: 4096);
            await client.JoinAsync(model);
            client.StandStill();
            clients.Add(client);
        }

        await TalkAsync(host, lecture, 700);
        await Eventually.True("the healthy reader to keep up", () => healthy.Offset == lecture.Head);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await TalkAsync(host, lecture, 3_000);
        await Eventually.True("the healthy reader to keep up", () => healthy.Offset == lecture.Head);
        var grown = GC.GetTotalMemory(forceFullCollection: true) - before;

        // Queued for each, 3,000 events of some 600 bytes would be 108 MB; the log, the ring and what the test notes down of them are some 10.
        Assert.Equal(Stuck + 1, host.Connections.Count);
        Assert.InRange(grown, long.MinValue, 40_000_000);
        clients.ForEach(client => client.Cut());
    }

    private static async Task TalkAsync(RelayHost host, Lecture lecture, int events)
    {
        for (var i = 0; i < events; i++)
        {
            var head = lecture.Say(new MediaStarted(Long + i));
            if (i % 5 == 0)
            {
                host.Announce(lecture.SessionId, head);
                await Task.Yield();
            }

            // The ring must be passed event by event, not in one read.
            if (i % 50 == 0)
            {
                await host.Get<Domain.Log.ISessionStates>().GetAsync(lecture.SessionId, fresh: true, default);
            }
        }

        host.Announce(lecture.SessionId, lecture.Head);
    }
}
