using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Questions;

/// <summary>A vote set or taken back. Its outcome is the answer given before, or null.</summary>
internal sealed class VoteItem(Guid session, VoteId vote, bool cast, Receipt receipt) : WriteItem<StoredAnswer?>
{
    /// <inheritdoc />
    public override int Stage => 1;

    /// <inheritdoc />
    public override void Need(GroupNeeds needs) => needs.Receipts.Add(new ReceiptId(receipt.Key.Scope, receipt.Key.Key));

    /// <inheritdoc />
    public override void Decide(GroupPlan plan)
    {
        Outcome = plan.Answer(receipt.Key);
        if (Outcome is null)
        {
            plan.Writes.Votes[vote] = cast ? session : null;
            plan.Keep(receipt);
        }
    }
}
