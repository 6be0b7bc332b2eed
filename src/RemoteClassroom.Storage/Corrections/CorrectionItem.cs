using System.Security.Cryptography;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage.Audit;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Corrections;

/// <summary>A correction behind the end of a session's ledger, with its receipt, and the decision that it comes from.</summary>
internal sealed class CorrectionItem(NewCorrection entry, Receipt receipt, Decided? decided) : WriteItem<CorrectionOutcome>
{
    private readonly byte[] _salt = RandomNumberGenerator.GetBytes(LedgerChain.SaltBytes);

    /// <inheritdoc />
    public override int Stage => 2;

    /// <inheritdoc />
    public override void Need(GroupNeeds needs)
    {
        needs.Ledgers.Add(entry.SessionId);
        needs.Receipts.Add(new ReceiptId(receipt.Key.Scope, receipt.Key.Key));
    }

    /// <inheritdoc />
    public override void Decide(GroupPlan plan)
    {
        if (plan.Answer(receipt.Key) is { } answer)
        {
            Outcome = new CorrectionOutcome.Answered(answer);
            return;
        }

        if (plan.NextSeq(entry.SessionId) is null)
        {
            Outcome = new CorrectionOutcome.NoSession();
            return;
        }

        Outcome = new CorrectionOutcome.Stored(plan.Add(entry, _salt));
        if (decided is not null)
        {
            (string, object?)[] values = [("id", decided.Id), ("at", Micros.Of(entry.At)), ("by", decided.ByName), ("answer", entry.Text)];
            plan.Writes.Corrections.Add(decided is WalkInMatched matched
                ? new Statement(
                    "UPDATE walk_ins SET state = 'matched', trainee_id = @trainee, decided_at = @at, decided_by = @by, answer = @answer WHERE id = @id AND state = 'waiting'",
                    [.. values, ("trainee", matched.TraineeId)])
                : new Statement("UPDATE leaves SET state = 'granted', decided_at = @at, decided_by = @by, answer = @answer WHERE id = @id AND state = 'waiting'", values));
        }

        plan.Writes.Corrections.Add(SessionAudit.Corrected(entry));
        plan.Keep(receipt);
    }
}
