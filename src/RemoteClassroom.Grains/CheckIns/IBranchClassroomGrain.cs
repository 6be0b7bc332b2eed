namespace RemoteClassroom.Grains.CheckIns;

/// <summary>
/// A venue taking part in a session (分课堂): checks its own crowd, so that the main classroom never gets a message per person.
/// The key is the session's id with the branch's id; see <see cref="ClassroomGrainKeys.BranchClassroom"/>. Nobody activates it but people: joining a screen does not.
/// </summary>
[Alias("rc.IBranchClassroomGrain")]
public interface IBranchClassroomGrain : IGrainWithGuidCompoundKey
{
    /// <summary>Checks a person in by a ticket of this branch. Answers 201 or 200 with <c>CheckedIn</c>; a person token is in its body.</summary>
    [Alias("CheckIn")]
    Task<CommandAnswer> CheckInAsync(CheckInRequest request);

    /// <summary>Entries that a screen or operator of this hall gathered. Answers 200 with <c>BatchResults</c>; an entry sent again gets its result again.</summary>
    [Alias("Batch")]
    Task<CommandAnswer> BatchAsync(BatchRequest request);

    /// <summary>Sets or takes back a person's vote for a question. Answers 200 with <c>VoteAnswer</c>.</summary>
    /// <param name="context">Under what the answer is kept.</param>
    /// <param name="questionId">The question; approved or being answered.</param>
    /// <param name="personId">The trainee of the person token.</param>
    /// <param name="cast">True: vote; false: take it back.</param>
    [Alias("Vote")]
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
[GenerateSerializer, Immutable, Alias("rc.CheckInRequest")]
public sealed record CheckInRequest(
    [property: Id(0)] Guid TicketId, [property: Id(1)] Guid RoundId, [property: Id(2)] DateTimeOffset ExpiresAt,
    [property: Id(3)] string? RosterNo, [property: Id(4)] string? Name, [property: Id(5)] string? LastDigits,
    [property: Id(6)] Guid Key, [property: Id(7)] byte[] BodyHash, [property: Id(8)] byte[]? DeviceHash = null);

/// <summary>Entries of one device of the hall.</summary>
/// <param name="Device">The device; the scope of the entries' ids.</param>
/// <param name="Entries">1 to 200 entries.</param>
[GenerateSerializer, Immutable, Alias("rc.BatchRequest")]
public sealed record BatchRequest([property: Id(0)] string Device, [property: Id(1)] BatchLine[] Entries);

/// <summary>One entry of a batch; see the contract's <c>BatchEntry</c>.</summary>
/// <param name="EntryId">Unique in the device.</param>
/// <param name="Seq">The device's running number.</param>
/// <param name="TraineeId">Who.</param>
/// <param name="ScannedAt">When, by the device's clock.</param>
/// <param name="RoundId">Which round; null: the one that was open then.</param>
/// <param name="Proof">The code that was scanned; null: the operator's word.</param>
[GenerateSerializer, Immutable, Alias("rc.BatchLine")]
public sealed record BatchLine(
    [property: Id(0)] Guid EntryId, [property: Id(1)] long Seq, [property: Id(2)] Guid TraineeId, [property: Id(3)] DateTimeOffset ScannedAt,
    [property: Id(4)] Guid? RoundId, [property: Id(5)] string? Proof);
