namespace RemoteClassroom.Domain.Attendance;

/// <summary>A node of the attendance tree that somebody watches.</summary>
/// <param name="IsBranch">A branch (venue) rather than a unit.</param>
/// <param name="Id">The branch's or unit's id.</param>
public readonly record struct AttendanceKey(bool IsBranch, Guid Id);

/// <summary>Where a reader of attendance stands; the greater (Epoch, Seq) is newer.</summary>
/// <param name="Epoch">Which life of the board.</param>
/// <param name="Seq">Order within the epoch.</param>
public readonly record struct AttendanceMark(long Epoch, long Seq);

/// <summary>Figures of one node.</summary>
/// <param name="Key">The node.</param>
/// <param name="Json">UTF-8 JSON: the contract's <c>AttendanceFrame</c> for a unit, <c>HallAttendance</c> for a branch. Made once; do not change the bytes.</param>
public sealed record AttendanceCut(AttendanceKey Key, ReadOnlyMemory<byte> Json);

/// <summary>Figures cut from one state.</summary>
/// <param name="Mark">Of all the cuts; pass it next time.</param>
/// <param name="Cuts">Only those that changed since the reader's mark.</param>
public sealed record AttendanceReading(AttendanceMark Mark, IReadOnlyList<AttendanceCut> Cuts);

/// <summary>Reads a session's attendance board, wherever it lives; what the totals of the <c>a/</c> and <c>b/</c> streams are made of. One call a session, not one a watcher.</summary>
public interface IAttendanceFrames
{
    /// <summary>The figures of <paramref name="keys"/> that changed since <paramref name="known"/>.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="keys">At most 20,000 nodes; those that the session does not have are left out.</param>
    /// <param name="known">Where the reader stands; default: give everything asked for.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Null: no such session, or the board cannot be reached now (ask again later).</returns>
    Task<AttendanceReading?> ReadAsync(Guid sessionId, IReadOnlyCollection<AttendanceKey> keys, AttendanceMark known, CancellationToken cancellationToken);
}
