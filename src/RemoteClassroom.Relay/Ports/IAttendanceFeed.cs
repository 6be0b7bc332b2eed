using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.Hub;

namespace RemoteClassroom.Relay.Ports;

/// <summary>Which attendance figures of one session a node wants.</summary>
/// <param name="Epoch">The counter's life that the node knows; 0: none.</param>
/// <param name="Seq">How far in it.</param>
/// <param name="Units">Units whose frames are wanted.</param>
/// <param name="Halls">Whether the halls' own counts are wanted too.</param>
public sealed record AttendanceQuery(long Epoch, long Seq, IReadOnlyCollection<Guid> Units, bool Halls);

/// <summary>What changed since the query's (epoch, seq).</summary>
/// <param name="Epoch">The counter's life. If it is not the query's, everything asked for is in the answer.</param>
/// <param name="Seq">Ask on from here.</param>
/// <param name="Units">Frames of the units asked for that changed since; each carries its own (epoch, seq).</param>
/// <param name="Halls">Counts of the halls that changed since; empty if not asked for.</param>
public sealed record AttendanceNews(long Epoch, long Seq, IReadOnlyList<AttendanceFrame> Units, IReadOnlyList<HallNews> Halls);

/// <summary>A hall's counts.</summary>
/// <param name="BranchId">The hall.</param>
/// <param name="Attendance">Its counts.</param>
public sealed record HallNews(Guid BranchId, HallAttendance Attendance);

/// <summary>Reads attendance figures for the <c>a/</c> and <c>b/</c> streams: one call a node and session, however many follow.</summary>
public interface IAttendanceFeed
{
    /// <summary>What changed; null if there is no such session.</summary>
    Task<AttendanceNews?> ReadAsync(Guid sessionId, AttendanceQuery query, CancellationToken cancellationToken);
}
