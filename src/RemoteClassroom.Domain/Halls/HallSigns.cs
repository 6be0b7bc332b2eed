using RemoteClassroom.Domain.Attendance;

namespace RemoteClassroom.Domain.Halls;

/// <summary>What the heartbeats of a session's halls told last, beside reach and picture. Flat arrays by the halls' place in the frozen tree; not safe for several threads.</summary>
/// <param name="halls">How many.</param>
public sealed class HallSigns(int halls)
{
    private readonly int?[] _clocks = new int?[halls];
    private readonly long[] _operators = new long[halls];
    private readonly string?[] _rosters = new string?[halls];

    /// <summary>Takes a screen's clock.</summary>
    public void TellClock(int hall, int offsetMs) => _clocks[hall] = offsetMs;

    /// <summary>Takes a sign of life of the operator's page; an older one changes nothing.</summary>
    public void TellOperator(int hall, DateTimeOffset at, string? rosterVersion)
    {
        if (at.UtcTicks >= _operators[hall])
        {
            _operators[hall] = at.UtcTicks;
            _rosters[hall] = rosterVersion ?? _rosters[hall];
        }
    }

    /// <summary>When the operator's page was last heard of; null if it never was.</summary>
    public DateTimeOffset? OperatorSeen(int hall) => _operators[hall] == 0 ? null : new DateTimeOffset(_operators[hall], TimeSpan.Zero);

    /// <summary>The server's clock minus the screen's own, in milliseconds; null if it was never told.</summary>
    public int? ClockOffsetMs(int hall) => _clocks[hall];

    /// <summary>Takes over what another session's life of the same hall knows.</summary>
    /// <param name="hall">The place here.</param>
    /// <param name="other">The other signs.</param>
    /// <param name="there">The place there.</param>
    public void TakeOver(int hall, HallSigns other, int there)
    {
        ArgumentNullException.ThrowIfNull(other);
        (_clocks[hall], _operators[hall], _rosters[hall]) = (other._clocks[there], other._operators[there], other._rosters[there]);
    }

    /// <summary>Everything that readiness is judged by.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="online">Whether its screen is within reach.</param>
    /// <param name="picture">What the screen shows.</param>
    /// <param name="programme">Whether there is anything to play.</param>
    /// <param name="roster">The version of the hall's roster as it stands; null: not known.</param>
    /// <param name="now">The moment.</param>
    public HallCondition Of(int hall, bool online, HallPicture picture, bool programme, string? roster, DateTimeOffset now) => new(
        online, picture, programme, _clocks[hall], OperatorSeen(hall) is { } seen && now - seen < AttendanceBoard.ReachFor, _rosters[hall], roster);
}
