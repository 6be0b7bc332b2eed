using Orleans.Concurrency;
using RemoteClassroom.Domain.Attendance;

namespace RemoteClassroom.Grains.Attendance;

/// <summary>
/// The attendance board of a session: absolute counters of every branch, rolled up the tree as it stood when the doors opened.
/// The key is the session's id. Everything it answers is cut from one state, so children always sum to the parent. It can be rebuilt at any time.
/// </summary>
[Alias("rc.IAttendanceGrain")]
public interface IAttendanceGrain : IGrainWithGuidKey
{
    /// <summary>Absolute counters that came with commits; told twice or out of order they change nothing.</summary>
    [Alias("Advance")]
    Task AdvanceAsync(BranchTotal[] totals);

    /// <summary>Branches whose screens a node heard of.</summary>
    /// <param name="branches">The branches, each with how long ago it was heard.</param>
    /// <returns>The board's epoch. If it is new to the node, the board was rebuilt: tell all branches of the last 30 s again.</returns>
    [Alias("Reach")]
    Task<long> ReachAsync(BranchSeen[] branches);

    /// <summary>Refusals since a node last told of them; unlike counters they add up, so a node tells each of them once.</summary>
    [Alias("Refuse")]
    Task RefuseAsync(BranchRefusal[] refusals);

    /// <summary>A correction was written: the figures are to follow it at once. A hint: a board that was not told looks by itself within half a minute.</summary>
    [OneWay, Alias("Corrected")]
    Task CorrectedAsync();

    /// <summary>What changed since <paramref name="request"/>'s mark, for the nodes asked for.</summary>
    [Alias("Read")]
    Task<AttendanceReadAnswer> ReadAsync(AttendanceReadRequest request);

    /// <summary>The contract's whole <c>AttendanceFrame</c> as JSON (UTF-8).</summary>
    /// <param name="unitId">The unit; null: the root.</param>
    /// <param name="roundId">The round; null: the newest sign-in.</param>
    /// <returns>Null: no such session, unit or round.</returns>
    [Alias("Frame")]
    Task<byte[]?> FrameAsync(Guid? unitId, Guid? roundId);

    /// <summary>Branches at and below a unit with their figures. Null: no such session, unit or round.</summary>
    [Alias("Halls")]
    Task<HallsAnswer?> HallsAsync(HallsRequest request);

    /// <summary>Branches at and below a unit by their readiness. Null: no such session or unit.</summary>
    [Alias("Desk")]
    Task<DeskAnswer?> DeskAsync(DeskRequest request);

    /// <summary>How a round filled at and below a unit. Null: no such session, unit or round.</summary>
    /// <param name="unitId">The unit; null: the root.</param>
    /// <param name="roundId">The round; null: the newest sign-in.</param>
    [Alias("Arrivals")]
    Task<ArrivalsAnswer?> ArrivalsAsync(Guid? unitId, Guid? roundId);

    /// <summary>Figures of a unit and of others at once. Null: no such session or unit.</summary>
    /// <param name="unitId">The unit; null: the root.</param>
    /// <param name="others">Units to tell of beside it.</param>
    [Alias("Units")]
    Task<UnitsAnswer?> UnitsAsync(Guid? unitId, Guid[] others);

    /// <summary>Which branches are within reach now: one bit a branch, in the frozen tree's order (bit i is <c>bytes[i / 8] &gt;&gt; (i % 8) &amp; 1</c>). Null: no such session.</summary>
    [Alias("FreezeReach")]
    Task<byte[]?> FreezeReachAsync();
}

/// <summary>Absolute counters of one branch in one round.</summary>
/// <param name="RoundId">The round.</param>
/// <param name="BranchId">The branch.</param>
/// <param name="Present">Checked in, in time.</param>
/// <param name="Late">Checked in, late.</param>
[GenerateSerializer, Immutable, Alias("rc.BranchTotal")]
public readonly record struct BranchTotal([property: Id(0)] Guid RoundId, [property: Id(1)] Guid BranchId, [property: Id(2)] int Present, [property: Id(3)] int Late);

/// <summary>Refusals at one branch for one reason.</summary>
/// <param name="RoundId">The round.</param>
/// <param name="BranchId">The branch.</param>
/// <param name="Code">The reason.</param>
/// <param name="Count">How many more.</param>
[GenerateSerializer, Immutable, Alias("rc.BranchRefusal")]
public readonly record struct BranchRefusal([property: Id(0)] Guid RoundId, [property: Id(1)] Guid BranchId, [property: Id(2)] string Code, [property: Id(3)] int Count);

/// <summary>A branch that was heard of.</summary>
/// <param name="BranchId">The branch.</param>
/// <param name="AgoMs">How long ago its screen was, in milliseconds; <see cref="int.MaxValue"/>: only its operator's page was heard of.</param>
/// <param name="Picture">What its screen shows, if it told.</param>
/// <param name="ClockOffsetMs">The server's clock minus the screen's own, if it told.</param>
/// <param name="OperatorAgoMs">How long ago its operator's page was heard of, in milliseconds; null: not by this node.</param>
/// <param name="RosterVersion">The version of the roster on that page, if it told.</param>
[GenerateSerializer, Immutable, Alias("rc.BranchSeen")]
public readonly record struct BranchSeen(
    [property: Id(0)] Guid BranchId, [property: Id(1)] int AgoMs, [property: Id(2)] HallPicture Picture, [property: Id(3)] int? ClockOffsetMs = null,
    [property: Id(4)] int? OperatorAgoMs = null, [property: Id(5)] string? RosterVersion = null);

/// <summary>Asks for figures about the default round (the newest sign-in).</summary>
/// <param name="Units">Units to know of.</param>
/// <param name="Branches">Branches to know of.</param>
/// <param name="KnownEpoch">The epoch of what the asker knows; 0 to get everything asked for.</param>
/// <param name="KnownSeq">Its sequence number.</param>
[GenerateSerializer, Immutable, Alias("rc.AttendanceReadRequest")]
public sealed record AttendanceReadRequest([property: Id(0)] Guid[] Units, [property: Id(1)] Guid[] Branches, [property: Id(2)] long KnownEpoch, [property: Id(3)] long KnownSeq);

/// <summary>Figures cut from one state.</summary>
/// <param name="Epoch">The board's life; greater wins. 0: no such session.</param>
/// <param name="Seq">Within the epoch, greater is newer.</param>
/// <param name="Cuts">Only what changed since the asker's mark.</param>
[GenerateSerializer, Immutable, Alias("rc.AttendanceReadAnswer")]
public sealed record AttendanceReadAnswer([property: Id(0)] long Epoch, [property: Id(1)] long Seq, [property: Id(2)] AttendanceReadCut[] Cuts);

/// <summary>Figures of one node.</summary>
/// <param name="Id">The unit or branch.</param>
/// <param name="IsBranch">Whether it is a branch.</param>
/// <param name="Json">UTF-8 JSON: the contract's <c>AttendanceFrame</c> for a unit, <c>HallAttendance</c> for a branch.</param>
[GenerateSerializer, Immutable, Alias("rc.AttendanceReadCut")]
public sealed record AttendanceReadCut([property: Id(0)] Guid Id, [property: Id(1)] bool IsBranch, [property: Id(2)] byte[] Json);

/// <summary>Which halls come first.</summary>
public enum HallOrder
{
    /// <summary>Out of reach, without sound, low attendance; the larger hall first among equals.</summary>
    WorstFirst,
    /// <summary>Only those where somebody has not checked in, in the tree's order.</summary>
    OnlyMissing,
}

/// <summary>Asks for halls.</summary>
/// <param name="UnitId">The unit; null: all.</param>
/// <param name="RoundId">The round; null: the newest sign-in.</param>
/// <param name="Order">Which come first.</param>
/// <param name="Skip">How many to leave out; in the tree's order the index to begin at, which stays right while people check in.</param>
/// <param name="Take">How many to give.</param>
[GenerateSerializer, Immutable, Alias("rc.HallsRequest")]
public sealed record HallsRequest(
    [property: Id(0)] Guid? UnitId, [property: Id(1)] Guid? RoundId, [property: Id(2)] HallOrder Order, [property: Id(3)] int Skip, [property: Id(4)] int Take);

/// <summary>Halls, cut from one state.</summary>
/// <param name="RoundId">The round counted; null before any.</param>
/// <param name="Halls">In the order asked for.</param>
/// <param name="More">Whether others follow.</param>
[GenerateSerializer, Immutable, Alias("rc.HallsAnswer")]
public sealed record HallsAnswer([property: Id(0)] Guid? RoundId, [property: Id(1)] HallFigures[] Halls, [property: Id(2)] bool More);

/// <summary>One hall.</summary>
/// <param name="BranchId">The hall.</param>
/// <param name="Name">Its name.</param>
/// <param name="Hall">Its short number.</param>
/// <param name="Path">The names of the units it stands at, from the top down.</param>
/// <param name="Expected">How many are expected.</param>
/// <param name="Present">Checked in, in time.</param>
/// <param name="Late">Checked in, late.</param>
/// <param name="Waiting">Not yet.</param>
/// <param name="Absent">Not when the round closed.</param>
/// <param name="Unknown">Not, and the hall is out of reach.</param>
/// <param name="Online">Whether it is within reach now.</param>
/// <param name="Picture">What its screen shows.</param>
/// <param name="LastSeen">When it was last heard of.</param>
/// <param name="Index">Its place in the frozen tree.</param>
/// <param name="Excused">Excused and not there.</param>
[GenerateSerializer, Immutable, Alias("rc.HallFigures")]
public sealed record HallFigures(
    [property: Id(0)] Guid BranchId, [property: Id(1)] string Name, [property: Id(2)] long Hall, [property: Id(3)] string Path, [property: Id(4)] int Expected,
    [property: Id(5)] int Present, [property: Id(6)] int Late, [property: Id(7)] int Waiting, [property: Id(8)] int Absent, [property: Id(9)] int Unknown,
    [property: Id(10)] bool Online, [property: Id(11)] HallPicture Picture, [property: Id(12)] DateTimeOffset? LastSeen, [property: Id(13)] int Index,
    [property: Id(14)] int Excused = 0);
