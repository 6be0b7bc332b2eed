using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Grains.CheckIns;

/// <summary>Finds the round and the honest time of a batch's entry; or the code that refuses it.</summary>
internal sealed class EntryPlacer(BranchBook book, SessionState state, BranchKey key, DateTimeOffset now)
{
    /// <summary>How far a clock that nothing corrects may be off: ten minutes.</summary>
    private const int ClockOffSteps = 600_000 / BranchCodes.StepMs;

    /// <summary>Places an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="time">When it was taken, as well as the device's clocks tell.</param>
    /// <param name="signed">Whether its signature was checked.</param>
    public async Task<(Placing? Placing, string? Refusal)> PlaceAsync(BatchLine entry, HonestTime time, bool signed)
    {
        if (entry.Proof is null)
        {
            return signed
                ? (OfflinePlacing.OfSigned(time, entry.RoundId, state.Rounds, now), null)
                : (OfflinePlacing.OfUnsigned(time, entry.RoundId, state.Rounds), null);
        }

        if (!BranchCodes.TryParse(entry.Proof, out var code))
        {
            return (null, ErrorCodes.CodeInvalid);
        }

        if (code.Hall != key.Hall)
        {
            return (null, await book.TakesPartAsync(code.Hall) ? ErrorCodes.CodeForeign : ErrorCodes.CodeInvalid);
        }

        var at = Micros.Truncate(time.At);
        var scanned = BranchCodes.StepOf(at);
        if ((Find(code, scanned - ClockOffSteps, scanned + ClockOffSteps) ?? (signed && !time.IsMeasured ? FindInRounds(code, entry.RoundId) : null)) is not { } step)
        {
            return (null, ErrorCodes.CodeInvalid);
        }

        if (RoundOf(entry.RoundId, step) is not { } round)
        {
            return (new Placing.Outside(), null);
        }

        // The code tells the time better than a device's clock that is off by more than a step.
        at = Math.Abs(scanned - step) <= 1 ? at : BranchCodes.StartOf(step);
        at = at > round.OpenedAt ? at : round.OpenedAt;
        return (new Placing.Take(round, at, at, TimeCertainty.Measured, MayComeLate: true), null);
    }

    private long? Find(ScannedCode code, long from, long to) => BranchCodes.FindStep(key.Key, code, from, Math.Min(to, BranchCodes.StepOf(now) + 1));

    /// <summary>A device that knows no time at all, booted in 1970: its code was shown while one of the rounds was open, or it is none.</summary>
    private long? FindInRounds(ScannedCode code, Guid? roundId) => state.Rounds
        .Where(round => roundId is null || round.RoundId == roundId)
        .Select(round => Find(code, BranchCodes.StepOf(round.OpenedAt) - 1, BranchCodes.StepOf(round.ClosedAt ?? now) + 1))
        .FirstOrDefault(step => step is not null);

    /// <summary>The round that was open at the step, give or take one; the named one, if one is named.</summary>
    private Round? RoundOf(Guid? roundId, long step) => state.Rounds.FindLast(round =>
        (roundId is null || round.RoundId == roundId)
        && step >= BranchCodes.StepOf(round.OpenedAt) - 1
        && (round.ClosedAt is not { } closedAt || step <= BranchCodes.StepOf(closedAt) + 1));
}
