using RemoteClassroom.Domain;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Questions;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Grains.Tests.Support;

/// <summary>
/// The storage's ports in memory, with the same unique keys and the same fence at the round. What it does in one lock the database does in one transaction.
/// Faults can be put before and after the commit, which no real database offers on demand.
/// </summary>
internal sealed class MemoryStore : ISessionLog, ILedger, IReceipts, IVotes, IInstallationSecret
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, List<LoggedEvent>> _logs = [];
    private readonly Dictionary<Guid, List<(LedgerEntry Entry, string? Scope, byte[]? Device)>> _ledgers = [];
    private readonly Dictionary<(string Scope, Guid Key), Receipt> _receipts = [];
    private readonly HashSet<(Guid Question, Guid Person)> _votes = [];
    private int _writing;

    /// <summary>Awaited before each write; may throw: then nothing is written.</summary>
    public Func<object, Task> BeforeCommit { get; set; } = _ => Task.CompletedTask;

    /// <summary>Awaited after each write; may throw: then it is written and nobody is told.</summary>
    public Func<object, Task> AfterCommit { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called before each read; may throw.</summary>
    public Action BeforeRead { get; set; } = () => { };

    /// <summary>Most writes that ever waited at the same time.</summary>
    public int MostAtOnce { get; private set; }

    public ReadOnlyMemory<byte> Value { get; } = Enumerable.Range(1, 32).Select(i => (byte)i).ToArray();

    public IReadOnlyList<LoggedEvent> LogOf(Guid sessionId)
    {
        lock (_gate)
        {
            return [.. _logs.GetValueOrDefault(sessionId) ?? []];
        }
    }

    public IReadOnlyList<LedgerEntry> LedgerOf(Guid sessionId)
    {
        lock (_gate)
        {
            return [.. (_ledgers.GetValueOrDefault(sessionId) ?? []).Select(line => line.Entry)];
        }
    }

    public Task<AppendOutcome> AppendAsync(LogAppend append, CancellationToken cancellationToken) => WriteAsync<AppendOutcome>(append, () =>
    {
        if (append.Receipt is { } receipt && Stored(receipt.Key) is { } answer)
        {
            return new AppendOutcome.Answered(answer);
        }

        var log = _logs.TryGetValue(append.SessionId, out var known) ? known : _logs[append.SessionId] = [];
        var head = log.Count == 0 ? default : new LogHead(log[^1].Offset, log[^1].Tag);
        if (head != append.Expected)
        {
            return new AppendOutcome.Behind();
        }

        var stored = new List<LoggedEvent>();
        foreach (var change in append.Events)
        {
            var (type, data) = EventCodec.Encode(change);
            head = new LogHead(head.Offset + 1, EventTag.Next(head.Tag, head.Offset + 1, Micros.Of(append.At), type, data));
            stored.Add(new LoggedEvent(head.Offset, head.Tag, append.At, EventCodec.Decode(type, data)));
        }

        log.AddRange(stored);
        Keep(append.Receipt);
        return new AppendOutcome.Stored(stored);
    });

    public Task<IReadOnlyList<LoggedEvent>> ReadAsync(Guid sessionId, long after, int limit, CancellationToken cancellationToken) =>
        Read<IReadOnlyList<LoggedEvent>>(() => [.. (_logs.GetValueOrDefault(sessionId) ?? []).Where(entry => entry.Offset > after).Take(limit)]);

    public Task<IReadOnlyDictionary<Guid, LogHead>> HeadsAsync(IReadOnlyCollection<Guid> sessionIds, CancellationToken cancellationToken) =>
        Read<IReadOnlyDictionary<Guid, LogHead>>(() => _logs.Where(log => sessionIds.Contains(log.Key) && log.Value.Count > 0)
            .ToDictionary(log => log.Key, log => new LogHead(log.Value[^1].Offset, log.Value[^1].Tag)));

    public Task<CheckInOutcome> RecordAsync(NewCheckIn entry, CancellationToken cancellationToken) => WriteAsync<CheckInOutcome>(entry, () =>
    {
        var ledger = _ledgers.TryGetValue(entry.SessionId, out var known) ? known : _ledgers[entry.SessionId] = [];
        foreach (var (line, scope, device) in ledger)
        {
            if (line.RoundId == entry.RoundId && line.TraineeId == entry.TraineeId)
            {
                return new CheckInOutcome.Already(line);
            }

            if (entry.TicketId is { } ticket && line.TicketId == ticket)
            {
                return new CheckInOutcome.TicketSpent(line);
            }

            if (entry.DeviceHash is { } hash && line.RoundId == entry.RoundId && device is not null && device.AsSpan().SequenceEqual(hash))
            {
                return new CheckInOutcome.DeviceSpent();
            }
        }

        var round = Fold(entry.SessionId).FindRound(entry.RoundId);
        if (round is null || (round.ClosedAt is not null && !entry.AfterClose))
        {
            return new CheckInOutcome.RoundIsClosed();
        }

        var ofBranch = ledger.Where(line => line.Entry.RoundId == entry.RoundId && line.Entry.BranchId == entry.BranchId).ToArray();
        var written = new LedgerEntry(
            ledger.Count + 1, entry.CheckInId, entry.SessionId, entry.RoundId, entry.TraineeId, entry.BranchId, entry.UnitId, entry.At, entry.Late, entry.Way,
            ofBranch.Length + 1, entry.TicketId, entry.Key?.Key ?? Guid.Empty, entry.Key?.BodyHash ?? []);
        ledger.Add((written, entry.Key?.Scope, entry.DeviceHash));
        var late = ofBranch.Count(line => line.Entry.Late) + (entry.Late ? 1 : 0);
        return new CheckInOutcome.Recorded(written, new BranchCount(entry.RoundId, entry.BranchId, ofBranch.Length + 1 - late, late));
    });

    public Task<IReadOnlyList<LedgerEntry>> OfBranchAsync(Guid sessionId, Guid roundId, Guid branchId, CancellationToken cancellationToken) =>
        Read<IReadOnlyList<LedgerEntry>>(() => [.. Lines(sessionId).Where(line => line.RoundId == roundId && line.BranchId == branchId)]);

    public Task<LedgerEntry?> OfTicketAsync(Guid sessionId, Guid ticketId, CancellationToken cancellationToken) =>
        Read(() => Lines(sessionId).FirstOrDefault(line => line.TicketId == ticketId));

    public Task<IReadOnlyList<LedgerEntry>> ReadAsync(Guid sessionId, string unitPath, long after, int limit, CancellationToken cancellationToken) =>
        Read<IReadOnlyList<LedgerEntry>>(() => [.. Lines(sessionId).Where(line => line.Seq > after).Take(limit)]);

    public Task<IReadOnlyList<BranchCount>> CountAsync(Guid sessionId, CancellationToken cancellationToken) =>
        Read<IReadOnlyList<BranchCount>>(() => [.. Lines(sessionId).GroupBy(line => (line.RoundId, line.BranchId))
            .Select(group => new BranchCount(group.Key.RoundId, group.Key.BranchId, group.Count(line => !line.Late), group.Count(line => line.Late)))]);

    public Task<StoredAnswer> KeepAsync(Receipt receipt, CancellationToken cancellationToken) => WriteAsync(receipt, () =>
    {
        if (Stored(receipt.Key) is { } stands)
        {
            return stands;
        }

        Keep(receipt);
        return new StoredAnswer(receipt.Status, receipt.Body, true);
    });

    public Task<StoredAnswer?> FindAsync(ReceiptKey key, CancellationToken cancellationToken) => Read(() => Stored(key));

    public Task<StoredAnswer?> SetAsync(Guid sessionId, Guid questionId, Guid personId, bool cast, Receipt receipt, CancellationToken cancellationToken) =>
        WriteAsync(receipt, () =>
        {
            if (Stored(receipt.Key) is { } stands)
            {
                return stands;
            }

            _ = cast ? _votes.Add((questionId, personId)) : _votes.Remove((questionId, personId));
            Keep(receipt);
            return null;
        });

    Task<IReadOnlyDictionary<Guid, int>> IVotes.CountAsync(Guid sessionId, CancellationToken cancellationToken) =>
        Read<IReadOnlyDictionary<Guid, int>>(() => _votes.GroupBy(vote => vote.Question).ToDictionary(group => group.Key, group => group.Count()));

    private IEnumerable<LedgerEntry> Lines(Guid sessionId) => (_ledgers.GetValueOrDefault(sessionId) ?? []).Select(line => line.Entry);

    private SessionState Fold(Guid sessionId) => (_logs.GetValueOrDefault(sessionId) ?? []).Aggregate(SessionState.Empty, (state, entry) => state.Apply(entry.Event, entry.At));

    private StoredAnswer? Stored(ReceiptKey key) => _receipts.TryGetValue((key.Scope, key.Key), out var receipt)
        ? new StoredAnswer(receipt.Status, receipt.Body, receipt.Key.BodyHash.AsSpan().SequenceEqual(key.BodyHash))
        : null;

    private void Keep(Receipt? receipt)
    {
        if (receipt is not null)
        {
            _receipts[(receipt.Key.Scope, receipt.Key.Key)] = receipt;
        }
    }

    private async Task<T> WriteAsync<T>(object what, Func<T> commit)
    {
        lock (_gate)
        {
            MostAtOnce = Math.Max(MostAtOnce, ++_writing);
        }

        try
        {
            await BeforeCommit(what);
            T outcome;
            lock (_gate)
            {
                outcome = commit();
            }

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

    private async Task<T> Read<T>(Func<T> read)
    {
        BeforeRead();
        await Task.Yield();
        lock (_gate)
        {
            return read();
        }
    }
}
