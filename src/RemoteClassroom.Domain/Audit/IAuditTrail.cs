using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Domain.Audit;

/// <summary>Which lines are wanted; what is null does not matter.</summary>
/// <param name="Path">Lines of this unit and below; empty for all.</param>
/// <param name="Actor">Of this account or device.</param>
/// <param name="Action">Of this action.</param>
/// <param name="About">About this thing.</param>
/// <param name="From">Not before.</param>
/// <param name="To">Before.</param>
public sealed record AuditQuery(string Path, Guid? Actor = null, string? Action = null, Guid? About = null, DateTimeOffset? From = null, DateTimeOffset? To = null);

/// <summary>Where a page of lines ended: lines come newest first, those of one moment by their ids.</summary>
/// <param name="At">The last line's moment.</param>
/// <param name="Id">The last line.</param>
public readonly record struct AuditPlace(DateTimeOffset At, Guid Id);

/// <summary>What came of comparing the chain with the lines.</summary>
/// <param name="Links">How many links were looked at.</param>
/// <param name="Broken">The first link that does not fit its line, or whose line is gone; null if all is well.</param>
/// <param name="Unlinked">Lines that have no link yet; those of the last seconds, else somebody put them in.</param>
public sealed record AuditCheck(long Links, long? Broken, long Unlinked);

/// <summary>
/// The audit: append-only. A line that goes with a change is written in the change's own transaction (see the store's edits and the log's writer); this is for the
/// acts that change nothing else, and for reading. The database itself refuses to change a line, and to delete one that is younger than six months.
/// </summary>
public interface IAuditTrail
{
    /// <summary>Writes a line; done when it is on disk. To be awaited before the act is answered.</summary>
    /// <exception cref="StorageException">It may not be on disk: the act must not go on.</exception>
    Task WriteAsync(AuditLine line, CancellationToken cancellationToken);

    /// <summary>Lines, newest first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<AuditLine>> ReadAsync(AuditQuery query, AuditPlace? after, int limit, CancellationToken cancellationToken);

    /// <summary>Goes through the whole chain.</summary>
    Task<AuditCheck> CheckAsync(CancellationToken cancellationToken);
}
