using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Storage.Writing;

/// <summary>What the database says to a group's needs, under their locks. What is not there is left out.</summary>
internal sealed class GroupFacts
{
    /// <summary>Where logs end.</summary>
    public Dictionary<Guid, LogHead> Heads { get; } = [];

    /// <summary>Whether rounds are open.</summary>
    public Dictionary<RoundId, bool> Rounds { get; } = [];

    /// <summary>Where ledgers end.</summary>
    public Dictionary<Guid, LedgerHead> Ledgers { get; } = [];

    /// <summary>Stored answers.</summary>
    public Dictionary<ReceiptId, StoredReceipt> Receipts { get; } = [];

    /// <summary>Lines by person.</summary>
    public Dictionary<PersonId, LedgerEntry> Persons { get; } = [];

    /// <summary>Lines by ticket.</summary>
    public Dictionary<TicketId, LedgerEntry> Tickets { get; } = [];

    /// <summary>Lines by device.</summary>
    public Dictionary<DeviceId, LedgerEntry> Devices { get; } = [];

    /// <summary>Lines by key.</summary>
    public Dictionary<EntryId, LedgerEntry> Entries { get; } = [];

    /// <summary>Counters.</summary>
    public Dictionary<CounterId, Counter> Counters { get; } = [];
}
