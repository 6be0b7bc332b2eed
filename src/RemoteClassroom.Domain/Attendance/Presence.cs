namespace RemoteClassroom.Domain.Attendance;

/// <summary>A stretch of time, its end not included.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end.</param>
public readonly record struct Span(DateTimeOffset From, DateTimeOffset To);

/// <summary>How long somebody saw a lecture: the union of what his hall's screen played with picture and sound while he was there. Pure.</summary>
public static class Presence
{
    /// <summary>The length of the union of stretches, cut to a window. Stretches may overlap, repeat and come in any order.</summary>
    /// <param name="played">What was played.</param>
    /// <param name="window">The window.</param>
    public static TimeSpan Within(IEnumerable<Span> played, Span window)
    {
        ArgumentNullException.ThrowIfNull(played);
        var (sum, until) = (TimeSpan.Zero, window.From);
        foreach (var span in played.OrderBy(span => span.From))
        {
            var from = span.From > until ? span.From : until;
            var to = span.To < window.To ? span.To : window.To;
            if (to > from)
            {
                (sum, until) = (sum + (to - from), to);
            }
        }

        return sum;
    }
}

/// <summary>
/// Makes stretches of playing out of heartbeats. Between two heartbeats that tell of picture and sound the hall played, unless they are too far apart; a stall, silence or a slate ends the stretch
/// at the last good heartbeat. Not safe for several threads.
/// </summary>
public sealed class PlayTracker
{
    /// <summary>How far apart two heartbeats of one stretch may be: three and a half of them.</summary>
    public static readonly TimeSpan LongestGap = TimeSpan.FromSeconds(35);

    private DateTimeOffset? _from;
    private DateTimeOffset _last;

    /// <summary>A heartbeat.</summary>
    /// <param name="at">When; earlier than the one before changes nothing.</param>
    /// <param name="picture">What the screen showed; none tells nothing.</param>
    /// <returns>A stretch that ended with it; null if none did.</returns>
    public Span? Beat(DateTimeOffset at, HallPicture picture)
    {
        if (picture == HallPicture.None || (_from is not null && at < _last))
        {
            return null;
        }

        if (picture == HallPicture.Playing && _from is not null && at - _last <= LongestGap)
        {
            _last = at;
            return null;
        }

        var ended = Current;
        _from = picture == HallPicture.Playing ? at : null;
        _last = at;
        return ended;
    }

    /// <summary>The stretch under way, up to its last good heartbeat; null if nothing plays, or it has no length yet.</summary>
    public Span? Current => _from is { } from && _last > from ? new Span(from, _last) : null;
}
