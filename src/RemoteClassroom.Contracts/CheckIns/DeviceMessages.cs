namespace RemoteClassroom.Contracts.CheckIns;

/// <summary>Body of <c>POST /devices</c>: a hall's screen or its operator's device names the key by which it signs what it gathers.</summary>
/// <param name="VenueId">The caller's own hall.</param>
/// <param name="PublicKey">Base64url of the uncompressed point on P-256: 65 bytes, 4 ‖ x ‖ y.</param>
/// <param name="Name">What to call it in lists; up to 64 characters.</param>
public sealed record RegisterDevice(Guid VenueId, string PublicKey, string? Name = null);

/// <summary>Answer of <c>POST /devices</c>: 201, or 200 if the key was registered before.</summary>
/// <param name="DeviceId">The device: the first 16 bytes of the SHA-256 of its public key, as a UUID of version 8.</param>
/// <param name="VenueId">Its hall.</param>
public sealed record DeviceRegistered(Guid DeviceId, Guid VenueId);

/// <summary>A device that signs.</summary>
/// <param name="DeviceId">Its id.</param>
/// <param name="VenueId">Its hall.</param>
/// <param name="Name">What it is called; empty if nothing.</param>
/// <param name="RegisteredAt">Since when.</param>
/// <param name="EntriesMissing">How many of its running numbers never arrived, below one that did.</param>
/// <param name="Gaps">Which; the first twenty stretches.</param>
/// <param name="RevokedAt">From when on it is not believed any more.</param>
public sealed record DeviceInfo(Guid DeviceId, Guid VenueId, string Name, DateTimeOffset RegisteredAt, long EntriesMissing, IReadOnlyList<NumbersMissing> Gaps, DateTimeOffset? RevokedAt = null);

/// <summary>Running numbers that never arrived.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
public sealed record NumbersMissing(long From, long To);

/// <summary>Answer of revoking a device. What it signed before stays valid.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="RevokedAt">From when on it is not believed any more.</param>
public sealed record DeviceRevoked(Guid DeviceId, DateTimeOffset RevokedAt);

/// <summary>How well the time of an offline entry is known.</summary>
public enum EntryTime
{
    /// <summary>Not at all; what stands in the ledger is when it was received.</summary>
    Unproven,
    /// <summary>That it lies within its round, not when.</summary>
    WithinRound,
    /// <summary>By the device's monotonic clock against a contact with the server, or by the hall's code.</summary>
    Measured,
}

/// <summary>What became of an offline entry.</summary>
public enum EntryState
{
    /// <summary>It is a line of the ledger.</summary>
    Recorded,
    /// <summary>The person was checked in already.</summary>
    Already,
    /// <summary>It was refused.</summary>
    Refused,
    /// <summary>It waits for judgement.</summary>
    Kept,
    /// <summary>An administrator took it into the ledger.</summary>
    Accepted,
    /// <summary>An administrator decided against it.</summary>
    Dismissed,
}

/// <summary>An entry as a device told it, beside what the server made of it.</summary>
/// <param name="Id">The entry, for judging it.</param>
/// <param name="BranchId">The hall.</param>
/// <param name="Device">The device.</param>
/// <param name="Seq">Its running number.</param>
/// <param name="IsSigned">Whether its signature was checked.</param>
/// <param name="Name">Who, masked.</param>
/// <param name="RosterNo">The roster number, masked.</param>
/// <param name="State">What became of it.</param>
/// <param name="Time">How well its time is known.</param>
/// <param name="At">The likeliest time, by the server's clock.</param>
/// <param name="Latest">Certainly not after.</param>
/// <param name="ScannedAt">When, by the device's clock.</param>
/// <param name="ReceivedAt">When it arrived.</param>
/// <param name="RoundId">The round, as far as it is known.</param>
/// <param name="Earliest">Certainly not before; absent if nothing bounds it.</param>
/// <param name="PageLoad">The run of the page that took it.</param>
/// <param name="MonotonicMs">That run's monotonic time.</param>
/// <param name="ClockOffsetMs">The device's estimate of how far its clock was off.</param>
/// <param name="Reason">Why it was vouched for.</param>
/// <param name="Code">Why it was refused.</param>
/// <param name="CheckInId">The ledger's line.</param>
/// <param name="JudgedBy">Who judged it, masked.</param>
public sealed record OfflineEntryInfo(
    Guid Id, Guid BranchId, string Device, long Seq, bool IsSigned, string Name, string RosterNo, EntryState State, EntryTime Time, DateTimeOffset At, DateTimeOffset Latest,
    DateTimeOffset ScannedAt, DateTimeOffset ReceivedAt, Guid? RoundId = null, DateTimeOffset? Earliest = null, Guid? PageLoad = null, long? MonotonicMs = null, long? ClockOffsetMs = null,
    VouchReason? Reason = null, string? Code = null, Guid? CheckInId = null, string? JudgedBy = null);

/// <summary>Answer of judging a kept entry.</summary>
/// <param name="Id">The entry.</param>
/// <param name="State">What became of it.</param>
/// <param name="CheckInId">The ledger's line, if it made one.</param>
public sealed record EntryJudged(Guid Id, EntryState State, Guid? CheckInId = null);
