using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Grains.CheckIns;

/// <summary>
/// A branch's desk for entries that a screen or operator gathered, perhaps hours ago without a link. What a registered device signed is written down whatever becomes of it, so that its running numbers can be
/// held against each other; what cannot be proven to be in time waits for a person's judgement and is never lost.
/// </summary>
internal sealed class BatchDesk(Guid sessionId, Guid branchId, BranchBook book, DeskTools tools)
{
    /// <summary>Most entries of a batch.</summary>
    private const int MostEntries = 200;

    /// <summary>Longest name of a device.</summary>
    private const int LongestDevice = 100;

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

        var device = await DeviceAsync(request.Device);
        var known = await tools.Offline.FindAsync([.. request.Entries.Select(entry => BatchEntryKey.Of(request.Device, entry).Key)], CancellationToken.None);
        var batch = new Batch(request.Device, device, known, [.. (request.Contacts ?? []).Select(ContactOf)], state, tools.Time.GetUtcNow());
        if (state.Rounds.Count > 0)
        {
            // Before the first round roster and tree may not be frozen yet: they are not looked at.
            if (await book.KeyAsync() is not { } key)
            {
                return GrainText.NoSession();
            }

            batch = batch with { Placer = new EntryPlacer(book, state, key, batch.Now), Roster = await book.RosterAsync() };
        }

        var results = await Task.WhenAll(request.Entries.Select(entry => TakeAsync(batch, entry)));
        return CommandAnswer.Of(200, GrainText.Json(new BatchResults(results)));
    }

    private static ServerContact ContactOf(ContactLine contact) => new(contact.PageLoad, contact.MonotonicMs, contact.DeviceAt, contact.ServerAt, contact.RoundTripMs);

    private static BatchResult Refused(BatchLine entry, string code) => new(entry.EntryId, BatchStatus.Refused, code);

    private async Task<HallDevice?> DeviceAsync(string name) =>
        Guid.TryParseExact(name, "D", out var id) && await tools.Offline.DeviceAsync(id, CancellationToken.None) is { } device && device.VenueId == branchId ? device : null;

    private async Task<BatchResult> TakeAsync(Batch batch, BatchLine entry)
    {
        var receipt = BatchEntryKey.Of(batch.Name, entry);
        var stamp = BatchEntryKey.StampOf(entry);
        if (!IsBelieved(batch.Device, entry, stamp))
        {
            return Refused(entry, ErrorCodes.SignatureInvalid);
        }

        if (batch.Known.GetValueOrDefault(receipt.Key) is { } stands && Again(entry, stamp, stands) is { } again)
        {
            return again;
        }

        var time = OfflineTime.Of(stamp, batch.Contacts, batch.Now);
        var (placing, refusal) = batch.Placer is { } placer ? await placer.PlaceAsync(entry, time, batch.Device is not null) : (new Placing.Outside(), null);
        placing = AfterRevocation(batch.Device, time, placing, ref refusal);
        var told = new OfflineEntry(
            receipt.Key, sessionId, branchId, batch.Name, entry.EntryId, entry.Seq, entry.TraineeId, entry.RoundId, stamp, batch.Now, time,
            time.IsMeasured ? TimeCertainty.Measured : TimeCertainty.Unproven, batch.Device is not null, entry.Reason, EntryFate.Refused);
        return placing switch
        {
            Placing.Take take => await RecordAsync(batch, entry, receipt, told with { RoundId = take.Round.RoundId, Certainty = take.Certainty, Time = time with { At = take.At } }, take),
            Placing.Keep keep => await EarlierAsync(entry, receipt, null) ?? await KeepAsync(batch, entry, told with { RoundId = keep.Round?.RoundId ?? entry.RoundId }),
            _ => await EarlierAsync(entry, receipt, null) ?? await RefuseAsync(entry, told, refusal ?? ErrorCodes.RoundClosed),
        };
    }

    private bool IsBelieved(HallDevice? device, BatchLine entry, OfflineStamp stamp) => device is null
        ? entry.Signature is null
        : EntryProof.IsSigned(
            device.PublicKey,
            new SignedEntry(device.DeviceId, sessionId, branchId, entry.EntryId, entry.Seq, entry.TraineeId, entry.RoundId, entry.Proof, entry.Reason, stamp),
            entry.Signature);

    /// <summary>What a device signed before it was revoked stays valid; where its clocks cannot tell, a person judges.</summary>
    private static Placing? AfterRevocation(HallDevice? device, HonestTime time, Placing? placing, ref string? refusal)
    {
        if (device?.RevokedAt is not { } revokedAt || time.Latest <= revokedAt)
        {
            return placing;
        }

        if (time.Earliest > revokedAt)
        {
            refusal = ErrorCodes.DeviceRevoked;
            return null;
        }

        return placing is Placing.Take take ? new Placing.Keep(take.Round) : placing;
    }

    /// <summary>The result that an entry got before, as it is written down; null if it is to be looked at once more.</summary>
    private static BatchResult? Again(BatchLine entry, OfflineStamp stamp, OfflineEntry stands)
    {
        if (stands.Fate == EntryFate.Refused)
        {
            return null;
        }

        if (stands.Seq != entry.Seq || stands.TraineeId != entry.TraineeId || stands.Stamp != stamp || stands.Reason != entry.Reason)
        {
            return Refused(entry, ErrorCodes.IdempotencyMismatch);
        }

        return stands.Fate switch
        {
            EntryFate.Recorded or EntryFate.Accepted => new BatchResult(entry.EntryId, BatchStatus.Recorded),
            EntryFate.Already => new BatchResult(entry.EntryId, BatchStatus.Already),
            EntryFate.Kept => new BatchResult(entry.EntryId, BatchStatus.Kept),
            _ => Refused(entry, ErrorCodes.RoundClosed),
        };
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

    private async Task<BatchResult> RefuseAsync(BatchLine entry, OfflineEntry told, string code)
    {
        if (told.IsSigned)
        {
            await tools.Offline.KeepAsync(told with { Fate = EntryFate.Refused, Code = code }, null, CancellationToken.None);
        }

        return Refused(entry, code);
    }

    private async Task<BatchResult> KeepAsync(Batch batch, BatchLine entry, OfflineEntry told)
    {
        if (batch.Roster?.Find(entry.TraineeId) is null)
        {
            return await RefuseAsync(entry, told, ErrorCodes.NotMatched);
        }

        await tools.Offline.KeepAsync(told with { Fate = EntryFate.Kept }, null, CancellationToken.None);
        return new BatchResult(entry.EntryId, BatchStatus.Kept);
    }

    private async Task<BatchResult> AlreadyAsync(BatchLine entry, ReceiptKey receipt, OfflineEntry told, LedgerEntry line)
    {
        if (await Restoring.MarkAsync(tools, sessionId, line) is { } mark)
        {
            var recorded = new BatchResult(entry.EntryId, BatchStatus.Recorded);
            var answer = await Restoring.WriteAsync(tools, mark, new Receipt(receipt, 201, GrainText.Json(recorded)));
            if (answer.Code is null && told.IsSigned)
            {
                await tools.Offline.KeepAsync(told with { Fate = EntryFate.Recorded, CheckInId = line.CheckInId }, null, CancellationToken.None);
            }

            return answer.Code is null ? recorded : Refused(entry, answer.Code);
        }

        var result = new BatchResult(entry.EntryId, BatchStatus.Already);
        var kept = new Receipt(receipt, 200, GrainText.Json(result));
        var stored = told.IsSigned
            ? await tools.Offline.KeepAsync(told with { Fate = EntryFate.Already }, kept, CancellationToken.None)
            : await tools.Ledger.KeepAsync(kept, CancellationToken.None);
        return stored is { Matches: false } ? Refused(entry, ErrorCodes.IdempotencyMismatch) : result;
    }

    private async Task<BatchResult> RecordAsync(Batch batch, BatchLine entry, ReceiptKey receipt, OfflineEntry told, Placing.Take take)
    {
        var round = await book.RoundAsync(take.Round.RoundId);
        if (await EarlierAsync(entry, receipt, round) is { } earlier)
        {
            return earlier;
        }

        if (!await tools.IsAskedAsync(sessionId, take.Round, branchId, entry.TraineeId))
        {
            return await RefuseAsync(entry, told, ErrorCodes.RoundClosed);
        }

        if (batch.Roster!.Find(entry.TraineeId) is not { } person)
        {
            return await RefuseAsync(entry, told, ErrorCodes.NotMatched);
        }

        while (true)
        {
            if (round.OfKey(receipt.Key) is { } line)
            {
                return OfLine(entry, receipt, line);
            }

            if (round.OfPerson(person.TraineeId) is { } stands)
            {
                return await AlreadyAsync(entry, receipt, told, stands);
            }

            using var claim = round.TryClaim(person.TraineeId, null, out var other);
            if (claim is not null)
            {
                return await WriteAsync(batch, entry, receipt, told, take, round, person);
            }

            await other!;
        }
    }

    private async Task<BatchResult> WriteAsync(Batch batch, BatchLine entry, ReceiptKey receipt, OfflineEntry told, Placing.Take take, BranchRound round, RosterLine person)
    {
        var late = Lateness.IsLate(take.Round.Purpose, batch.State.StartsAt, take.Round.OpenedAt, take.NotBefore, batch.State.Rules);
        var id = Guid.CreateVersion7(tools.Time.GetUtcNow());
        var line = new NewCheckIn(
            id, sessionId, round.RoundId, person.TraineeId, branchId, person.UnitId, Micros.Truncate(take.At), late, entry.Proof is null ? ProofWay.Operator : ProofWay.OfflineProof,
            null, null, receipt, take.MayComeLate && take.Round.ClosedAt is not null, Reason: entry.Proof is null ? entry.Reason : VouchGround.None, Offline: told with { Fate = EntryFate.Recorded, CheckInId = id });
        CheckInOutcome outcome;
        try
        {
            outcome = await tools.Ledger.RecordAsync(line, CancellationToken.None);
            if (outcome is CheckInOutcome.RoundIsClosed && take.MayComeLate && !line.AfterClose)
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
                return await AlreadyAsync(entry, receipt, told, already.Entry);
            case CheckInOutcome.KeySpent:
                return Refused(entry, ErrorCodes.IdempotencyMismatch);
            default:
                return told.IsSigned ? await KeepAsync(batch, entry, told) : Refused(entry, ErrorCodes.RoundClosed);
        }
    }

    /// <summary>What all entries of a batch share.</summary>
    private sealed record Batch(string Name, HallDevice? Device, IReadOnlyDictionary<Guid, OfflineEntry> Known, ServerContact[] Contacts, SessionState State, DateTimeOffset Now)
    {
        public EntryPlacer? Placer { get; init; }

        public RosterMatch? Roster { get; init; }
    }
}
