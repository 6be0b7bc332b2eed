namespace RemoteClassroom.Contracts.CheckIns;

/// <summary>Body of <c>POST /scans</c>: either a scanned <see cref="Code"/> or a typed <see cref="Hall"/> with its <see cref="Digits"/>.</summary>
/// <param name="Code">The code of the QR, Crockford base 32; case, I/L/O and hyphens are forgiven.</param>
/// <param name="Hall">The hall's short number.</param>
/// <param name="Digits">The six digits that the screen shows.</param>
public sealed record Scan(string? Code = null, long? Hall = null, string? Digits = null);

/// <summary>Answer of <c>POST /scans</c>: a ticket for one person, good for three minutes.</summary>
/// <param name="Ticket">Opaque; carry it to <c>/check-ins</c>.</param>
/// <param name="SessionId">The session.</param>
/// <param name="RoundId">The open round.</param>
/// <param name="Branch">The hall that was scanned.</param>
/// <param name="ExpiresAt">When the ticket ends.</param>
public sealed record TicketIssued(string Ticket, Guid SessionId, Guid RoundId, BranchName Branch, DateTimeOffset ExpiresAt);

/// <summary>A hall by id and name.</summary>
/// <param name="Id">The venue's id.</param>
/// <param name="Name">Its name.</param>
public sealed record BranchName(Guid Id, string Name);

/// <summary>Body of <c>POST /check-ins</c>. Needs <see cref="RosterNo"/> or <see cref="Name"/>.</summary>
/// <param name="Ticket">The ticket of the scan.</param>
/// <param name="RosterNo">The trainee's number on the roster.</param>
/// <param name="Name">The trainee's name, if the number is not at hand.</param>
/// <param name="LastDigits">The last four digits of the trainee's phone number.</param>
/// <param name="Companion">True: the phone's owner, whose person token comes along, checks a companion in; the entry says so.</param>
/// <param name="Reason">Why the companion does not use a phone of his own.</param>
public sealed record CheckIn(string Ticket, string? RosterNo = null, string? Name = null, string? LastDigits = null, bool? Companion = null, VouchReason? Reason = null);

/// <summary>Answer of <c>POST /check-ins</c>: 201, or 200 with <see cref="Already"/>.</summary>
/// <param name="CheckInId">The ledger's entry.</param>
/// <param name="At">When the person was checked in (the first time).</param>
/// <param name="Ordinal">The how-manieth of the hall in this round, from 1.</param>
/// <param name="PersonToken">Bearer, until 24 hours after the end: lets the person ask and vote.</param>
/// <param name="Already">True if an earlier check-in stands.</param>
public sealed record CheckedIn(Guid CheckInId, DateTimeOffset At, int Ordinal, string PersonToken, bool? Already = null);

/// <summary>Body of <c>POST /sessions/{s}/check-ins/batch</c>: entries that a hall gathered, perhaps without a link.</summary>
/// <param name="BranchId">The hall.</param>
/// <param name="Device">The device that gathered them; the scope of the entries' ids.</param>
/// <param name="Entries">1 to 200 entries.</param>
/// <param name="Contacts">Up to 100 answers of the server that the device got in the runs of the page that took the entries, or later ones of the same runs: by them the entries' times are found.</param>
public sealed record CheckInBatch(Guid BranchId, string Device, IReadOnlyList<BatchEntry> Entries, IReadOnlyList<DeviceContact>? Contacts = null);

/// <summary>One answer of the server, by which a device's clocks can be compared with the server's.</summary>
/// <param name="PageLoad">The run of the page (or program) that got it.</param>
/// <param name="MonotonicMs">That run's monotonic time in the middle of the round trip.</param>
/// <param name="DeviceAt">The device's wall clock at the same moment.</param>
/// <param name="ServerAt">The server's time in the answer.</param>
/// <param name="RoundTripMs">How long the round trip took.</param>
public sealed record DeviceContact(Guid PageLoad, long MonotonicMs, DateTimeOffset DeviceAt, DateTimeOffset ServerAt, int RoundTripMs);

/// <summary>One entry of a batch.</summary>
/// <param name="EntryId">Unique in the device: sent again, it gets the same result.</param>
/// <param name="Seq">The device's running number.</param>
/// <param name="TraineeId">Who.</param>
/// <param name="ScannedAt">When, by the device's clock.</param>
/// <param name="RoundId">Which round; absent: the one that was open at <see cref="ScannedAt"/>.</param>
/// <param name="Proof">The code that was scanned, as proof; without it the entry is the operator's word.</param>
/// <param name="Reason">Why the operator vouches for the person; of no meaning with a proof.</param>
/// <param name="Signature">The registered device's signature, base64url of 64 bytes: ECDSA over P-256 with SHA-256.</param>
/// <param name="PageLoad">The run of the page that took it.</param>
/// <param name="MonotonicMs">Milliseconds since that run began.</param>
/// <param name="ClockOffsetMs">Server's clock minus the device's, as known from a contact within the same run; absent if there was none, or if the clock was set or the device slept since.</param>
public sealed record BatchEntry(
    Guid EntryId, long Seq, Guid TraineeId, DateTimeOffset ScannedAt, Guid? RoundId = null, string? Proof = null, VouchReason? Reason = null,
    string? Signature = null, Guid? PageLoad = null, long? MonotonicMs = null, long? ClockOffsetMs = null);

/// <summary>Why somebody is checked in by another's word or phone.</summary>
public enum VouchReason
{
    /// <summary>The phone is not at hand (没带手机).</summary>
    NoPhone,
    /// <summary>The phone cannot show pages (老年机).</summary>
    PlainPhone,
    /// <summary>The code could not be scanned (扫不上).</summary>
    CannotScan,
    /// <summary>Something else.</summary>
    Other,
}

/// <summary>Answer of a batch, in the order of its entries.</summary>
/// <param name="Results">One result an entry.</param>
public sealed record BatchResults(IReadOnlyList<BatchResult> Results);

/// <summary>What became of one entry.</summary>
/// <param name="EntryId">The entry.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Code">Why it was refused.</param>
public sealed record BatchResult(Guid EntryId, BatchStatus Status, string? Code = null);

/// <summary>What became of a batch's entry.</summary>
public enum BatchStatus
{
    /// <summary>Written to the ledger.</summary>
    Recorded,
    /// <summary>The person was checked in already.</summary>
    Already,
    /// <summary>Not written; the code says why.</summary>
    Refused,
    /// <summary>Signed, and nothing proves that it was in time: kept until an administrator has judged it. The device may forget it.</summary>
    Kept,
}

/// <summary>Answer of <c>GET …/key</c>: lets a hall's screen derive its codes without a link.</summary>
/// <param name="Key">The branch's key, base64; a secret of that screen.</param>
/// <param name="StepMs">Milliseconds of one step of the code.</param>
/// <param name="ServerTime">The server's clock, to correct the screen's.</param>
/// <param name="Address">The address at which phones reach the server, without a slash at its end: what the QR carries, also while the link is down.</param>
public sealed record BranchKeyAnswer(string Key, int StepMs, DateTimeOffset ServerTime, string Address);

/// <summary>Answer of <c>GET …/code</c>: what a paired screen shows now.</summary>
/// <param name="Code">For the QR.</param>
/// <param name="Hall">The hall's short number.</param>
/// <param name="Digits">Six digits to type.</param>
/// <param name="ValidUntil">The end of this step; show the next one from then on.</param>
/// <param name="Asked">Where the round that is open asks a sample: how many of the hall's own people it asks; absent where it asks everybody, or none is open.</param>
public sealed record BranchCodeAnswer(string Code, long Hall, string Digits, DateTimeOffset ValidUntil, int? Asked = null);

/// <summary>How a check-in was proven.</summary>
public enum CheckInWay
{
    /// <summary>By a ticket from the hall's code.</summary>
    Ticket,
    /// <summary>By an offline entry with the hall's code as proof.</summary>
    OfflineProof,
    /// <summary>By the operator's word.</summary>
    Operator,
    /// <summary>By a ticket taken on the phone of somebody who was checked in (帮同伴签到).</summary>
    Companion,
}

/// <summary>One entry of the ledger (台账).</summary>
/// <param name="Seq">Its place in the session's ledger, from 1; together with the corrections' there are no holes.</param>
/// <param name="CheckInId">Its id.</param>
/// <param name="RoundId">The round.</param>
/// <param name="TraineeId">Who.</param>
/// <param name="BranchId">Where.</param>
/// <param name="UnitId">The trainee's unit on the day.</param>
/// <param name="At">When.</param>
/// <param name="Way">How it was proven.</param>
/// <param name="HomeId">For a visitor: the hall of his roster line, or his unit if no hall takes him in; his attendance counts there, his seat in <paramref name="BranchId"/>.</param>
/// <param name="Reason">Why another's word or phone was needed, if it was told.</param>
public sealed record LedgerItem(
    long Seq, Guid CheckInId, Guid RoundId, Guid TraineeId, Guid BranchId, Guid UnitId, DateTimeOffset At, CheckInWay Way, Guid? HomeId = null, VouchReason? Reason = null);
