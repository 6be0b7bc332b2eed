using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage.CheckIns;
using RemoteClassroom.Storage.Reading;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Corrections;

/// <summary>Reads a ledger as it stands, check-ins and corrections merged by seq, and links it anew.</summary>
internal sealed class LedgerAudit(Dialect dialect) : ILedgerAudit
{
    private const int PageSize = 2_000;

    private const string LineColumns = $"{Ledger.Columns}, l.recorded_at, l.after_close, l.link";
    private const string CorrectionColumns =
        "c.seq, c.entry_id, c.kind, c.round_id, c.trainee_id, c.standing, c.at, c.by_id, c.by_role, c.text, c.recorded_at, c.salt, c.text_hash, c.link";

    /// <inheritdoc />
    public async Task<IReadOnlyList<Guid>> SessionsAsync(CancellationToken cancellationToken) =>
        await dialect.ListAsync(new Statement("SELECT session_id FROM ledger_heads WHERE seq > 0 ORDER BY session_id"), row => row.Id(0), cancellationToken);

    /// <inheritdoc />
    public async Task<ChainFinding> VerifyAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        // The end first: what is written while this reads lies behind it.
        var end = await EndAsync(sessionId, cancellationToken);
        var walk = new Walk(sessionId);
        for (var after = 0L; after < end.Seq && walk.BrokenAt is null; after += PageSize)
        {
            (string, object?)[] range = [("session", sessionId), ("after", after), ("to", Math.Min(end.Seq, after + PageSize))];
            var entries = await dialect.ListAsync(
                new Statement($"SELECT {LineColumns} FROM ledger l WHERE l.session_id = @session AND l.seq > @after AND l.seq <= @to", range), Line, cancellationToken);
            entries.AddRange(await dialect.ListAsync(
                new Statement($"SELECT {CorrectionColumns} FROM ledger_corrections c WHERE c.session_id = @session AND c.seq > @after AND c.seq <= @to", range), row => Correction(sessionId, row), cancellationToken));
            foreach (var entry in entries.OrderBy(entry => entry.Seq))
            {
                walk.Take(entry);
            }
        }

        walk.Finish(end);
        return new ChainFinding(walk.Entries, walk.Unlinked, walk.BrokenAt, walk.Reason, end.Seq, end.Link ?? []);
    }

    /// <inheritdoc />
    public async Task<(long Seq, byte[] Link)> HeadAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        var end = await EndAsync(sessionId, cancellationToken);
        return (end.Seq, end.Link ?? []);
    }

    private Task<LedgerHead> EndAsync(Guid sessionId, CancellationToken cancellationToken) => dialect.FirstAsync(
        new Statement("SELECT seq, CASE WHEN link_seq = seq THEN link END FROM ledger_heads WHERE session_id = @session", ("session", sessionId)),
        row => new LedgerHead(row.Long(0), row.BytesOrEmpty(1) is { Length: > 0 } link ? link : null),
        cancellationToken);

    private static Entry Line(SqlRow row)
    {
        var line = Ledger.Line(row);
        var stamp = new LineStamp(row.Long(Ledger.ColumnCount), row.Flag(Ledger.ColumnCount + 1));
        return new Entry(line.Seq, row.BytesOrEmpty(Ledger.ColumnCount + 2), before => LedgerChain.Next(before, line, stamp), true);
    }

    private static Entry Correction(Guid sessionId, SqlRow row)
    {
        var text = row.TextOrNull(9);
        var made = new NewCorrection(
            row.Id(1), sessionId, (CorrectionKind)row.Int(2), row.IdOrNull(3), row.IdOrNull(4), (Standing)row.Int(5), row.Instant(6), row.IdOrNull(7), row.Text(8), text ?? "");
        var stamp = new CorrectionStamp(row.Long(0), made, row.Long(10), row.Bytes(12));
        var intact = text is null || LedgerChain.HashOf(row.BytesOrEmpty(11), text).AsSpan().SequenceEqual(stamp.TextHash);
        return new Entry(stamp.Seq, row.Bytes(13), before => LedgerChain.Next(before, stamp), intact);
    }

    private sealed record Entry(long Seq, byte[] Link, Func<byte[], byte[]> Next, bool TextIsIntact);

    /// <summary>Goes along the entries of one session.</summary>
    private sealed class Walk(Guid sessionId)
    {
        private long _seq;
        private byte[]? _link;

        public long Entries { get; private set; }

        public long Unlinked { get; private set; }

        public long? BrokenAt { get; private set; }

        public string? Reason { get; private set; }

        public void Take(Entry entry)
        {
            if (BrokenAt is not null)
            {
                return;
            }

            if (entry.Seq != _seq + 1)
            {
                Break(_seq + 1, entry.Seq <= _seq ? "There are two entries with this number." : "The entry is missing.");
                return;
            }

            Entries++;
            _seq = entry.Seq;
            if (entry.Link.Length == 0)
            {
                Unlinked++;
                _link = null;
                return;
            }

            _link = entry.Next(_link ?? LedgerChain.Origin(sessionId, entry.Seq - 1));
            if (!_link.AsSpan().SequenceEqual(entry.Link))
            {
                Break(entry.Seq, "The entry, or the one before it, is not as it was written.");
            }
            else if (!entry.TextIsIntact)
            {
                Break(entry.Seq, "The reason that stands with the entry is not the one that was written.");
            }
        }

        public void Finish(LedgerHead end)
        {
            if (BrokenAt is null && _seq != end.Seq)
            {
                Break(_seq + 1, "The entry is missing.");
            }
            else if (BrokenAt is null && end.Link is not null && (_link is null || !_link.AsSpan().SequenceEqual(end.Link)))
            {
                Break(end.Seq, "The last entry does not carry the link at which the ledger ended.");
            }
        }

        private void Break(long seq, string reason) => (BrokenAt, Reason) = (seq, reason);
    }
}
