using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.Log;

/// <summary>An event as it stands in a session's log.</summary>
/// <param name="Offset">Its place, from 1, without holes.</param>
/// <param name="Tag">The log's tag up to and including it; see <see cref="EventTag"/>.</param>
/// <param name="At">When it happened, to the microsecond.</param>
/// <param name="Event">What happened.</param>
public sealed record LoggedEvent(long Offset, ulong Tag, DateTimeOffset At, SessionEvent Event);

/// <summary>Where a log ends.</summary>
/// <param name="Offset">The last offset; 0 for an empty log.</param>
/// <param name="Tag">Its tag; 0 for an empty log.</param>
public readonly record struct LogHead(long Offset, ulong Tag);
