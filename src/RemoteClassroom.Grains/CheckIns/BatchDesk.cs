using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Grains.CheckIns;

/// <summary>A branch's desk for entries that a screen or operator gathered, perhaps hours ago without a link.</summary>
internal sealed class BatchDesk(Guid sessionId, Guid branchId, BranchBook book, DeskTools tools)
{
    /// <summary>Most entries of a batch.</summary>
    private const int MostEntries = 200;

    /// <summary>Longest name of a device.</summary>
    private const int LongestDevice = 100;

    /// <summary>How far a device's clock may be off: ten minutes.</summary>
    private const int ClockOffSteps = 600_000 / BranchCodes.StepMs;

    /// <summary>Takes a batch. Throws what the store throws; what was written before then is found again when the batch is sent again.</summary>
    public async Task<CommandAnswer> TakeAsync(BatchRequest request)
    {
        if (request.Entries.Length is 0 or > MostEntries)
        {
            return CommandAnswer.Refuse(ErrorCodes.Validation, $"Send 1 to {MostEntries} entries.", "entries");
        }

        if (request.Device.Length is 0 or > LongestDevice)
        {
            return CommandAnswer.Refuse(ErrorCodes.Validation, $"Name the device with 1 to {LongestDevice} characters.", "device");
        }

        if (await tools.States.GetAsync(sessionId, fresh: true, CancellationToken.None) is not { } state)
        {
            return GrainText.NoSession();
        }

        if (state.Rounds.Count == 0)
        {
            // Roster and tree may not be frozen yet: they are not looked at.
            return CommandAnswer.Of(200, GrainText.Json(new BatchResults([.. request.Entries.Select(entry => Refused(entry, ErrorCodes.RoundClosed))])));
        }

        if (await book.KeyAsync() is not { } key)
        {
            return GrainText.NoSession();
        }

        var roster = await book.RosterAsync();
        var results = await Task.WhenAll(request.Entries.Select(entry => TakeAsync(request.Device, entry, state, key, roster)));
        return CommandAnswer.Of(200, GrainText.Json(new BatchResults(results)));
    }

    private static BatchResult Refused(BatchLine entry, string code) => new(entry.EntryId, BatchStatus.Refused, code);

    private async Task<BatchResult> TakeAsync(string device, BatchLine entry, SessionState state, BranchKey key, RosterMatch roster)
    {
        var receipt = ReceiptKeyOf(device, entry);
        var (placed, refusal) = await PlaceAsync(entry, state, key);
        var round = placed is null ? null : await book.RoundAsync(placed.Round.RoundId);
        if (await EarlierAsync(entry, receipt, round) is { } earlier)
        {
            return earlier;
        }

        if (placed is null || round is null)
        {
            return Refused(entry, refusal!);
        }

        if (roster.Find(entry.TraineeId) is not { } person)
        {
            return Refused(entry, ErrorCodes.NotMatched);
        }

        while (true)
        {
            if (round.OfKey(receipt.Key) is { } line)
            {
                return OfLine(entry, receipt, line);
            }

            if (round.OfPerson(person.TraineeId) is not null)
            {
                return await AlreadyAsync(entry, receipt);
            }

            using var claim = round.TryClaim(person.TraineeId, null, out var other);
            if (claim is not null)
            {
                return await WriteAsync(entry, receipt, placed, round, person, state);
            }

            await other!;
        }
    }

    /// <summary>The result that this entry got before.</summary>
    private async Task<BatchResult?> EarlierAsync(BatchLine entry, ReceiptKey receipt, BranchRound? round)
    {
        if (round?.OfKey(receipt.Key) is { } line)
        {
            return OfLine(entry, receipt, line);
        }

        return await tools.Receipts.FindAsync(receipt, CancellationToken.None) switch
        {
            null => null,
            { Matches: false } => Refused(entry, ErrorCodes.IdempotencyMismatch),
            { Status: 200 } => new BatchResult(entry.EntryId, BatchStatus.Already),
            _ => new BatchResult(entry.EntryId, BatchStatus.Recorded),
        };
    }

    private static BatchResult OfLine(BatchLine entry, ReceiptKey receipt, LedgerEntry line) =>
        line.BodyHash.AsSpan().SequenceEqual(receipt.BodyHash) ? new BatchResult(entry.EntryId, BatchStatus.Recorded) : Refused(entry, ErrorCodes.IdempotencyMismatch);

    private async Task<BatchResult> AlreadyAsync(BatchLine entry, ReceiptKey receipt)
    {
        var result = new BatchResult(entry.EntryId, BatchStatus.Already);
        var stored = await tools.Ledger.KeepAsync(new Receipt(receipt, 200, GrainText.Json(result)), CancellationToken.None);
        return stored.Matches ? result : Refused(entry, ErrorCodes.IdempotencyMismatch);
    }

    private async Task<BatchResult> WriteAsync(BatchLine entry, ReceiptKey receipt, Placed placed, BranchRound round, RosterLine person, SessionState state)
    {
        var late = Lateness.IsLate(placed.Round.Purpose, state.StartsAt, placed.Round.OpenedAt, placed.At);
        var line = new NewCheckIn(
            Guid.CreateVersion7(tools.Time.GetUtcNow()), sessionId, round.RoundId, person.TraineeId, branchId, person.UnitId, placed.At, late,
            placed.Proven ? ProofWay.OfflineProof : ProofWay.Operator, null, null, receipt, placed.Proven && placed.Round.ClosedAt is not null);
        CheckInOutcome outcome;
        try
        {
            outcome = await tools.Ledger.RecordAsync(line, CancellationToken.None);
            if (outcome is CheckInOutcome.RoundIsClosed && placed.Proven && !line.AfterClose)
            {
                // It closed between the look and the write.
                outcome = await tools.Ledger.RecordAsync(line with { AfterClose = true }, CancellationToken.None);
            }
        }
        catch (StorageException)
        {
            book.Forget(round.RoundId);
            throw;
        }

        switch (outcome)
        {
            case CheckInOutcome.Recorded recorded:
                round.Add(recorded.Entry);
                tools.Counters.Committed(sessionId, recorded.Count);
                return new BatchResult(entry.EntryId, BatchStatus.Recorded);
            case CheckInOutcome.Already already when already.Entry.Key == receipt.Key:
                return OfLine(entry, receipt, already.Entry);
            case CheckInOutcome.Already already:
                round.Add(already.Entry);
                return await AlreadyAsync(entry, receipt);
            case CheckInOutcome.KeySpent:
                return Refused(entry, ErrorCodes.IdempotencyMismatch);
            default:
                return Refused(entry, ErrorCodes.RoundClosed);
        }
    }

    /// <summary>Finds the round and the corrected time of an entry; or the code that refuses it.</summary>
    private async Task<(Placed? Placed, string? Refusal)> PlaceAsync(BatchLine entry, SessionState state, BranchKey key)
    {
        var now = tools.Time.GetUtcNow();
        var scannedAt = Micros.Truncate(entry.ScannedAt < now ? entry.ScannedAt : now);
        if (entry.Proof is null)
        {
            // The operator's word counts only while the round is open.
            return state.OpenRound is { } open && (entry.RoundId is null || entry.RoundId == open.RoundId)
                ? (new Placed(open, scannedAt > open.OpenedAt ? scannedAt : open.OpenedAt, Proven: false), null)
                : (null, ErrorCodes.RoundClosed);
        }

        if (!BranchCodes.TryParse(entry.Proof, out var code))
        {
            return (null, ErrorCodes.CodeInvalid);
        }

        if (code.Hall != key.Hall)
        {
            return (null, await book.TakesPartAsync(code.Hall) ? ErrorCodes.CodeForeign : ErrorCodes.CodeInvalid);
        }

        var scanned = BranchCodes.StepOf(scannedAt);
        if (BranchCodes.FindStep(key.Key, code, scanned - ClockOffSteps, Math.Min(scanned + ClockOffSteps, BranchCodes.StepOf(now) + 1)) is not { } step)
        {
            return (null, ErrorCodes.CodeInvalid);
        }

        // The code tells the time better than a device's clock that is off by more than a step.
        var at = Math.Abs(scanned - step) <= 1 ? scannedAt : BranchCodes.StartOf(step);
        return RoundOf(entry.RoundId, step, state) is { } round
            ? (new Placed(round, at > round.OpenedAt ? at : round.OpenedAt, Proven: true), null)
            : (null, ErrorCodes.RoundClosed);
    }

    /// <summary>The round that was open at the step, give or take one; the named one, if one is named.</summary>
    private static Round? RoundOf(Guid? roundId, long step, SessionState state) => state.Rounds.FindLast(round =>
        (roundId is null || round.RoundId == roundId)
        && step >= BranchCodes.StepOf(round.OpenedAt) - 1
        && (round.ClosedAt is not { } closedAt || step <= BranchCodes.StepOf(closedAt) + 1));

    /// <summary>Receipts are per (device, entry): both go into the key, which the ledger keeps in one column.</summary>
    private static ReceiptKey ReceiptKeyOf(string device, BatchLine entry)
    {
        Span<byte> entryId = stackalloc byte[16];
        entry.EntryId.TryWriteBytes(entryId, bigEndian: true, out _);
        var key = SHA256.HashData([.. Encoding.UTF8.GetBytes(device), 0, .. entryId]).AsSpan(0, 16);

        // RFC 9562, version 8: a UUID of one's own making.
        key[6] = (byte)((key[6] & 0x0F) | 0x80);
        key[8] = (byte)((key[8] & 0x3F) | 0x80);
        return new ReceiptKey($"device:{device}", new Guid(key, bigEndian: true), BodyHashOf(entry));
    }

    private static byte[] BodyHashOf(BatchLine entry)
    {
        var proof = Encoding.UTF8.GetBytes(entry.Proof ?? "");
        var body = new byte[49 + proof.Length];
        entry.TraineeId.TryWriteBytes(body, bigEndian: true, out _);
        (entry.RoundId ?? Guid.Empty).TryWriteBytes(body.AsSpan(16), bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(body.AsSpan(32), Micros.Of(entry.ScannedAt));
        BinaryPrimitives.WriteInt64BigEndian(body.AsSpan(40), entry.Seq);
        body[48] = entry.Proof is null ? (byte)0 : (byte)1;
        proof.CopyTo(body, 49);
        return SHA256.HashData(body);
    }

    private sealed record Placed(Round Round, DateTimeOffset At, bool Proven);
}
