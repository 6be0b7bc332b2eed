using System.Text;
using System.Text.Json;
using CsCheck;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Relay.Frames;
using RemoteClassroom.Relay.Tests.Support;
using RemoteClassroom.Relay.Views;

namespace RemoteClassroom.Relay.Tests.Frames;

/// <summary>Ring, merged frames and cursors by themselves.</summary>
public sealed class RingAndFrameTests
{
    [Fact]
    public void However_a_range_is_cut_into_frames_they_hold_the_same_events() =>
        Gen.Select(Gen.Int[0, 10_000], Gen.Int[300, 5_000], Gen.Int[0, 3]).Sample(
            (seed, maxBytes, kind) =>
            {
                var (ring, lecture, log) = Filled(seed, 120, keep: 256);
                var stream = kind switch
                {
                    0 => StreamName.Screen(lecture.SessionId),
                    1 => StreamName.Staff(lecture.SessionId),
                    _ => StreamName.Branch(lecture.SessionId, lecture.Halls[kind - 2]),
                };
                var cutter = new FrameCutter(stream, Cursor.IdOf(stream), maxBytes);
                var model = new StreamModel(stream);
                model.Snapshot(JsonDocument.Parse("""{"cursor":"","reason":"first","upTo":0}""").RootElement);
                while (model.Offset < lecture.Head)
                {
                    var frame = cutter.Cut(ring, model.Offset, lecture.Head)!;
                    Assert.True(frame.Bytes.Payload.Length <= Math.Max(maxBytes, 1_200), "A frame is larger than allowed.");
                    model.Frame(JsonDocument.Parse(frame.Bytes.Payload).RootElement);
                }

                model.AssertEquals(new ExpectedView(stream, log.All(lecture.SessionId)));
            },
            iter: 60);

    [Fact]
    public void The_ring_holds_the_newest_and_says_what_it_no_longer_has()
    {
        var (ring, lecture, _) = Filled(seed: 1, events: 1_000, keep: 64);
        Assert.Equal(lecture.Head - 64, ring.Floor.Offset);
        Assert.Null(ring.At(ring.Floor.Offset));
        Assert.Null(ring.At(lecture.Head + 1));
        Assert.All(Enumerable.Range(1, 64), back => Assert.Equal(lecture.Head - 64 + back, ring.At(lecture.Head - 64 + back)!.Offset));
        Assert.Equal(ring.Floor.Tag, ring.TagAt(ring.Floor.Offset));
        Assert.Null(ring.TagAt(ring.Floor.Offset - 1));
        Assert.Null(new FrameCutter(StreamName.Screen(lecture.SessionId), 1, 32_768).Cut(ring, ring.Floor.Offset - 1, lecture.Head));
    }

    [Fact]
    public void The_bytes_for_a_range_are_made_once()
    {
        var (ring, lecture, _) = Filled(seed: 1, events: 50, keep: 64);
        var cutter = new FrameCutter(StreamName.Screen(lecture.SessionId), 1, 32_768);
        var cache = new FrameCache(64);
        var frames = Enumerable.Range(0, 64).AsParallel().Select(_ => cache.Get(cutter, ring, 3, lecture.Head)).ToList();
        Assert.All(frames, frame => Assert.Same(frames[0], frame));
        Assert.NotSame(frames[0], cache.Get(cutter, ring, 4, lecture.Head));
    }

    [Fact]
    public void A_cursor_reads_back_and_nothing_else_is_one() =>
        Gen.Select(Gen.ULong, Gen.Long[0, long.MaxValue], Gen.ULong, Gen.String).Sample((stream, offset, tag, rubbish) =>
        {
            var cursor = new Cursor(stream, offset, tag);
            Assert.True(Cursor.TryParse(cursor.Format(), out var read));
            Assert.Equal(cursor, read);
            Assert.False(Cursor.TryParse(rubbish, out _) && rubbish.Length != 32);
        });

    [Fact]
    public void A_message_is_one_invocation_of_signalrs_json_protocol()
    {
        var bytes = HubBytes.Of("bye", new Bye("draining", 5));
        Assert.Equal("""{"code":"draining","retryAfterMs":5}""", Encoding.UTF8.GetString(bytes.Payload.Span));
    }

    private static (EventRing Ring, Lecture Lecture, MemoryLog Log) Filled(int seed, int events, int keep)
    {
        var log = new MemoryLog();
        var lecture = new Lecture(log, seed, halls: 2);
        while (lecture.Head < events)
        {
            lecture.Go();
        }

        var (ring, state) = (new EventRing(keep, maxBytes: 1), ViewState.Empty);
        foreach (var logged in log.All(lecture.SessionId))
        {
            state = state.Apply(logged);
            ring.Append(new ProjectedEvent(logged, state));
        }

        return (ring, lecture, log);
    }
}
