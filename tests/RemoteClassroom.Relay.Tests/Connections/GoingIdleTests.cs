using System.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging.Abstractions;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Relay.Connections;
using RemoteClassroom.Relay.Frames;
using RemoteClassroom.Relay.Tail;
using RemoteClassroom.Relay.Tests.Support;

namespace RemoteClassroom.Relay.Tests.Connections;

/// <summary>The protocol by which a connection goes idle: whatever comes while its driver is about to leave must not be left lying.</summary>
public sealed class GoingIdleTests
{
    private const int Rounds = 60_000;

    [Fact]
    public async Task What_comes_while_the_driver_leaves_is_sent_all_the_same()
    {
        var (connection, hub, stream) = await SetUpAsync();
        using var meet = new Barrier(2);
        var missed = 0;
        var random = new Random(11);
        var other = new Thread(() =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                meet.SignalAndWait();
                connection.Drive();
                meet.SignalAndWait();
            }
        });
        other.Start();
        for (var round = 1; round <= Rounds; round++)
        {
            var totals = new TotalsMessage(1, round, HubBytes.Of("totals", round), Array.Empty<byte>());
            meet.SignalAndWait();
            for (var spin = random.Next(60); spin > 0; spin--)
            {
                Thread.SpinWait(1);
            }

            stream.Put(totals);
            connection.Drive();
            meet.SignalAndWait();

            // Both have returned: nobody will look again by himself.
            if (hub.Last != totals.Bytes.Message)
            {
                missed++;
                connection.Drive();
            }
        }

        other.Join();
        Assert.Equal(0, missed);
    }

    [Fact]
    public async Task While_somebody_has_the_turn_nothing_is_sent_and_afterwards_everything()
    {
        var (connection, hub, stream) = await SetUpAsync();
        await connection.TakeTurnAsync();
        var before = hub.Last;
        stream.Put(new TotalsMessage(1, 1, HubBytes.Of("totals", 1), Encoding.UTF8.GetBytes("1")));
        connection.Drive();
        Assert.Same(before, hub.Last);
        connection.GiveTurn();
        await TestKit.Eventually.True("the totals", () => hub.Last == stream.Totals!.Bytes.Message);
    }

    private static async Task<(RelayConnection Connection, RecordingHub Hub, ViewStream Stream)> SetUpAsync()
    {
        var log = new MemoryLog();
        var lecture = new Lecture(log, seed: 1, halls: 1);
        var feed = new SessionFeed(lecture.SessionId, log, new RelayOptions(), TimeProvider.System, new SemaphoreSlim(1), NullLogger.Instance, default);
        Assert.True(await feed.LookAsync());
        var stream = feed.Stream(StreamName.Screen(lecture.SessionId));
        var hub = new RecordingHub();
        var connection = new RelayConnection(hub, new RelayOptions(), TimeProvider.System, NullLogger.Instance);
        await connection.TakeTurnAsync();
        connection.Follow([Subscription.AtOffset(stream, lecture.Head)]);
        connection.GiveTurn();
        return (connection, hub, stream);
    }

    /// <summary>A connection whose writes are done at once.</summary>
    private sealed class RecordingHub() : HubConnectionContext(new DefaultConnectionContext(), new HubConnectionContextOptions(), NullLoggerFactory.Instance)
    {
        private SerializedHubMessage? _last;

        public SerializedHubMessage? Last => Volatile.Read(ref _last);

        public override ValueTask WriteAsync(SerializedHubMessage message, CancellationToken cancellationToken = default)
        {
            Volatile.Write(ref _last, message);
            return ValueTask.CompletedTask;
        }
    }
}
