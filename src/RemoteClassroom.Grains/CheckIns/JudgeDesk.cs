using RemoteClassroom.Contracts.CheckIns;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Grains.CheckIns;

/// <summary>A branch's desk for administrators who judge entries whose time nothing proves. One judgement at a time: the second finds what the first decided.</summary>
internal sealed class JudgeDesk(Guid sessionId, Guid branchId, BranchBook book, DeskTools tools)
{
    private Task _turn = Task.CompletedTask;

    /// <summary>Judges one entry.</summary>
    public async Task<CommandAnswer> JudgeAsync(CommandContext context, Guid entryId, bool accept)
    {
        var before = _turn;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _turn = done.Task;
        try
        {
            await before;
            return await DecideAsync(context, entryId, accept);
        }
        finally
        {
            done.SetResult();
        }
    }

    private async Task<CommandAnswer> DecideAsync(CommandContext context, Guid entryId, bool accept)
    {
        var key = context.ToReceiptKey();
        if (await tools.Receipts.FindAsync(key, CancellationToken.None) is { } earlier)
        {
            return GrainText.Replay(earlier);
        }

        if ((await tools.Offline.FindAsync([entryId], CancellationToken.None)).GetValueOrDefault(entryId) is not { } entry || entry.SessionId != sessionId || entry.BranchId != branchId)
        {
            return CommandAnswer.Refuse(ErrorCodes.NotFound, "There is no such entry in this session.");
        }

        var state = await tools.States.GetAsync(sessionId, fresh: true, CancellationToken.None);
        var round = state?.Rounds.FindLast(round => entry.RoundId is null ? round.OpenedAt <= entry.ReceivedAt : round.RoundId == entry.RoundId);
        var lines = round is null ? null : await book.RoundAsync(round.RoundId);
        if (lines?.OfKey(key.Key) is { } line)
        {
            // The receipt of an acceptance is its line.
            return line.BodyHash.AsSpan().SequenceEqual(key.BodyHash) ? Answer(entryId, EntryState.Accepted, line.CheckInId) : GrainText.Mismatch();
        }

        if (entry.Fate != EntryFate.Kept)
        {
            return CommandAnswer.Refuse(ErrorCodes.IllegalTransition, "This entry was judged already, or needed no judgement.");
        }

        entry = entry with { JudgedBy = context.ByName };
        if (!accept)
        {
            return await SettleAsync(key, entry with { Fate = EntryFate.Dismissed }, EntryState.Dismissed);
        }

        if (round is null || (await book.RosterAsync()).Find(entry.TraineeId) is not { } person)
        {
            return CommandAnswer.Refuse(ErrorCodes.RoundClosed, "No round of this session was open before the entry arrived, or the person is not expected here.");
        }

        if (!await tools.IsAskedAsync(sessionId, round, branchId, person.TraineeId))
        {
            return CommandAnswer.Of(RoundSample.NotAsked);
        }

        return await RecordAsync(key, entry, state!, round, lines!, person);
    }

    private async Task<CommandAnswer> RecordAsync(ReceiptKey key, OfflineEntry entry, SessionState state, Round round, BranchRound lines, RosterLine person)
    {
        var end = round.ClosedAt ?? entry.ReceivedAt;
        var at = entry.Time.At < round.OpenedAt ? round.OpenedAt : entry.Time.At > end ? end : entry.Time.At;
        var id = Guid.CreateVersion7(tools.Time.GetUtcNow());
        var late = Lateness.IsLate(round.Purpose, state.StartsAt, round.OpenedAt, entry.Time.Earliest ?? round.OpenedAt, state.Rules);
        var outcome = await tools.Ledger.RecordAsync(
            new NewCheckIn(
                id, sessionId, round.RoundId, person.TraineeId, branchId, person.UnitId, at, late, ProofWay.Operator, null, null, key, AfterClose: true,
                Reason: entry.Reason, Offline: entry with { Fate = EntryFate.Accepted, RoundId = round.RoundId, CheckInId = id }),
            CancellationToken.None);
        switch (outcome)
        {
            case CheckInOutcome.Recorded recorded:
                lines.Add(recorded.Entry);
                tools.Counters.Committed(sessionId, recorded.Count);
                return Answer(entry.Id, EntryState.Accepted, id);
            case CheckInOutcome.Already:
                // The person came in another way meanwhile; nothing is left to decide.
                return await SettleAsync(key, entry with { Fate = EntryFate.Already }, EntryState.Already);
            default:
                return CommandAnswer.Refuse(ErrorCodes.RoundClosed, "This round takes nothing any more.");
        }
    }

    private async Task<CommandAnswer> SettleAsync(ReceiptKey key, OfflineEntry entry, EntryState state)
    {
        var body = GrainText.Json(new EntryJudged(entry.Id, state));
        var stored = await tools.Offline.KeepAsync(entry, new Receipt(key, 200, body), CancellationToken.None);
        return stored is null ? CommandAnswer.Of(200, body) : GrainText.Replay(stored);
    }

    private static CommandAnswer Answer(Guid entryId, EntryState state, Guid? checkInId) => CommandAnswer.Of(200, GrainText.Json(new EntryJudged(entryId, state, checkInId)));
}
