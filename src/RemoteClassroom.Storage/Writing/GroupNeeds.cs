namespace RemoteClassroom.Storage.Writing;

/// <summary>
/// What a group must know before it is decided, each thing once. A store locks, in this order and each in the order of its keys: heads, rounds, ledger heads;
/// then it reads the rest. The same order on every node is what keeps two nodes from waiting for each other.
/// </summary>
internal sealed class GroupNeeds
{
    /// <summary>
    /// Whether the group expects none of its lines to stand yet, and so does not look them up: the unique keys would refuse one that does, and the group would be
    /// decided again with everything looked up.
    /// </summary>
    public bool ExpectsNewLines { get; init; }

    /// <summary>Sessions whose logs are appended to: locked against every other writer.</summary>
    public HashSet<Guid> Heads { get; } = [];

    /// <summary>Rounds that the ledger or a close needs.</summary>
    public HashSet<RoundId> Rounds { get; } = [];

    /// <summary>Whether the group closes a round; then the rounds are locked against readers' locks, too.</summary>
    public bool ClosesRounds { get; set; }

    /// <summary>Sessions whose ledgers grow: locked, so that seq has no holes and what is looked up below stays true.</summary>
    public HashSet<Guid> Ledgers { get; } = [];

    /// <summary>Receipts to look up.</summary>
    public HashSet<ReceiptId> Receipts { get; } = [];

    /// <summary>Lines to look up by person.</summary>
    public HashSet<PersonId> Persons { get; } = [];

    /// <summary>Lines to look up by ticket.</summary>
    public HashSet<TicketId> Tickets { get; } = [];

    /// <summary>Lines to look up by device.</summary>
    public Dictionary<DeviceId, byte[]> Devices { get; } = [];

    /// <summary>Lines to look up by key.</summary>
    public HashSet<EntryId> Entries { get; } = [];

    /// <summary>Counters to read.</summary>
    public HashSet<CounterId> Counters { get; } = [];
}
