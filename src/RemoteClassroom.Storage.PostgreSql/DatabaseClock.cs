using System.Diagnostics;

namespace RemoteClassroom.Storage.PostgreSql;

/// <summary>
/// The database's time, carried on between two looks by the machine's monotonic counter. All nodes of a cluster go by it: a code made on one is checked on another, and a
/// machine whose clock is wrong, or is set while the server runs, neither refuses an honest check-in nor takes an expired code.
/// </summary>
public sealed class DatabaseClock : TimeProvider
{
    // Up to here the clock is never set back, only held still: instants within a node keep their order.
    private static readonly TimeSpan LargestHold = TimeSpan.FromSeconds(1);

    // What a look may be wrong by without reason to touch the clock: scheduling on a busy machine.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMilliseconds(25);
    private volatile Anchor _anchor = new(System.GetUtcNow(), Stopwatch.GetTimestamp());
    private long _last;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        var now = Now().UtcTicks;
        while (true)
        {
            var last = Volatile.Read(ref _last);
            if (now >= last)
            {
                if (Interlocked.CompareExchange(ref _last, now, last) == last)
                {
                    return new DateTimeOffset(now, TimeSpan.Zero);
                }
            }
            else
            {
                return new DateTimeOffset(last - now <= LargestHold.Ticks ? last : Reset(now), TimeSpan.Zero);
            }
        }
    }

    /// <summary>Takes the database's time in.</summary>
    /// <param name="read">What the database said.</param>
    /// <param name="asked">The counter before it was asked.</param>
    /// <param name="answered">The counter when its answer was there; it said so at some moment between.</param>
    internal void Follow(DateTimeOffset read, long asked, long answered)
    {
        var middle = asked + ((answered - asked) / 2);
        var error = read - At(middle);
        if (error.Duration() > Tolerance + (Stopwatch.GetElapsedTime(asked, answered) / 2))
        {
            _anchor = new Anchor(read, middle);
        }
    }

    private DateTimeOffset Now() => At(Stopwatch.GetTimestamp());

    private DateTimeOffset At(long timestamp)
    {
        var anchor = _anchor;
        return anchor.Time + Stopwatch.GetElapsedTime(anchor.Timestamp, timestamp);
    }

    private long Reset(long ticks)
    {
        Volatile.Write(ref _last, ticks);
        return ticks;
    }

    private sealed record Anchor(DateTimeOffset Time, long Timestamp);
}
