using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Domain.CheckIns;

/// <summary>A hall's device that may sign entries.</summary>
/// <param name="DeviceId">Its id, made from its key: <see cref="EntryProof.DeviceIdOf"/>.</param>
/// <param name="VenueId">The hall.</param>
/// <param name="PublicKey">Its public key.</param>
/// <param name="RevokedAt">From when on it is not believed any more; null while it is.</param>
public sealed record HallDevice(Guid DeviceId, Guid VenueId, byte[] PublicKey, DateTimeOffset? RevokedAt);

/// <summary>What became of an offline entry.</summary>
public enum EntryFate
{
    /// <summary>It is a line of the ledger.</summary>
    Recorded,
    /// <summary>The person was checked in already.</summary>
    Already,
    /// <summary>It was refused; a code says why.</summary>
    Refused,
    /// <summary>It waits for a person's judgement.</summary>
    Kept,
    /// <summary>A person took it into the ledger.</summary>
    Accepted,
    /// <summary>A person decided against it.</summary>
    Dismissed,
}

/// <summary>An entry as a device told it, beside what the server made of it. Scan time, time of receipt, run of the page, monotonic time and clock offset stand apart: none overwrites another.</summary>
/// <param name="Id">Made from device and entry id.</param>
/// <param name="SessionId">The session.</param>
/// <param name="BranchId">The hall.</param>
/// <param name="Device">The device's name; for one that signs its id.</param>
/// <param name="EntryId">The entry's id within the device.</param>
/// <param name="Seq">The device's running number.</param>
/// <param name="TraineeId">Who.</param>
/// <param name="RoundId">The round, as far as it is known.</param>
/// <param name="Stamp">What the device noted of the time.</param>
/// <param name="ReceivedAt">When it was received first.</param>
/// <param name="Time">What that comes to.</param>
/// <param name="Certainty">How well the time is known.</param>
/// <param name="IsSigned">Whether a signature was checked.</param>
/// <param name="Reason">Why it was vouched for, if it was.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Code">Why it was refused.</param>
/// <param name="CheckInId">The ledger's line.</param>
/// <param name="JudgedBy">Who accepted or dismissed it, masked.</param>
public sealed record OfflineEntry(
    Guid Id, Guid SessionId, Guid BranchId, string Device, Guid EntryId, long Seq, Guid TraineeId, Guid? RoundId, OfflineStamp Stamp, DateTimeOffset ReceivedAt,
    HonestTime Time, TimeCertainty Certainty, bool IsSigned, VouchGround Reason, EntryFate Fate, string? Code = null, Guid? CheckInId = null,
    string? JudgedBy = null);

/// <summary>Numbers that a device gave out and that never arrived.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="From">The first number missing.</param>
/// <param name="To">The last number missing before one that is here.</param>
public sealed record SequenceGap(Guid DeviceId, long From, long To)
{
    /// <summary>How many are missing.</summary>
    public long Count => To - From + 1;
}

/// <summary>Devices and what they sent, kept beside the ledger.</summary>
public interface IOfflineEntries
{
    /// <summary>A device; null if it never registered. Read anew each time: a revocation counts at once.</summary>
    Task<HallDevice?> DeviceAsync(Guid deviceId, CancellationToken cancellationToken);

    /// <summary>What is known of these entries, by their ids.</summary>
    Task<IReadOnlyDictionary<Guid, OfflineEntry>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <summary>
    /// Keeps an entry that makes no line, or whose line came another way; answers when it is on disk. What was decided by a person or stands in the ledger is not changed by an entry that comes again.
    /// </summary>
    /// <param name="entry">The entry.</param>
    /// <param name="receipt">An answer to be kept in the same transaction; null for none.</param>
    /// <param name="cancellationToken">Cancels the wait for a place in the queue.</param>
    /// <returns>The stored answer under the receipt's key, now or from before; null without a receipt.</returns>
    Task<StoredAnswer?> KeepAsync(OfflineEntry entry, Receipt? receipt, CancellationToken cancellationToken);

    /// <summary>Entries of a session under a unit's path that have this fate, in the order of their ids, after one id.</summary>
    Task<IReadOnlyList<OfflineEntry>> OfFateAsync(Guid sessionId, string unitPath, EntryFate fate, Guid after, int limit, CancellationToken cancellationToken);

    /// <summary>The holes in the running numbers of the devices of these halls: numbers that are missing below one that arrived.</summary>
    Task<IReadOnlyList<SequenceGap>> GapsAsync(IReadOnlyCollection<Guid> deviceIds, CancellationToken cancellationToken);
}
