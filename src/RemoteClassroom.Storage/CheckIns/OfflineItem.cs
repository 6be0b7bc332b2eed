using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.CheckIns;

/// <summary>Keeps what a device told where no line goes with it, and the answer that was given, if one is to be found again.</summary>
internal sealed class OfflineItem(OfflineEntry entry, Receipt? receipt) : WriteItem<StoredAnswer?>
{
    /// <inheritdoc />
    public override int Stage => 2;

    /// <inheritdoc />
    public override void Need(GroupNeeds needs)
    {
        // The ledger's lock: two nodes never write the same entry at the same time.
        needs.Ledgers.Add(entry.SessionId);
        if (receipt is not null)
        {
            needs.Receipts.Add(new ReceiptId(receipt.Key.Scope, receipt.Key.Key));
        }
    }

    /// <inheritdoc />
    public override void Decide(GroupPlan plan)
    {
        Outcome = receipt is null ? null : plan.Answer(receipt.Key);
        if (Outcome is not null)
        {
            return;
        }

        plan.Writes.Notes.Add(OfflineEntries.Write(entry));
        if (receipt is not null)
        {
            plan.Keep(receipt);
            Outcome = new StoredAnswer(receipt.Status, receipt.Body, true);
        }
    }
}
