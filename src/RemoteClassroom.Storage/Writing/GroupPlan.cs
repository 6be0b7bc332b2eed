using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Storage.Writing;

/// <summary>How a group's facts are to be taken.</summary>
/// <param name="Again">True after a commit whose outcome is unknown: what stands may be this group's own doing.</param>
/// <param name="ExpectsNewLines">See <see cref="GroupNeeds.ExpectsNewLines"/>.</param>
internal readonly record struct GroupView(bool Again, bool ExpectsNewLines);

/// <summary>
/// A group being decided: what the database said, and over it what the group's earlier items changed, so that two of the same in one group meet as if they had
/// come one after the other. The same code for every database; a store only reads before and writes after.
/// </summary>
/// <param name="facts">What the database said.</param>
/// <param name="now">The time of writing.</param>
/// <param name="view">How the facts are to be taken.</param>
internal sealed class GroupPlan(GroupFacts facts, DateTimeOffset now, GroupView view)
{
    /// <summary>Whether the ledger's lines were not looked up.</summary>
    public bool ExpectsNewLines => view.ExpectsNewLines;

    /// <summary>Whether what stands may be this group's own doing.</summary>
    public bool Again => view.Again;

    /// <summary>What to write.</summary>
    public GroupWrites Writes { get; } = new() { Now = Micros.Of(now) };

    /// <summary>Makes room for so many lines, so that no table grows step by step.</summary>
    public void Expect(int lines)
    {
        facts.Persons.EnsureCapacity(lines);
        facts.Tickets.EnsureCapacity(lines);
        facts.Counters.EnsureCapacity(lines);
        Writes.Counters.EnsureCapacity(lines);
        Writes.Lines.EnsureCapacity(lines);
    }

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
    public long? NextSeq(Guid session) => facts.Ledgers.TryGetValue(session, out var last) ? last.Seq + 1 : null;

    /// <summary>Stores a line, its counters and its seq; later items of the group find it.</summary>
    /// <param name="entry">The line; its seq is <see cref="NextSeq"/>.</param>
    /// <param name="deviceHash">The device, for sessions with one device a round.</param>
    /// <param name="deviceMark">The device, for signals.</param>
    /// <param name="scope">The key's scope; null with a ticket.</param>
    /// <param name="afterClose">Whether it came after the close.</param>
    /// <param name="count">The counters with it.</param>
    public void Add(LedgerEntry entry, byte[]? deviceHash, byte[]? deviceMark, string? scope, bool afterClose, Counter count)
    {
        var link = LedgerChain.Next(LinkBefore(entry.SessionId), entry, new LineStamp(Writes.Now, afterClose));
        var line = new LineWrite(entry, deviceHash, deviceMark, scope, afterClose, link);
        var counter = new CounterId(entry.SessionId, entry.RoundId, entry.CountsAt);
        Writes.Lines.Add(line);
        Writes.Counters[counter] = facts.Counters[counter] = count;
        Move(entry.SessionId, entry.Seq, link);
        facts.Persons[new PersonId(entry.SessionId, entry.RoundId, entry.TraineeId)] = entry;
        if (entry.TicketId is { } ticket)
        {
            facts.Tickets[new TicketId(entry.SessionId, ticket)] = entry;
        }
        else if (scope is not null)
        {
            facts.Entries[new EntryId(entry.SessionId, scope, entry.Key)] = entry;
        }

        if (deviceHash is { } hash)
        {
            facts.Devices[DeviceId.Of(entry.SessionId, entry.RoundId, hash)] = entry;
        }
    }

    /// <summary>Stores a correction behind the ledger's end and links it; gives its seq.</summary>
    public long Add(NewCorrection entry, byte[] salt)
    {
        var seq = NextSeq(entry.SessionId)!.Value;
        var hash = LedgerChain.HashOf(salt, entry.Text);
        var link = LedgerChain.Next(LinkBefore(entry.SessionId), new CorrectionStamp(seq, entry, Writes.Now, hash));
        Writes.Corrections.Add(new Statement(
            """
            INSERT INTO ledger_corrections (session_id, seq, entry_id, kind, round_id, trainee_id, standing, at, recorded_at, by_id, by_role, text, salt, text_hash, link)
            VALUES (@session, @seq, @entry, @kind, @round, @trainee, @standing, @at, @now, @by, @role, @text, @salt, @hash, @link)
            """,
            ("session", entry.SessionId), ("seq", seq), ("entry", entry.EntryId), ("kind", (int)entry.Kind), ("round", entry.RoundId), ("trainee", entry.TraineeId), ("standing", (int)entry.To),
            ("at", Micros.Of(entry.At)), ("now", Writes.Now), ("by", entry.ById), ("role", entry.ByRole), ("text", entry.Text), ("salt", salt), ("hash", hash), ("link", link)));
        Move(entry.SessionId, seq, link);
        return seq;
    }

    private byte[] LinkBefore(Guid session) => facts.Ledgers[session] is var head && head.Link is { } link ? link : LedgerChain.Origin(session, head.Seq);

    private void Move(Guid session, long seq, byte[] link) => Writes.Ledgers[session] = facts.Ledgers[session] = new LedgerHead(seq, link);
}
