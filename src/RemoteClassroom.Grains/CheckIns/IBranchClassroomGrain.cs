using RemoteClassroom.Domain.CheckIns;

namespace RemoteClassroom.Grains.CheckIns;

/// <summary>
/// A venue taking part in a session (分课堂): checks its own crowd, so that the main classroom never gets a message per person.
/// The key is the session's id with the branch's id; see <see cref="ClassroomGrainKeys.BranchClassroom"/>. Nobody activates it but people: joining a screen does not.
/// </summary>
[Alias("rc.IBranchClassroomGrain")]
public interface IBranchClassroomGrain : IGrainWithGuidCompoundKey
{
    /// <summary>So long a person waits for his hall before he is told to try again: a commit takes milliseconds, so whoever waits this long waits for a node that is gone.</summary>
    public const string CrowdPatience = "00:00:05";

    /// <summary>Checks a person in by a ticket of this branch. Answers 201 or 200 with <c>CheckedIn</c>; a person token is in its body.</summary>
    [Alias("CheckIn"), ResponseTimeout(CrowdPatience)]
    Task<CommandAnswer> CheckInAsync(CheckInRequest request);

    /// <summary>Entries that a screen or operator of this hall gathered. Answers 200 with <c>BatchResults</c>; an entry sent again gets its result again.</summary>
    [Alias("Batch")]
    Task<CommandAnswer> BatchAsync(BatchRequest request);

    /// <summary>Judges an entry that was kept because nothing proves its time. Answers 200 with <c>EntryJudged</c>.</summary>
    /// <param name="context">Under what the answer is kept.</param>
    /// <param name="entryId">The entry, by the id that the list of kept ones gives.</param>
    /// <param name="accept">True: into the ledger, marked; false: it stays out.</param>
    [Alias("Judge")]
    Task<CommandAnswer> JudgeAsync(CommandContext context, Guid entryId, bool accept);

    /// <summary>Sets or takes back a person's vote for a question. Answers 200 with <c>VoteAnswer</c>.</summary>
    /// <param name="context">Under what the answer is kept.</param>
    /// <param name="questionId">The question; approved or being answered.</param>
    /// <param name="personId">The trainee of the person token.</param>
    /// <param name="cast">True: vote; false: take it back.</param>
    [Alias("Vote"), ResponseTimeout(CrowdPatience)]
    Task<CommandAnswer> VoteAsync(CommandContext context, Guid questionId, Guid personId, bool cast);
}

/// <summary>A check-in by ticket. The ticket's seal was checked by the caller; its time was not (a receipt comes before it).</summary>
/// <param name="TicketId">The ticket's id.</param>
/// <param name="RoundId">The ticket's round.</param>
/// <param name="ExpiresAt">When the ticket ends.</param>
/// <param name="RosterNo">The trainee's number on the roster; or <paramref name="Name"/>.</param>
/// <param name="Name">The trainee's name.</param>
/// <param name="LastDigits">The last four digits of the trainee's phone number.</param>
/// <param name="Key">The caller's idempotency key; its scope is the ticket.</param>
/// <param name="BodyHash">SHA-256 over method, path and body.</param>
/// <param name="DeviceHash">A keyed hash of the device; null if it shows none.</param>
/// <param name="HelperId">The trainee whose phone is used for somebody else; null for the own one.</param>
/// <param name="Reason">Why it is.</param>
[GenerateSerializer, Immutable, Alias("rc.CheckInRequest")]
public sealed record CheckInRequest(
    [property: Id(0)] Guid TicketId, [property: Id(1)] Guid RoundId, [property: Id(2)] DateTimeOffset ExpiresAt,
    [property: Id(3)] string? RosterNo, [property: Id(4)] string? Name, [property: Id(5)] string? LastDigits,
    [property: Id(6)] Guid Key, [property: Id(7)] byte[] BodyHash, [property: Id(8)] byte[]? DeviceHash = null,
    [property: Id(9)] Guid? HelperId = null, [property: Id(10)] VouchGround Reason = VouchGround.None);

/// <summary>Entries of one device of the hall.</summary>
/// <param name="Device">The device; the scope of the entries' ids.</param>
/// <param name="Entries">1 to 200 entries.</param>
/// <param name="Contacts">By what the device's clocks are compared with ours; null from who knows none.</param>
[GenerateSerializer, Immutable, Alias("rc.BatchRequest")]
public sealed record BatchRequest([property: Id(0)] string Device, [property: Id(1)] BatchLine[] Entries, [property: Id(2)] ContactLine[]? Contacts = null);

/// <summary>One answer of the server that the device got; see the contract's <c>DeviceContact</c>.</summary>
/// <param name="PageLoad">The run of the page.</param>
/// <param name="MonotonicMs">Its monotonic time.</param>
/// <param name="DeviceAt">The device's wall clock.</param>
/// <param name="ServerAt">The server's time.</param>
/// <param name="RoundTripMs">How long it took.</param>
[GenerateSerializer, Immutable, Alias("rc.ContactLine")]
public sealed record ContactLine(
    [property: Id(0)] Guid PageLoad, [property: Id(1)] long MonotonicMs, [property: Id(2)] DateTimeOffset DeviceAt, [property: Id(3)] DateTimeOffset ServerAt, [property: Id(4)] int RoundTripMs);

/// <summary>One entry of a batch; see the contract's <c>BatchEntry</c>.</summary>
/// <param name="EntryId">Unique in the device.</param>
/// <param name="Seq">The device's running number.</param>
/// <param name="TraineeId">Who.</param>
/// <param name="ScannedAt">When, by the device's clock.</param>
/// <param name="RoundId">Which round; null: the one that was open then.</param>
/// <param name="Proof">The code that was scanned; null: the operator's word.</param>
/// <param name="Reason">Why the operator vouches for the person.</param>
/// <param name="Signature">The device's signature.</param>
/// <param name="PageLoad">The run of the page that took it.</param>
/// <param name="MonotonicMs">That run's monotonic time.</param>
/// <param name="ClockOffsetMs">The device's estimate of how far its clock is off.</param>
[GenerateSerializer, Immutable, Alias("rc.BatchLine")]
public sealed record BatchLine(
    [property: Id(0)] Guid EntryId, [property: Id(1)] long Seq, [property: Id(2)] Guid TraineeId, [property: Id(3)] DateTimeOffset ScannedAt,
    [property: Id(4)] Guid? RoundId, [property: Id(5)] string? Proof, [property: Id(6)] VouchGround Reason = VouchGround.None,
    [property: Id(7)] string? Signature = null, [property: Id(8)] Guid? PageLoad = null, [property: Id(9)] long? MonotonicMs = null, [property: Id(10)] long? ClockOffsetMs = null);
