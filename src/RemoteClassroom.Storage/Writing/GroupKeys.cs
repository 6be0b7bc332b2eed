namespace RemoteClassroom.Storage.Writing;

/// <summary>A receipt's key.</summary>
internal readonly record struct ReceiptId(string Scope, Guid Key);

/// <summary>A round of a session.</summary>
internal readonly record struct RoundId(Guid Session, Guid Round);

/// <summary>A person in a round: once.</summary>
internal readonly record struct PersonId(Guid Session, Guid Round, Guid Trainee);

/// <summary>A ticket of a session: one person.</summary>
internal readonly record struct TicketId(Guid Session, Guid Ticket);

/// <summary>A device in a round. The hash as hexadecimal digits, so that equal bytes are equal.</summary>
internal readonly record struct DeviceId(Guid Session, Guid Round, string Hash)
{
    /// <summary>From the hash's bytes.</summary>
    public static DeviceId Of(Guid session, Guid round, byte[] hash) => new(session, round, Convert.ToHexString(hash));
}

/// <summary>The key of an entry that came without a ticket.</summary>
internal readonly record struct EntryId(Guid Session, string Scope, Guid Key);

/// <summary>A branch's counters in a round.</summary>
internal readonly record struct CounterId(Guid Session, Guid Round, Guid Branch);

/// <summary>The counters' values.</summary>
internal readonly record struct Counter(int Present, int Late);

/// <summary>Where a session's ledger ends.</summary>
/// <param name="Seq">The last entry's place; 0 for an empty one.</param>
/// <param name="Link">Its link; null where that entry has none.</param>
internal readonly record struct LedgerHead(long Seq, byte[]? Link);

/// <summary>A person's vote.</summary>
internal readonly record struct VoteId(Guid Question, Guid Person);

/// <summary>A receipt as stored.</summary>
internal sealed record StoredReceipt(byte[] BodyHash, int Status, string Body);
