using System.Text.Json;

namespace RemoteClassroom.Contracts.Hub;

/// <summary>What a client asks of <c>Join</c>.</summary>
/// <param name="Streams">1 to 8 streams.</param>
public sealed record JoinRequest(IReadOnlyList<JoinStream> Streams);

/// <summary>One stream to join.</summary>
/// <param name="Stream">Its name, see <see cref="StreamName"/>.</param>
/// <param name="Cursor">Where the client stands; absent: a snapshot first.</param>
public sealed record JoinStream(string Stream, string? Cursor = null);

/// <summary>Answer of <c>Join</c>. A refusal is an answer, never an exception.</summary>
/// <param name="Ok">Whether all streams were joined; if not, none was.</param>
/// <param name="Streams">Each joined stream.</param>
/// <param name="ServerTime">The server's clock.</param>
/// <param name="HeartbeatMs">How often to call <c>Heartbeat</c>.</param>
/// <param name="Retry">How to come back after a break.</param>
/// <param name="Error">Why not.</param>
public sealed record JoinAnswer(bool Ok, IReadOnlyList<JoinedStream> Streams, DateTimeOffset ServerTime, int HeartbeatMs, RetryAdvice Retry, HubError? Error = null);

/// <summary>A refusal over the hub.</summary>
/// <param name="Code">One of the contract's codes.</param>
/// <param name="Detail">What to do.</param>
public sealed record HubError(string Code, string Detail);

/// <summary>A stream that was joined.</summary>
/// <param name="Stream">Its name.</param>
/// <param name="Head">The log's offset when it was joined.</param>
/// <param name="Recovered">True exactly when no snapshot follows.</param>
public sealed record JoinedStream(string Stream, long Head, bool Recovered);

/// <summary>Full-jitter back-off: wait a random time between 0 and min(cap, base × 2ⁿ).</summary>
/// <param name="BaseMs">The base.</param>
/// <param name="CapMs">The cap.</param>
public sealed record RetryAdvice(int BaseMs, int CapMs);

/// <summary>What a client tells of itself; a hall is within reach for 30 s after one.</summary>
/// <param name="Cursors">Where it stands, by stream.</param>
/// <param name="Player">How its player is doing; absent without one.</param>
/// <param name="ClockOffsetMs">The server's clock minus the client's own, in milliseconds, as far as it knows; absent while it does not.</param>
/// <param name="Roster">Of an operator's page: the <c>version</c> of the roster that it holds; empty while it holds none.</param>
public sealed record HeartbeatRequest(IReadOnlyDictionary<string, string>? Cursors = null, PlayerReport? Player = null, double? ClockOffsetMs = null, string? Roster = null);

/// <summary>How a screen's player is doing.</summary>
/// <param name="State">playing (frames advance), stalled, waiting (there is nothing to play), blocked (the browser plays nothing), or slate (the programme is cut).</param>
/// <param name="BehindMs">How far behind the source.</param>
/// <param name="Source">What it plays.</param>
/// <param name="Muted">Whether it is muted.</param>
/// <param name="Volume">0 to 1.</param>
/// <param name="FramesDecoded">Frames decoded so far.</param>
public sealed record PlayerReport(string State, double? BehindMs = null, string? Source = null, bool? Muted = null, double? Volume = null, long? FramesDecoded = null);

/// <summary>Answer of <c>Heartbeat</c>.</summary>
/// <param name="ServerTime">The server's clock.</param>
public sealed record HeartbeatAnswer(DateTimeOffset ServerTime);

/// <summary>What a client asks of <c>Leave</c>.</summary>
/// <param name="Stream">The stream to leave.</param>
public sealed record LeaveRequest(string Stream);

/// <summary>Message <c>frame</c>: covers the offsets (After, UpTo] and holds that view's events among them, possibly none.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="After">Exclusive beginning; apply the frame only if this is your own offset.</param>
/// <param name="UpTo">Inclusive end; your offset after applying it.</param>
/// <param name="Cursor">Echo it to come back here.</param>
/// <param name="Events">In the order of their offsets.</param>
public sealed record Frame(string Stream, long After, long UpTo, string Cursor, IReadOnlyList<ViewEvent> Events);

/// <summary>An event as one audience sees it.</summary>
/// <param name="Offset">Its place in the session's log, from 1.</param>
/// <param name="Type">One of <see cref="EventTypes"/>; ignore what you do not know.</param>
/// <param name="At">When it happened.</param>
/// <param name="Data">Its data, by type.</param>
public sealed record ViewEvent(long Offset, string Type, DateTimeOffset At, JsonElement Data);

/// <summary>Message <c>snapshot</c>: the view's whole state at an offset.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="UpTo">Your offset after applying it.</param>
/// <param name="Cursor">Echo it to come back here.</param>
/// <param name="Reason">Why it was sent.</param>
/// <param name="State">By the kind of stream: <see cref="ScreenState"/>, <see cref="StaffState"/>, <see cref="BranchState"/> or an attendance frame.</param>
public sealed record Snapshot(string Stream, long UpTo, string Cursor, SnapshotReason Reason, JsonElement State);

/// <summary>Why a snapshot was sent.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(SnapshotReasonConverter))]
public enum SnapshotReason
{
    /// <summary>The client had no cursor.</summary>
    First,
    /// <summary>The cursor is older than what may be sent again.</summary>
    TooOld,
    /// <summary>The cursor is another stream's.</summary>
    UnknownStream,
    /// <summary>The cursor is beyond the log's head.</summary>
    Ahead,
    /// <summary>The log holds another event at the cursor's offset: an older state was restored.</summary>
    Forked,
}

/// <summary>Message <c>totals</c>: figures that replace each other; the latest (Epoch, Seq) wins, some may be skipped.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Key"><c>attendance</c> (an attendance frame, on a/; <see cref="HallAttendance"/>, on b/) or <c>votes</c> (<see cref="VoteTotals"/>, on staff).</param>
/// <param name="Epoch">Which life of the counter.</param>
/// <param name="Seq">Order within the epoch.</param>
/// <param name="Data">By key.</param>
public sealed record Totals(string Stream, string Key, long Epoch, long Seq, JsonElement Data);

/// <summary>Data of totals <c>attendance</c> on a hall's stream.</summary>
/// <param name="Counts">The hall's counts.</param>
/// <param name="RoundId">The round counted.</param>
/// <param name="Online">Whether the hall's screen is within reach.</param>
/// <param name="Picture">What that screen shows, if it told.</param>
public sealed record HallAttendance(Attendance.Counts Counts, Guid? RoundId = null, bool? Online = null, Attendance.PictureState? Picture = null);

/// <summary>Data of totals <c>votes</c>.</summary>
/// <param name="Votes">Votes by question id.</param>
public sealed record VoteTotals(IReadOnlyDictionary<string, int> Votes);

/// <summary>Message <c>bye</c>: the server ends the connection.</summary>
/// <param name="Code">slow_consumer, draining, revoked, protocol or overloaded.</param>
/// <param name="RetryAfterMs">Come back after this, or later.</param>
public sealed record Bye(string Code, int RetryAfterMs);

/// <summary>The codes of <see cref="Bye"/>.</summary>
public static class ByeCodes
{
    /// <summary>The client did not read fast enough; it comes back by its cursor.</summary>
    public const string SlowConsumer = "slow_consumer";
    /// <summary>The node is about to stop.</summary>
    public const string Draining = "draining";
    /// <summary>The credential or a right was taken away.</summary>
    public const string Revoked = "revoked";
    /// <summary>The client broke the protocol.</summary>
    public const string Protocol = "protocol";
    /// <summary>The node has too much to do.</summary>
    public const string Overloaded = "overloaded";
}

/// <summary>Answer of <c>GET /sessions/{s}/frames</c>: what the hub would have sent since the cursor. Apply the snapshot, if there is one, then the frames, then the totals.</summary>
/// <param name="Frames">In their order; empty if nothing came within 25 s.</param>
/// <param name="Cursor">Ask again with it, at once.</param>
/// <param name="ServerTime">The server's clock.</param>
/// <param name="Snapshot">Present if the cursor could not be gone on from, or there was none.</param>
/// <param name="Totals">The stream's latest totals, if it has any.</param>
public sealed record FramesAnswer(IReadOnlyList<Frame> Frames, string Cursor, DateTimeOffset ServerTime, Snapshot? Snapshot = null, Totals? Totals = null);
