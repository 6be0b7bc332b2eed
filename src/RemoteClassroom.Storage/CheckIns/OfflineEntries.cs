using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage.Organization;
using RemoteClassroom.Storage.Reading;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.CheckIns;

/// <summary>What devices told: written through the writer, read beside it.</summary>
internal sealed class OfflineEntries(GroupCommitWriter writer, Dialect dialect) : IOfflineEntries
{
    private const string Columns =
        """
        o.id, o.session_id, o.branch_id, o.device, o.device_id, o.entry_id, o.seq, o.trainee_id, o.round_id, o.scanned_at, o.page_load, o.monotonic_ms, o.clock_offset_ms,
        o.received_at, o.at, o.earliest, o.latest, o.certainty, o.reason, o.fate, o.code, o.check_in_id, o.judged_by
        """;

    // What was refused or kept may come to be more; what stands in the ledger, or was decided by a person, stays.
    private const string Upsert =
        """
        INSERT INTO offline_entries (id, session_id, branch_id, device, device_id, entry_id, seq, trainee_id, round_id, scanned_at, page_load, monotonic_ms, clock_offset_ms,
            received_at, at, earliest, latest, certainty, reason, fate, code, check_in_id, judged_by)
        VALUES (@id, @session, @branch, @device, @deviceId, @entry, @seq, @trainee, @round, @scannedAt, @pageLoad, @monotonic, @offset,
            @receivedAt, @at, @earliest, @latest, @certainty, @reason, @fate, @code, @checkIn, @judgedBy)
        ON CONFLICT (id) DO UPDATE SET round_id = excluded.round_id, at = excluded.at, earliest = excluded.earliest, latest = excluded.latest, certainty = excluded.certainty,
            fate = excluded.fate, code = excluded.code, check_in_id = excluded.check_in_id, judged_by = excluded.judged_by
        WHERE offline_entries.fate IN (2, 3)
        """;

    /// <summary>Writes an entry down.</summary>
    public static Statement Write(OfflineEntry entry) => new(
        Upsert,
        ("id", entry.Id), ("session", entry.SessionId), ("branch", entry.BranchId), ("device", entry.Device), ("deviceId", entry.IsSigned ? Guid.Parse(entry.Device) : null), ("entry", entry.EntryId),
        ("seq", entry.Seq), ("trainee", entry.TraineeId), ("round", entry.RoundId), ("scannedAt", Micros.Of(entry.Stamp.ScannedAt)), ("pageLoad", entry.Stamp.PageLoad),
        ("monotonic", entry.Stamp.MonotonicMs), ("offset", entry.Stamp.ClockOffsetMs), ("receivedAt", Micros.Of(entry.ReceivedAt)), ("at", Micros.Of(entry.Time.At)),
        ("earliest", entry.Time.Earliest is { } earliest ? Micros.Of(earliest) : null), ("latest", Micros.Of(entry.Time.Latest)), ("certainty", (int)entry.Certainty),
        ("reason", (int)entry.Reason), ("fate", (int)entry.Fate), ("code", entry.Code), ("checkIn", entry.CheckInId),
        ("judgedBy", entry.JudgedBy));

    /// <inheritdoc />
    public Task<HallDevice?> DeviceAsync(Guid deviceId, CancellationToken cancellationToken) => dialect.FirstAsync<HallDevice?>(
        new Statement("SELECT id, venue_id, public_key, coalesce(revoked_at, 0) FROM devices WHERE id = @id", ("id", deviceId)),
        row => new HallDevice(row.Id(0), row.Id(1), row.Bytes(2), row.Long(3) == 0 ? null : row.Instant(3)),
        cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<Guid, OfflineEntry>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        if (ids.Count == 0)
        {
            return new Dictionary<Guid, OfflineEntry>();
        }

        var (list, parameters) = Dialect.In(ids);
        var found = await dialect.ListAsync(new Statement($"SELECT {Columns} FROM offline_entries o WHERE o.id IN ({list})", parameters), Entry, cancellationToken);
        return found.ToDictionary(entry => entry.Id);
    }

    /// <inheritdoc />
    public Task<StoredAnswer?> KeepAsync(OfflineEntry entry, Receipt? receipt, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return writer.WriteAsync(new OfflineItem(entry, receipt), cancellationToken);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<OfflineEntry>> OfFateAsync(Guid sessionId, string unitPath, EntryFate fate, Guid after, int limit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(unitPath);
        var (from, to) = Subtree.Below(unitPath);
        var within = unitPath.Length == 0
            ? ""
            : """
              AND EXISTS (
                  SELECT 1 FROM session_branches b JOIN session_units u ON u.session_id = b.session_id AND u.idx = b.unit_idx
                  WHERE b.session_id = o.session_id AND b.branch_id = o.branch_id AND (u.path = @path OR (u.path >= @from AND u.path < @to)))
              """;
        return await dialect.ListAsync(
            new Statement(
                $"SELECT {Columns} FROM offline_entries o WHERE o.session_id = @session AND o.fate = @fate AND o.id > @after {within} ORDER BY o.id LIMIT @limit",
                [("session", sessionId), ("fate", (int)fate), ("after", after), ("limit", (long)limit), .. within.Length == 0 ? [] : new (string, object?)[] { ("path", unitPath), ("from", from), ("to", to) }]),
            Entry,
            cancellationToken);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<SequenceGap>> GapsAsync(IReadOnlyCollection<Guid> deviceIds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deviceIds);
        if (deviceIds.Count == 0)
        {
            return [];
        }

        var (list, parameters) = Dialect.In(deviceIds);
        return await dialect.ListAsync(
            new Statement(
                $"""
                 SELECT device_id, before_it + 1, seq - 1 FROM (
                     SELECT device_id, seq, lag(seq, 1, 0) OVER (PARTITION BY device_id ORDER BY seq) AS before_it
                     FROM (SELECT DISTINCT device_id, seq FROM offline_entries WHERE device_id IN ({list})) seen) pairs
                 WHERE seq > before_it + 1 ORDER BY device_id, seq LIMIT 1000
                 """,
                parameters),
            row => new SequenceGap(row.Id(0), row.Long(1), row.Long(2)),
            cancellationToken);
    }

    private static OfflineEntry Entry(SqlRow row) => new(
        row.Id(0), row.Id(1), row.Id(2), row.Text(3), row.Id(5), row.Long(6), row.Id(7), row.IdOrNull(8),
        new OfflineStamp(row.Instant(9), row.IdOrNull(10), row.LongOrNull(11), row.LongOrNull(12)), row.Instant(13),
        new HonestTime(row.Instant(14), row.LongOrNull(15) is { } earliest ? Micros.ToInstant(earliest) : null, row.Instant(16)), (TimeCertainty)row.Int(17), row.IdOrNull(4) is not null,
        (VouchGround)row.Int(18), (EntryFate)row.Int(19), row.TextOrNull(20), row.IdOrNull(21), row.TextOrNull(22));
}
