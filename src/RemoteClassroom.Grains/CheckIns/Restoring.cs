using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Grains.CheckIns;

/// <summary>Somebody whose check-in was taken back comes after all. His line stands in the ledger and cannot be written twice, so a correction says that he counts.</summary>
internal static class Restoring
{
    /// <summary>The correction that makes the person of a line count again; null where the line counts as it is.</summary>
    public static async Task<NewCorrection?> MarkAsync(DeskTools tools, Guid sessionId, LedgerEntry line)
    {
        var people = await tools.Corrections.PeopleAsync(sessionId, line.TraineeId, CancellationToken.None);
        if (people.Corrections.LastOrDefault(correction => correction.RoundId == line.RoundId) is not { Kind: CorrectionKind.Reversal })
        {
            return null;
        }

        var at = Micros.Truncate(tools.Time.GetUtcNow());
        var state = await tools.States.GetAsync(sessionId, fresh: false, CancellationToken.None);
        if (state?.FindRound(line.RoundId) is not { ClosedAt: null } round)
        {
            return null;
        }

        var late = Lateness.IsLate(round.Purpose, state.StartsAt, round.OpenedAt, at, state.Rules);
        return new NewCorrection(
            Guid.CreateVersion7(at), sessionId, CorrectionKind.Mark, line.RoundId, line.TraineeId, late ? Standing.Late : Standing.Present, at, null, "hall", "checked in again after the entry was taken back");
    }

    /// <summary>Writes it with the answer of the check-in, and has the figures follow.</summary>
    public static async Task<CommandAnswer> WriteAsync(DeskTools tools, NewCorrection mark, Receipt receipt)
    {
        switch (await tools.Corrections.WriteAsync(mark, receipt, null, CancellationToken.None))
        {
            case CorrectionOutcome.Answered answered:
                return GrainText.Replay(answered.Answer);
            case CorrectionOutcome.NoSession:
                return GrainText.NoSession();
            default:
                await tools.Grains.AttendanceOf(mark.SessionId).CorrectedAsync();
                return CommandAnswer.Of(receipt.Status, receipt.Body);
        }
    }
}
