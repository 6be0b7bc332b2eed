using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.CheckIns;

/// <summary>A check-in. What stands comes before what is asked of the round: a command sent again gets its line even after the close.</summary>
internal sealed class CheckInItem(NewCheckIn entry) : WriteItem<CheckInOutcome>
{
    private readonly RoundId _round = new(entry.SessionId, entry.RoundId);
    private readonly PersonId _person = new(entry.SessionId, entry.RoundId, entry.TraineeId);
    private readonly CounterId _counter = new(entry.SessionId, entry.RoundId, entry.HomeId ?? entry.BranchId);
    private readonly TicketId? _ticket = entry.TicketId is { } ticket ? new TicketId(entry.SessionId, ticket) : null;
    private readonly DeviceId? _device = entry.DeviceHash is { } hash ? DeviceId.Of(entry.SessionId, entry.RoundId, hash) : null;
    private readonly EntryId? _entry = entry is { TicketId: null, Key: { } key } ? new EntryId(entry.SessionId, key.Scope, key.Key) : null;

    /// <inheritdoc />
    public override int Stage => 2;

    /// <inheritdoc />
    public override void Need(GroupNeeds needs)
    {
        needs.Rounds.Add(_round);
        needs.Ledgers.Add(entry.SessionId);
        needs.Counters.Add(_counter);
        if (needs.ExpectsNewLines)
        {
            return;
        }

        needs.Persons.Add(_person);
        if (_ticket is { } ticket)
        {
            needs.Tickets.Add(ticket);
        }

        if (_device is { } device)
        {
            needs.Devices[device] = entry.DeviceHash!;
        }

        if (_entry is { } id)
        {
            needs.Entries.Add(id);
        }
    }

    /// <inheritdoc />
    public override void Decide(GroupPlan plan) =>
        Outcome = Standing(plan) ?? Refused(plan) ?? Record(plan);

    private CheckInOutcome? Standing(GroupPlan plan)
    {
        if (_entry is { } id && plan.Line(id) is { } keyed && keyed.TraineeId != entry.TraineeId)
        {
            return new CheckInOutcome.KeySpent(keyed);
        }

        if (plan.Line(_person) is { } line)
        {
            return plan.Again && line.CheckInId == entry.CheckInId
                ? new CheckInOutcome.Recorded(line, Count(plan.Count(_counter)))
                : new CheckInOutcome.Already(line);
        }

        return _ticket is { } ticket && plan.Line(ticket) is { } spent ? new CheckInOutcome.TicketSpent(spent) : null;
    }

    private CheckInOutcome? Refused(GroupPlan plan)
    {
        var open = plan.IsOpen(_round);
        if (open is not true && plan.ExpectsNewLines)
        {
            // What stands is repeated even after the close; so it must be known.
            throw new GuessedWrongException();
        }

        if (open is null || (open is false && !entry.AfterClose) || plan.NextSeq(entry.SessionId) is null)
        {
            return new CheckInOutcome.RoundIsClosed();
        }

        return _device is { } device && plan.Line(device) is not null ? new CheckInOutcome.DeviceSpent() : null;
    }

    private CheckInOutcome.Recorded Record(GroupPlan plan)
    {
        var before = plan.Count(_counter);
        var count = entry.Late ? before with { Late = before.Late + 1 } : before with { Present = before.Present + 1 };
        var line = new LedgerEntry(
            plan.NextSeq(entry.SessionId)!.Value, entry.CheckInId, entry.SessionId, entry.RoundId, entry.TraineeId, entry.BranchId, entry.UnitId, Micros.Truncate(entry.At), entry.Late,
            entry.Way, count.Present + count.Late, entry.TicketId, entry.Key?.Key ?? Guid.Empty, entry.Key?.BodyHash ?? [],
            entry.HomeId, entry.Reason, entry.HelperId);
        plan.Add(line, entry.DeviceHash, entry.DeviceMark, _entry?.Scope, afterClose: plan.IsOpen(_round) is false, count);
        if (entry.Offline is { } told)
        {
            plan.Writes.Notes.Add(OfflineEntries.Write(told));
        }

        return new CheckInOutcome.Recorded(line, Count(count));
    }

    private BranchCount Count(Counter count) => new(entry.RoundId, _counter.Branch, count.Present, count.Late);
}
