using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Domain.CheckIns;

/// <summary>How a check-in was proven.</summary>
public enum ProofWay
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

/// <summary>Why somebody is checked in by another's word or phone. The numbers are stored and chained.</summary>
public enum VouchGround
{
    /// <summary>None was given.</summary>
    None = 0,
    /// <summary>The phone is not at hand (没带手机).</summary>
    NoPhone = 1,
    /// <summary>The phone cannot show pages (老年机).</summary>
    PlainPhone = 2,
    /// <summary>The code could not be scanned (扫不上).</summary>
    CannotScan = 3,
    /// <summary>Something else.</summary>
    Other = 4,
}

/// <summary>A check-in to be written. At most one stands for (session, round, person): the database's unique key, whoever writes.</summary>
/// <param name="CheckInId">Its id, chosen by the caller.</param>
/// <param name="SessionId">The session.</param>
/// <param name="RoundId">The round; unless <see cref="AfterClose"/>, it must be open when the batch is committed.</param>
/// <param name="TraineeId">Who.</param>
/// <param name="BranchId">Where.</param>
/// <param name="UnitId">The trainee's unit.</param>
/// <param name="At">When; for offline entries the corrected time of the scan.</param>
/// <param name="Late">Whether it counts as late.</param>
/// <param name="Way">How it was proven.</param>
/// <param name="TicketId">The ticket; unique in the ledger, so that it serves one person. Null without one.</param>
/// <param name="DeviceHash">A keyed hash of the device, for sessions with one device a round; null otherwise.</param>
/// <param name="Key">Under what the answer is kept: for tickets these are columns of the row itself.</param>
/// <param name="AfterClose">A proven offline entry that may come after the close; it is marked.</param>
/// <param name="HomeId">For a visitor, who sits in another hall than the one of his roster line: that hall, or his unit if no hall takes him in; it counts there. Null for everybody else.</param>
/// <param name="Reason">Why another's word or phone was needed.</param>
/// <param name="HelperId">The trainee whose phone was used, if another's was.</param>
/// <param name="DeviceMark">A short keyed mark of the device, for signals alone: no rule looks at it. Null if it showed none.</param>
/// <param name="Offline">What the device told of it, written down beside the line in the same transaction; null for what was not gathered by a device.</param>
public sealed record NewCheckIn(
    Guid CheckInId, Guid SessionId, Guid RoundId, Guid TraineeId, Guid BranchId, Guid UnitId, DateTimeOffset At, bool Late, ProofWay Way,
    Guid? TicketId, byte[]? DeviceHash, ReceiptKey? Key, bool AfterClose = false, Guid? HomeId = null, VouchGround Reason = VouchGround.None, Guid? HelperId = null,
    byte[]? DeviceMark = null, OfflineEntry? Offline = null);

/// <summary>A line of the ledger. Nothing in it is ever changed.</summary>
/// <param name="Seq">Its place in the session's ledger, from 1, in the order of commit; together with the corrections' there are no holes.</param>
/// <param name="CheckInId">Its id.</param>
/// <param name="SessionId">The session.</param>
/// <param name="RoundId">The round.</param>
/// <param name="TraineeId">Who.</param>
/// <param name="BranchId">Where.</param>
/// <param name="UnitId">The trainee's unit on the day.</param>
/// <param name="At">When.</param>
/// <param name="Late">Whether it counts as late.</param>
/// <param name="Way">How it was proven.</param>
/// <param name="Ordinal">The how-manieth of the hall where it counts in the round, from 1, in the order of commit.</param>
/// <param name="TicketId">The ticket, if there was one.</param>
/// <param name="Key">The idempotency key that wrote it; <see cref="Guid.Empty"/> if none.</param>
/// <param name="BodyHash">The body hash that goes with the key; empty if none.</param>
/// <param name="HomeId">For a visitor: where it counts; see <see cref="NewCheckIn.HomeId"/>.</param>
/// <param name="Reason">Why another's word or phone was needed.</param>
/// <param name="HelperId">The trainee whose phone was used, if another's was.</param>
public sealed record LedgerEntry(
    long Seq, Guid CheckInId, Guid SessionId, Guid RoundId, Guid TraineeId, Guid BranchId, Guid UnitId, DateTimeOffset At, bool Late, ProofWay Way, int Ordinal,
    Guid? TicketId, Guid Key, byte[] BodyHash, Guid? HomeId = null, VouchGround Reason = VouchGround.None, Guid? HelperId = null)
{
    /// <summary>Where it counts: the hall of the person's roster line, or the person's unit; for all but visitors the hall where the person sits.</summary>
    public Guid CountsAt => HomeId ?? BranchId;
}

/// <summary>Absolute counters of one branch in one round, as the check-ins say; corrections are counted apart.</summary>
/// <param name="RoundId">The round.</param>
/// <param name="BranchId">The branch where they count; for people whom no hall takes in, their unit.</param>
/// <param name="Present">Checked in, in time.</param>
/// <param name="Late">Checked in, late.</param>
public readonly record struct BranchCount(Guid RoundId, Guid BranchId, int Present, int Late);

/// <summary>What became of a check-in.</summary>
public abstract record CheckInOutcome
{
    private CheckInOutcome()
    {
    }

    /// <summary>On disk.</summary>
    /// <param name="Entry">The line written.</param>
    /// <param name="Count">The branch's counters with it.</param>
    public sealed record Recorded(LedgerEntry Entry, BranchCount Count) : CheckInOutcome;

    /// <summary>The person stands in the ledger already; this is the line that stands (which may be this very command's, sent before).</summary>
    /// <param name="Entry">The line that stands.</param>
    public sealed record Already(LedgerEntry Entry) : CheckInOutcome;

    /// <summary>The ticket stands in the ledger for another person.</summary>
    /// <param name="Entry">The line that spent it.</param>
    public sealed record TicketSpent(LedgerEntry Entry) : CheckInOutcome;

    /// <summary>The round is closed, or is not one of this session.</summary>
    public sealed record RoundIsClosed : CheckInOutcome;

    /// <summary>The device checked somebody else in during this round.</summary>
    public sealed record DeviceSpent : CheckInOutcome;

    /// <summary>The idempotency key of an entry without a ticket stands in the session's ledger for another person: the key was used with another body.</summary>
    /// <param name="Entry">The line under the key.</param>
    public sealed record KeySpent(LedgerEntry Entry) : CheckInOutcome;
}

/// <summary>Somebody expected at a branch who has no line in a round.</summary>
/// <param name="TraineeId">Who.</param>
/// <param name="BranchId">Where.</param>
/// <param name="Name">The name, not masked.</param>
/// <param name="RosterNo">The roster number, not masked.</param>
public sealed record MissingLine(Guid TraineeId, Guid BranchId, string Name, string RosterNo);

/// <summary>The ledger (台账) and its counters.</summary>
public interface ILedger
{
    /// <summary>Writes one check-in; answers when its group is on disk. Goes through the node's one writer.</summary>
    /// <exception cref="StorageException">It failed; <see cref="StorageException.OutcomeUnknown"/> says how much is known.</exception>
    /// <exception cref="StorageOverloadedException">The writer's queue is full.</exception>
    Task<CheckInOutcome> RecordAsync(NewCheckIn entry, CancellationToken cancellationToken);

    /// <summary>All lines of one branch in one round: of its roster's people wherever they sit, and of visitors who sit here.</summary>
    Task<IReadOnlyList<LedgerEntry>> OfBranchAsync(Guid sessionId, Guid roundId, Guid branchId, CancellationToken cancellationToken);

    /// <summary>The line that a ticket wrote; null if it is unspent.</summary>
    Task<LedgerEntry?> OfTicketAsync(Guid sessionId, Guid ticketId, CancellationToken cancellationToken);

    /// <summary>Lines with seq above <paramref name="after"/> whose branch, or the branch where they count, stands at or below the unit with path <paramref name="unitPath"/> (empty: all), in the order of seq.</summary>
    Task<IReadOnlyList<LedgerEntry>> ReadAsync(Guid sessionId, string unitPath, long after, int limit, CancellationToken cancellationToken);

    /// <summary>Counters of all branches that have any, in all rounds of the session; recomputed from the lines by one GROUP BY.</summary>
    Task<IReadOnlyList<BranchCount>> CountAsync(Guid sessionId, CancellationToken cancellationToken);

    /// <summary>Who of the frozen rosters of these branches neither counts as there in the round nor is excused, in no order.</summary>
    Task<IReadOnlyList<MissingLine>> MissingAsync(Guid sessionId, Guid roundId, IReadOnlyCollection<Guid> branches, CancellationToken cancellationToken);

    /// <summary>Stores the answer of a command that changed nothing else (such as "already checked in"); gives what stands under the key if something does.</summary>
    Task<StoredAnswer> KeepAsync(Receipt receipt, CancellationToken cancellationToken);
}
