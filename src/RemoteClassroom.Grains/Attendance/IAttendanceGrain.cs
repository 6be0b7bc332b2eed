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

    /// <summary>What changed since <paramref name="request"/>'s mark, for the nodes asked for.</summary>
    [Alias("Read")]
    Task<AttendanceReadAnswer> ReadAsync(AttendanceReadRequest request);

    /// <summary>The contract's whole <c>AttendanceFrame</c> as JSON (UTF-8).</summary>
    /// <param name="unitId">The unit; null: the root.</param>
    /// <param name="roundId">The round; null: the newest sign-in.</param>
    /// <returns>Null: no such session, unit or round.</returns>
    [Alias("Frame")]
    Task<byte[]?> FrameAsync(Guid? unitId, Guid? roundId);

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

/// <summary>A branch that was heard of.</summary>
/// <param name="BranchId">The branch.</param>
/// <param name="AgoMs">How long ago, in milliseconds.</param>
[GenerateSerializer, Immutable, Alias("rc.BranchSeen")]
public readonly record struct BranchSeen([property: Id(0)] Guid BranchId, [property: Id(1)] int AgoMs);

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
