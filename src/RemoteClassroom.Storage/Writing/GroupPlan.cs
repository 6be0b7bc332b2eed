using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Storage.Writing;

/// <summary>
/// A group being decided: what the database said, and over it what the group's earlier items changed, so that two of the same in one group meet as if they had
/// come one after the other. The same code for every database; a store only reads before and writes after.
/// </summary>
/// <param name="facts">What the database said.</param>
/// <param name="now">The time of writing.</param>
/// <param name="again">True after a commit whose outcome is unknown: what stands may be this group's own doing.</param>
internal sealed class GroupPlan(GroupFacts facts, DateTimeOffset now, bool again)
{
    /// <summary>See the parameter.</summary>
    public bool Again => again;

    /// <summary>What to write.</summary>
    public GroupWrites Writes { get; } = new() { Now = Micros.Of(now) };

    /// <summary>The stored answer under a key; null if there is none.</summary>
    public StoredAnswer? Answer(ReceiptKey key)
    {
        var id = new ReceiptId(key.Scope, key.Key);
        return Writes.Receipts.TryGetValue(id, out var stored) || facts.Receipts.TryGetValue(id, out stored)
            ? new StoredAnswer(stored.Status, stored.Body, stored.BodyHash.AsSpan().SequenceEqual(key.BodyHash))
            : null;
    }

    /// <summary>Stores an answer.</summary>
    public void Keep(Receipt receipt) =>
        Writes.Receipts.Add(new ReceiptId(receipt.Key.Scope, receipt.Key.Key), new StoredReceipt(receipt.Key.BodyHash, receipt.Status, receipt.Body));

    /// <summary>Where a log ends; null if there is no such session.</summary>
    public LogHead? Head(Guid session) =>
        Writes.Heads.TryGetValue(session, out var head) || facts.Heads.TryGetValue(session, out head) ? head : null;

    /// <summary>Stores an event and moves the head.</summary>
    public void Append(EventWrite change)
    {
        Writes.Events.Add(change);
        Writes.Heads[change.Session] = new LogHead(change.Offset, change.Tag);
    }

    /// <summary>Whether a round is open; null if the session has no such round.</summary>
    public bool? IsOpen(RoundId round) => facts.Rounds.TryGetValue(round, out var open) ? open : null;

    /// <summary>A round opened or closed within this group.</summary>
    public void SetOpen(RoundId round, bool open) => facts.Rounds[round] = open;

    /// <summary>The line of a person.</summary>
    public LedgerEntry? Line(PersonId person) => facts.Persons.GetValueOrDefault(person);

    /// <summary>The line of a ticket.</summary>
    public LedgerEntry? Line(TicketId ticket) => facts.Tickets.GetValueOrDefault(ticket);

    /// <summary>The line of a device.</summary>
    public LedgerEntry? Line(DeviceId device) => facts.Devices.GetValueOrDefault(device);

    /// <summary>The line of a key.</summary>
    public LedgerEntry? Line(EntryId entry) => facts.Entries.GetValueOrDefault(entry);

    /// <summary>A branch's counters.</summary>
    public Counter Count(CounterId counter) => facts.Counters.GetValueOrDefault(counter);

    /// <summary>The next seq of a session's ledger; null if there is no such session.</summary>
    public long? NextSeq(Guid session) => facts.Ledgers.TryGetValue(session, out var last) ? last + 1 : null;

    /// <summary>Stores a line, its counters and its seq; later items of the group find it.</summary>
    public void Add(LineWrite line, Counter count)
    {
        var entry = line.Entry;
        var counter = new CounterId(entry.SessionId, entry.RoundId, entry.BranchId);
        Writes.Lines.Add(line);
        Writes.Counters[counter] = facts.Counters[counter] = count;
        Writes.Ledgers[entry.SessionId] = facts.Ledgers[entry.SessionId] = entry.Seq;
        facts.Persons[new PersonId(entry.SessionId, entry.RoundId, entry.TraineeId)] = entry;
        if (entry.TicketId is { } ticket)
        {
            facts.Tickets[new TicketId(entry.SessionId, ticket)] = entry;
        }
        else if (line.Scope is { } scope)
        {
            facts.Entries[new EntryId(entry.SessionId, scope, entry.Key)] = entry;
        }

        if (line.DeviceHash is { } hash)
        {
            facts.Devices[DeviceId.Of(entry.SessionId, entry.RoundId, hash)] = entry;
        }
    }
}
