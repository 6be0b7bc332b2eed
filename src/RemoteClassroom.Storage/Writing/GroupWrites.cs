using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Storage.Writing;

/// <summary>An event to store.</summary>
internal readonly record struct EventWrite(Guid Session, long Offset, ulong Tag, long At, string Type, string Data);

/// <summary>A ledger line to store, with what only the database keeps of it.</summary>
/// <param name="Entry">The line.</param>
/// <param name="DeviceHash">The device, for sessions with one device a round.</param>
/// <param name="DeviceMark">The device, for signals.</param>
/// <param name="Scope">The key's scope; null with a ticket, which is a scope by itself.</param>
/// <param name="AfterClose">Whether it came after the close.</param>
/// <param name="Link">Its link in the ledger's chain.</param>
internal readonly record struct LineWrite(LedgerEntry Entry, byte[]? DeviceHash, byte[]? DeviceMark, string? Scope, bool AfterClose, byte[] Link)
{
    /// <summary>The key; null if there was none.</summary>
    public Guid? Key => Entry.Key == Guid.Empty ? null : Entry.Key;

    /// <summary>The body hash that goes with the key.</summary>
    public byte[]? BodyHash => Entry.Key == Guid.Empty ? null : Entry.BodyHash;
}

/// <summary>A statement with its parameters, in words that both databases know.</summary>
internal sealed record Statement(string Sql, params (string Name, object? Value)[] Parameters)
{
    /// <summary>Whether it reads large parts of tables, so that a planner should be free to scan them.</summary>
    public bool WholeTables { get; init; }
}

/// <summary>What a group changes, in the order in which a store writes it.</summary>
internal sealed class GroupWrites
{
    /// <summary>When the group is written, µs since 1970.</summary>
    public long Now { get; init; }

    /// <summary>New sessions, before everything that refers to them.</summary>
    public List<Statement> Creations { get; } = [];

    /// <summary>Events.</summary>
    public List<EventWrite> Events { get; } = [];

    /// <summary>Where the logs end afterwards.</summary>
    public Dictionary<Guid, LogHead> Heads { get; } = [];

    /// <summary>What follows from the events: phases, rounds, questions, the freeze; in the events' order.</summary>
    public List<Statement> Effects { get; } = [];

    /// <summary>New receipts. If one is there by now, another node was faster: <see cref="GroupRacedException"/>.</summary>
    public Dictionary<ReceiptId, StoredReceipt> Receipts { get; } = [];

    /// <summary>Votes to set (the session) or to take back (null).</summary>
    public Dictionary<VoteId, Guid?> Votes { get; } = [];

    /// <summary>New lines.</summary>
    public List<LineWrite> Lines { get; } = [];

    /// <summary>What devices told, beside the lines; after them.</summary>
    public List<Statement> Notes { get; } = [];

    /// <summary>Counters as they stand afterwards.</summary>
    public Dictionary<CounterId, Counter> Counters { get; } = [];

    /// <summary>Corrections, and what goes with them; they are rare, and so statements of their own.</summary>
    public List<Statement> Corrections { get; } = [];

    /// <summary>Where ledgers end afterwards.</summary>
    public Dictionary<Guid, LedgerHead> Ledgers { get; } = [];

    /// <summary>Nothing to write: every item was answered from what stood.</summary>
    public bool IsEmpty =>
        Creations.Count == 0 && Events.Count == 0 && Effects.Count == 0 && Receipts.Count == 0 && Votes.Count == 0 && Lines.Count == 0 && Corrections.Count == 0 && Notes.Count == 0;
}
