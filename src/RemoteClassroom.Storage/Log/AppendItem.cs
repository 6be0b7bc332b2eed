using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage.Audit;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Log;

/// <summary>Events for one session's log. The head that the caller knew must be the head that stands, locked: no second writer can fork a log.</summary>
internal sealed class AppendItem(LogAppend append) : WriteItem<AppendOutcome>
{
    /// <inheritdoc />
    public override int Stage => 0;

    /// <inheritdoc />
    public override void Need(GroupNeeds needs)
    {
        needs.Heads.Add(append.SessionId);
        if (append.Receipt is { } receipt)
        {
            needs.Receipts.Add(new ReceiptId(receipt.Key.Scope, receipt.Key.Key));
        }

        foreach (var change in append.Events)
        {
            EventEffects.Need(append.SessionId, change, needs);
        }
    }

    /// <inheritdoc />
    public override void Decide(GroupPlan plan)
    {
        if (append.Receipt is { } receipt && plan.Answer(receipt.Key) is { } answer)
        {
            Outcome = new AppendOutcome.Answered(answer);
            return;
        }

        var (events, rows) = EventChain.Link(append.SessionId, append.Expected, append.At, append.Events);
        var head = plan.Head(append.SessionId);
        if (plan.Again && head == new LogHead(events[^1].Offset, events[^1].Tag))
        {
            Outcome = new AppendOutcome.Stored(events);
            return;
        }

        if (head != append.Expected)
        {
            Outcome = new AppendOutcome.Behind();
            return;
        }

        for (var i = 0; i < rows.Count; i++)
        {
            plan.Append(rows[i]);
            EventEffects.Apply(append.SessionId, events[i], plan);
            if (SessionAudit.Of(append.SessionId, events[i], append.Receipt?.Key.Scope) is { } line)
            {
                plan.Writes.Effects.Add(line);
            }
        }

        if (append.Receipt is not null)
        {
            plan.Keep(append.Receipt);
        }

        Outcome = new AppendOutcome.Stored(events);
    }
}
