using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;
using RemoteClassroom.Client.Live;
using RemoteClassroom.Contracts.Accounts;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Client.Tests;

public sealed class ConnectionTests
{
    private const string Stream = "s/0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b/screen";

    /// <summary>Runs a connection and notes what it tells.</summary>
    private sealed class Follower : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _running;

        public Follower(ClassroomClient client, params string[] streams)
        {
            Connection = new ClassroomConnection(client, new ClassroomConnectionOptions { Streams = streams.Length == 0 ? [Stream] : streams }, TakeAsync);
            _running = Connection.RunAsync(_stop.Token);
        }

        public ClassroomConnection Connection { get; }
        public ConcurrentQueue<string> Told { get; } = new();
        public ConcurrentQueue<long> Offsets { get; } = new();

        private ValueTask TakeAsync(StreamUpdate update)
        {
            Told.Enqueue(update switch
            {
                StreamUpdate.Snapshotted snapshot => $"snapshot {snapshot.Snapshot.UpTo}",
                StreamUpdate.Advanced frame => $"frame {frame.Frame.After}-{frame.Frame.UpTo}",
                StreamUpdate.Counted totals => $"totals {totals.Totals.Epoch}.{totals.Totals.Seq}",
                StreamUpdate.Linked link => $"{link.State} {link.Code}".Trim(),
                _ => "?",
            });
            if (update is StreamUpdate.Advanced advanced)
            {
                foreach (var viewEvent in advanced.Frame.Events)
                {
                    Offsets.Enqueue(viewEvent.Offset);
                }
            }

            return ValueTask.CompletedTask;
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running.WaitAsync(TimeSpan.FromSeconds(20));
            _stop.Dispose();
        }
    }

    private static async Task SendAsync(IClientProxy caller, params object[] messages)
    {
        foreach (var message in messages)
        {
            await caller.SendAsync(message is Frame ? "frame" : message is Snapshot ? "snapshot" : message is Totals ? "totals" : "bye", message);
        }
    }

    [Fact]
    public async Task Frames_that_continue_are_told_in_order_and_repeats_are_not()
    {
        await using var server = await FakeServer.StartAsync();
        using var client = server.Client();
        server.Script.OnJoin = async (_, request, caller) =>
        {
            await SendAsync(
                caller, FakeHubScript.Snapshot(Stream, 5), FakeHubScript.Frame(Stream, 5, 7), FakeHubScript.Frame(Stream, 5, 7), FakeHubScript.Frame(Stream, 3, 6), FakeHubScript.Frame(Stream, 7, 7),
                FakeHubScript.Frame(Stream, 7, 9));
            return FakeHubScript.Ok(request, recovered: false);
        };
        await using var follower = new Follower(client);
        await Eventually.True("offset 9", () => follower.Connection.OffsetOf(Stream) == 9);
        await Eventually.True("the link to be up", () => follower.Told.Contains("Up"));
        Assert.Equal(["snapshot 5", "frame 5-7", "frame 7-9"], follower.Told.Where(line => line.StartsWith("snapshot", StringComparison.Ordinal) || line.StartsWith("frame", StringComparison.Ordinal)));
        Assert.Equal([6, 7, 8, 9], follower.Offsets);
        Assert.Single(server.Script.Joins);
    }

    [Fact]
    public async Task A_gap_makes_it_join_again_with_its_cursor_on_the_same_link()
    {
        await using var server = await FakeServer.StartAsync();
        using var client = server.Client();
        server.Script.OnJoin = async (number, request, caller) =>
        {
            if (number == 1)
            {
                await SendAsync(caller, FakeHubScript.Snapshot(Stream, 5), FakeHubScript.Frame(Stream, 8, 9), FakeHubScript.Frame(Stream, 9, 10));
                return FakeHubScript.Ok(request, recovered: false);
            }

            await SendAsync(caller, FakeHubScript.Frame(Stream, 5, 10), FakeHubScript.Frame(Stream, 10, 11));
            return FakeHubScript.Ok(request, recovered: true);
        };
        await using var follower = new Follower(client);
        await Eventually.True("offset 11", () => follower.Connection.OffsetOf(Stream) == 11);
        Assert.Equal([6, 7, 8, 9, 10, 11], follower.Offsets);
        Assert.Equal("c5", server.Script.Joins.Last().Streams[0].Cursor);
        Assert.DoesNotContain("Down", follower.Told);
        Assert.Single(server.Script.Connections);
    }

    [Fact]
    public async Task It_comes_back_after_every_break_with_its_cursor()
    {
        await using var server = await FakeServer.StartAsync();
        using var client = server.Client();
        server.Script.OnJoin = async (number, request, caller) =>
        {
            var cursor = request.Streams[0].Cursor;
            if (cursor is null)
            {
                await SendAsync(caller, FakeHubScript.Snapshot(Stream, 0));
                return FakeHubScript.Ok(request, recovered: false);
            }

            var from = long.Parse(cursor[1..]);
            await SendAsync(caller, FakeHubScript.Frame(Stream, from, from + 1));
            return FakeHubScript.Ok(request, recovered: true);
        };
        await using var follower = new Follower(client);
        for (var round = 1; round <= 10; round++)
        {
            var joins = round;
            await Eventually.True($"join {round}", () => server.Script.Joins.Count >= joins && follower.Told.Count(line => line == "Up") >= joins);
            await Eventually.True($"offset {joins - 1}", () => follower.Connection.OffsetOf(Stream) == joins - 1);
            server.Script.DropAll();
        }

        // One more comes after the last break, whenever it comes: what is there at one moment is looked at.
        long[] offsets = [.. follower.Offsets];
        Assert.InRange(offsets.Length, 9, 10);
        Assert.Equal(Enumerable.Range(1, offsets.Length).Select(offset => (long)offset), offsets);
        Assert.Contains("Down", follower.Told);
    }

    [Fact]
    public async Task A_bye_is_obeyed()
    {
        await using var server = await FakeServer.StartAsync();
        using var client = server.Client();
        var sent = DateTimeOffset.MinValue;
        var back = DateTimeOffset.MinValue;
        server.Script.OnJoin = async (number, request, caller) =>
        {
            if (number == 1)
            {
                sent = TimeProvider.System.GetUtcNow();
                await SendAsync(caller, FakeHubScript.Snapshot(Stream, 1), new Bye(ByeCodes.Draining, 600));
            }
            else
            {
                back = TimeProvider.System.GetUtcNow();
            }

            return FakeHubScript.Ok(request, recovered: number > 1);
        };
        await using var follower = new Follower(client);
        await Eventually.True("the second join", () => server.Script.Joins.Count == 2);
        Assert.True(back - sent >= TimeSpan.FromMilliseconds(590), $"It came back after {back - sent}.");
        Assert.Contains("Down draining", follower.Told);
    }

    [Fact]
    public async Task Totals_only_move_forward()
    {
        await using var server = await FakeServer.StartAsync();
        using var client = server.Client();
        static Totals Of(long epoch, long seq) => new(Stream, "attendance", epoch, seq, default);
        server.Script.OnJoin = async (_, request, caller) =>
        {
            var data = System.Text.Json.JsonSerializer.SerializeToElement(new { });
            await SendAsync(caller, FakeHubScript.Snapshot(Stream, 1));
            foreach (var totals in new[] { Of(1, 5), Of(1, 4), Of(1, 5), Of(1, 9), Of(2, 1), Of(1, 99), Of(2, 2) })
            {
                await SendAsync(caller, totals with { Data = data });
            }

            await SendAsync(caller, FakeHubScript.Frame(Stream, 1, 2));
            return FakeHubScript.Ok(request, recovered: false);
        };
        await using var follower = new Follower(client);
        await Eventually.True("offset 2", () => follower.Connection.OffsetOf(Stream) == 2);
        Assert.Equal(["totals 1.5", "totals 1.9", "totals 2.1", "totals 2.2"], follower.Told.Where(line => line.StartsWith("totals", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_refused_upgrade_renews_the_token_and_a_refused_join_is_told()
    {
        await using var server = await FakeServer.StartAsync();
        using var client = server.Client();
        client.Use(new Tokens("old", "r1", DateTimeOffset.MaxValue));
        server.Answer = call => call.Path == "auth/refresh" ? (200, new Tokens("new", "r2", DateTimeOffset.MaxValue)) : null;
        server.Script.RefuseUpgrade = context => context.Request.Headers.Authorization == "Bearer new" ? null : 401;
        server.Script.OnJoin = (number, request, _) => Task.FromResult(number == 1
            ? FakeHubScript.Ok(request, false) with { Ok = false, Error = new HubError("not_found", "no such stream"), Streams = [] }
            : FakeHubScript.Ok(request, false));
        await using var follower = new Follower(client);
        await Eventually.True("the link to be up", () => follower.Told.Contains("Up"));
        Assert.Contains("Refused not_found", follower.Told);
        Assert.Single(server.Calls, call => call.Path == "auth/refresh");
    }

    [Fact]
    public async Task Heartbeats_carry_cursors_and_set_the_clock()
    {
        await using var server = await FakeServer.StartAsync();
        using var client = server.Client();
        server.Script.OnJoin = async (_, request, caller) =>
        {
            await SendAsync(caller, FakeHubScript.Snapshot(Stream, 3));
            return FakeHubScript.Ok(request, recovered: false, heartbeatMs: 20);
        };
        await using var follower = new Follower(client);
        await Eventually.True("a heartbeat with the cursor", () => server.Script.Beats.Any(beat => beat.Cursors?.GetValueOrDefault(Stream) == "c3"));
        await Eventually.True("more heartbeats", () => server.Script.Beats.Count > 5);
        Assert.InRange((follower.Connection.ServerNow - DateTimeOffset.UnixEpoch.AddYears(56)).TotalSeconds, -1, 5);
    }
}
