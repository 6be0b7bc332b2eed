using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Questions;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Grains.Tests.Support;

/// <summary>The real store, with a place for faults before and after each commit and before each read, which no real database offers on demand.</summary>
internal sealed class TestStore(ISessionLog log, ILedger ledger, IReceipts receipts, IVotes votes, ISessionDirectory directory) : ISessionLog, ILedger, IReceipts, IVotes, ISessionDirectory
{
    private readonly Lock _gate = new();
    private int _writing;

    /// <summary>Awaited before each write; may throw: then nothing is written.</summary>
    public Func<object, Task> BeforeCommit { get; set; } = _ => Task.CompletedTask;

    /// <summary>Awaited after each write; may throw: then it is written and nobody is told.</summary>
    public Func<object, Task> AfterCommit { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called before each read of log, ledger and receipts; may throw.</summary>
    public Action BeforeRead { get; set; } = () => { };

    /// <summary>Whether the trees of sessions cannot be read.</summary>
    public bool NoTrees { get; set; }

    /// <summary>Most writes that ever waited at the same time.</summary>
    public int MostAtOnce { get; private set; }

    public Task<IReadOnlyList<LoggedEvent>> LogOfAsync(Guid sessionId) => log.ReadAsync(sessionId, 0, 100_000, CancellationToken.None);

    public Task<IReadOnlyList<LedgerEntry>> LedgerOfAsync(Guid sessionId) => ledger.ReadAsync(sessionId, "", 0, 100_000, CancellationToken.None);

    public Task<AppendOutcome> AppendAsync(LogAppend append, CancellationToken cancellationToken) => WriteAsync(append, () => log.AppendAsync(append, cancellationToken));

    public Task<IReadOnlyList<LoggedEvent>> ReadAsync(Guid sessionId, long after, int limit, CancellationToken cancellationToken) =>
        ReadAsync(() => log.ReadAsync(sessionId, after, limit, cancellationToken));

    public Task<IReadOnlyDictionary<Guid, LogHead>> HeadsAsync(IReadOnlyCollection<Guid> sessionIds, CancellationToken cancellationToken) =>
        ReadAsync(() => log.HeadsAsync(sessionIds, cancellationToken));

    public Task<CheckInOutcome> RecordAsync(NewCheckIn entry, CancellationToken cancellationToken) => WriteAsync(entry, () => ledger.RecordAsync(entry, cancellationToken));

    public Task<IReadOnlyList<LedgerEntry>> OfBranchAsync(Guid sessionId, Guid roundId, Guid branchId, CancellationToken cancellationToken) =>
        ReadAsync(() => ledger.OfBranchAsync(sessionId, roundId, branchId, cancellationToken));

    public Task<LedgerEntry?> OfTicketAsync(Guid sessionId, Guid ticketId, CancellationToken cancellationToken) => ReadAsync(() => ledger.OfTicketAsync(sessionId, ticketId, cancellationToken));

    public Task<IReadOnlyList<LedgerEntry>> ReadAsync(Guid sessionId, string unitPath, long after, int limit, CancellationToken cancellationToken) =>
        ReadAsync(() => ledger.ReadAsync(sessionId, unitPath, after, limit, cancellationToken));

    public Task<IReadOnlyList<BranchCount>> CountAsync(Guid sessionId, CancellationToken cancellationToken) => ReadAsync(() => ledger.CountAsync(sessionId, cancellationToken));

    public Task<IReadOnlyList<MissingLine>> MissingAsync(Guid sessionId, Guid roundId, IReadOnlyCollection<Guid> branches, CancellationToken cancellationToken) =>
        ReadAsync(() => ledger.MissingAsync(sessionId, roundId, branches, cancellationToken));

    public Task<IReadOnlySet<Guid>> OfPersonAsync(Guid personId, IReadOnlyCollection<Guid> questions, CancellationToken cancellationToken) =>
        ReadAsync(() => votes.OfPersonAsync(personId, questions, cancellationToken));

    public Task<StoredAnswer> KeepAsync(Receipt receipt, CancellationToken cancellationToken) => WriteAsync(receipt, () => ledger.KeepAsync(receipt, cancellationToken));

    public Task<StoredAnswer?> FindAsync(ReceiptKey key, CancellationToken cancellationToken) => ReadAsync(() => receipts.FindAsync(key, cancellationToken));

    public Task<StoredAnswer?> SetAsync(Guid sessionId, Guid questionId, Guid personId, bool cast, Receipt receipt, CancellationToken cancellationToken) =>
        WriteAsync(receipt, () => votes.SetAsync(sessionId, questionId, personId, cast, receipt, cancellationToken));

    Task<IReadOnlyDictionary<Guid, int>> IVotes.CountAsync(Guid sessionId, CancellationToken cancellationToken) => votes.CountAsync(sessionId, cancellationToken);

    public Task<SessionFacts?> FindAsync(Guid sessionId, CancellationToken cancellationToken) => directory.FindAsync(sessionId, cancellationToken);

    public void Forget(Guid sessionId) => directory.Forget(sessionId);

    public Task<FrozenTree?> TreeAsync(Guid sessionId, CancellationToken cancellationToken) =>
        NoTrees ? throw new StorageException("the tree cannot be read", outcomeUnknown: false) : directory.TreeAsync(sessionId, cancellationToken);

    public Task<FrozenBranch?> BranchAsync(Guid sessionId, Guid branchId, CancellationToken cancellationToken) => directory.BranchAsync(sessionId, branchId, cancellationToken);

    public Task<IReadOnlyList<RosterLine>> RosterAsync(Guid sessionId, Guid branchId, CancellationToken cancellationToken) => directory.RosterAsync(sessionId, branchId, cancellationToken);

    public Task<IReadOnlyList<HallPerson>> HallPeopleAsync(Guid sessionId, CancellationToken cancellationToken) => directory.HallPeopleAsync(sessionId, cancellationToken);

    public Task<RosterPlace?> VisitorAsync(Guid sessionId, IReadOnlyList<string> rosterNumbers, CancellationToken cancellationToken) => directory.VisitorAsync(sessionId, rosterNumbers, cancellationToken);

    public Task<RosterPlace?> PersonAsync(Guid sessionId, Guid traineeId, CancellationToken cancellationToken) => directory.PersonAsync(sessionId, traineeId, cancellationToken);

    public Task<IReadOnlyList<HallSession>> UnderWayAsync(long hall, CancellationToken cancellationToken) => directory.UnderWayAsync(hall, cancellationToken);

    public Task<Guid?> SessionOfQuestionAsync(Guid questionId, CancellationToken cancellationToken) => directory.SessionOfQuestionAsync(questionId, cancellationToken);

    public Task<IReadOnlyList<DueRound>> DueRoundsAsync(DateTimeOffset now, CancellationToken cancellationToken) => directory.DueRoundsAsync(now, cancellationToken);

    private async Task<T> WriteAsync<T>(object what, Func<Task<T>> commit)
    {
        lock (_gate)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++_writing);
        }

        try
        {
            await BeforeCommit(what);
            var outcome = await commit();
            await AfterCommit(what);
            return outcome;
        }
        finally
        {
            lock (_gate)
            {
                _writing--;
            }
        }
    }

    private Task<T> ReadAsync<T>(Func<Task<T>> read)
    {
        BeforeRead();
        return read();
    }
}
