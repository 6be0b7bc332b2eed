using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Storage.Writing;

/// <summary>One thing that waits to be written. It is decided with its group, perhaps several times, and answered once, after the commit.</summary>
internal abstract class WriteItem
{
    /// <summary>The order within a group: 0 logs, 1 votes and receipts, 2 the ledger.</summary>
    public abstract int Stage { get; }

    /// <summary>Names what <see cref="Decide"/> will ask for.</summary>
    public abstract void Need(GroupNeeds needs);

    /// <summary>Decides the outcome and says what to write for it. Knows no database; may be called again with other facts.</summary>
    public abstract void Decide(GroupPlan plan);

    /// <summary>Gives the decided outcome to whoever waits.</summary>
    public abstract void Complete();

    /// <summary>Tells whoever waits that it failed.</summary>
    public abstract void Fail(Exception error);
}

/// <summary>One thing that waits to be written, with what its caller is told.</summary>
/// <typeparam name="TOutcome">What the caller is told.</typeparam>
internal abstract class WriteItem<TOutcome> : WriteItem
{
    private readonly TaskCompletionSource<TOutcome> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when it is on disk, or certain that it will not be.</summary>
    public Task<TOutcome> Done => _done.Task;

    /// <summary>What was decided last.</summary>
    protected TOutcome? Outcome { get; set; }

    /// <inheritdoc />
    public override void Complete() => _done.TrySetResult(Outcome!);

    /// <inheritdoc />
    public override void Fail(Exception error) => _done.TrySetException(error);
}

/// <summary>Keeps an answer that goes with no other change.</summary>
internal sealed class KeepItem(Receipt receipt) : WriteItem<StoredAnswer>
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
            plan.Keep(receipt);
            Outcome = new StoredAnswer(receipt.Status, receipt.Body, true);
        }
    }
}
