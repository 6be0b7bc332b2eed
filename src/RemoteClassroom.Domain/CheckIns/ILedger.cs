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
public sealed record NewCheckIn(
    Guid CheckInId, Guid SessionId, Guid RoundId, Guid TraineeId, Guid BranchId, Guid UnitId, DateTimeOffset At, bool Late, ProofWay Way,
    Guid? TicketId, byte[]? DeviceHash, ReceiptKey? Key, bool AfterClose = false);

/// <summary>A line of the ledger. Nothing in it is ever changed.</summary>
/// <param name="Seq">Its place in the session's ledger, from 1, without holes, in the order of commit.</param>
/// <param name="CheckInId">Its id.</param>
/// <param name="SessionId">The session.</param>
/// <param name="RoundId">The round.</param>
/// <param name="TraineeId">Who.</param>
/// <param name="BranchId">Where.</param>
/// <param name="UnitId">The trainee's unit on the day.</param>
/// <param name="At">When.</param>
/// <param name="Late">Whether it counts as late.</param>
/// <param name="Way">How it was proven.</param>
/// <param name="Ordinal">The how-manieth of the branch in the round, from 1, in the order of commit.</param>
/// <param name="TicketId">The ticket, if there was one.</param>
/// <param name="Key">The idempotency key that wrote it; <see cref="Guid.Empty"/> if none.</param>
/// <param name="BodyHash">The body hash that goes with the key; empty if none.</param>
public sealed record LedgerEntry(
    long Seq, Guid CheckInId, Guid SessionId, Guid RoundId, Guid TraineeId, Guid BranchId, Guid UnitId, DateTimeOffset At, bool Late, ProofWay Way, int Ordinal,
    Guid? TicketId, Guid Key, byte[] BodyHash);

/// <summary>Absolute counters of one branch in one round.</summary>
/// <param name="RoundId">The round.</param>
/// <param name="BranchId">The branch.</param>
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

/// <summary>The ledger (台账) and its counters.</summary>
public interface ILedger
{
    /// <summary>Writes one check-in; answers when its group is on disk. Goes through the node's one writer.</summary>
    /// <exception cref="StorageException">It failed; <see cref="StorageException.OutcomeUnknown"/> says how much is known.</exception>
    /// <exception cref="StorageOverloadedException">The writer's queue is full.</exception>
    Task<CheckInOutcome> RecordAsync(NewCheckIn entry, CancellationToken cancellationToken);

    /// <summary>All lines of one branch in one round.</summary>
    Task<IReadOnlyList<LedgerEntry>> OfBranchAsync(Guid sessionId, Guid roundId, Guid branchId, CancellationToken cancellationToken);

    /// <summary>The line that a ticket wrote; null if it is unspent.</summary>
    Task<LedgerEntry?> OfTicketAsync(Guid sessionId, Guid ticketId, CancellationToken cancellationToken);

    /// <summary>Lines with seq above <paramref name="after"/> whose branch stands at or below the unit with path <paramref name="unitPath"/> (empty: all), in the order of seq.</summary>
    Task<IReadOnlyList<LedgerEntry>> ReadAsync(Guid sessionId, string unitPath, long after, int limit, CancellationToken cancellationToken);

    /// <summary>Counters of all branches that have any, in all rounds of the session; recomputed from the lines by one GROUP BY.</summary>
    Task<IReadOnlyList<BranchCount>> CountAsync(Guid sessionId, CancellationToken cancellationToken);

    /// <summary>Stores the answer of a command that changed nothing else (such as "already checked in"); gives what stands under the key if something does.</summary>
    Task<StoredAnswer> KeepAsync(Receipt receipt, CancellationToken cancellationToken);
}
