using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Domain.Corrections;

/// <summary>What became of a correction.</summary>
public abstract record CorrectionOutcome
{
    private CorrectionOutcome()
    {
    }

    /// <summary>On disk.</summary>
    /// <param name="Seq">Its place in the session's ledger.</param>
    public sealed record Stored(long Seq) : CorrectionOutcome;

    /// <summary>The command was carried out before; this was its answer.</summary>
    /// <param name="Answer">The stored answer, or a mismatch.</param>
    public sealed record Answered(StoredAnswer Answer) : CorrectionOutcome;

    /// <summary>There is no such session.</summary>
    public sealed record NoSession : CorrectionOutcome;
}

/// <summary>A decision that goes with a correction, in the same transaction.</summary>
/// <param name="Id">What was decided about; if it no longer waits, it stays as it is.</param>
/// <param name="ByName">Who decided, masked.</param>
public abstract record Decided(Guid Id, string ByName);

/// <summary>A request for leave was granted.</summary>
/// <param name="LeaveId">The request.</param>
/// <param name="ByName">Who decided, masked.</param>
public sealed record LeaveDecided(Guid LeaveId, string ByName) : Decided(LeaveId, ByName);

/// <summary>A walk-in was found to be a trainee of the roster.</summary>
/// <param name="WalkInId">The walk-in.</param>
/// <param name="TraineeId">Who it is.</param>
/// <param name="ByName">Who decided, masked.</param>
public sealed record WalkInMatched(Guid WalkInId, Guid TraineeId, string ByName) : Decided(WalkInId, ByName);

/// <summary>The ledger's entries that are no check-ins. They share its numbering and its chain.</summary>
public interface ICorrections
{
    /// <summary>Writes one; answers when it is on disk. Goes through the node's one writer.</summary>
    /// <param name="entry">What to write.</param>
    /// <param name="receipt">The command's answer, stored with it.</param>
    /// <param name="decided">The decision that it comes from, if it comes from one.</param>
    /// <param name="cancellationToken">Ends the wait, not the writing.</param>
    /// <exception cref="StorageException">It failed; <see cref="StorageException.OutcomeUnknown"/> says how much is known.</exception>
    /// <exception cref="StorageOverloadedException">The writer's queue is full.</exception>
    Task<CorrectionOutcome> WriteAsync(NewCorrection entry, Receipt receipt, Decided? decided, CancellationToken cancellationToken);

    /// <summary>The greatest seq of a correction of the session; 0 if there is none. Cheap: asked often.</summary>
    Task<long> NewestAsync(Guid sessionId, CancellationToken cancellationToken);

    /// <summary>Everything that corrections touch, of all persons or of one.</summary>
    Task<CorrectedPeople> PeopleAsync(Guid sessionId, Guid? traineeId, CancellationToken cancellationToken);

    /// <summary>A person's check-in in a round; null if there is none.</summary>
    Task<StandingLine?> LineAsync(Guid sessionId, Guid roundId, Guid traineeId, CancellationToken cancellationToken);

    /// <summary>Corrections with seq above <paramref name="after"/> of persons whose home stands at or below the unit with path <paramref name="unitPath"/> (empty: all, snapshots too), in the order of seq.</summary>
    Task<IReadOnlyList<Correction>> ReadAsync(Guid sessionId, string unitPath, long after, int limit, CancellationToken cancellationToken);

    /// <summary>Sessions that ended since <paramref name="since"/> and have no snapshot, oldest first.</summary>
    Task<IReadOnlyList<Guid>> WithoutSnapshotAsync(DateTimeOffset since, int limit, CancellationToken cancellationToken);
}

/// <summary>What a look along a session's chain found.</summary>
/// <param name="Entries">How many entries were looked at, check-ins and corrections.</param>
/// <param name="Unlinked">How many of them carry no link, written before ledgers were chained; nothing can be said about these.</param>
/// <param name="BrokenAt">The seq of the first entry that is not as it was written, or is missing; null: all are.</param>
/// <param name="Reason">What is wrong there, for people; null: nothing.</param>
/// <param name="HeadSeq">The seq of the last entry.</param>
/// <param name="HeadLink">The chain's last link; printed on reports, it vouches for everything before. Empty where nothing is linked.</param>
public sealed record ChainFinding(long Entries, long Unlinked, long? BrokenAt, string? Reason, long HeadSeq, byte[] HeadLink);

/// <summary>Looks along ledgers' chains.</summary>
public interface ILedgerAudit
{
    /// <summary>Reads the session's whole ledger, a page at a time, and names the first broken link.</summary>
    Task<ChainFinding> VerifyAsync(Guid sessionId, CancellationToken cancellationToken);

    /// <summary>Where the session's ledger ends, and with which link (empty where its last entry has none).</summary>
    Task<(long Seq, byte[] Link)> HeadAsync(Guid sessionId, CancellationToken cancellationToken);

    /// <summary>All sessions that have a ledger.</summary>
    Task<IReadOnlyList<Guid>> SessionsAsync(CancellationToken cancellationToken);
}
