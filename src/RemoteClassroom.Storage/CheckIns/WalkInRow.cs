namespace RemoteClassroom.Storage.CheckIns;

/// <summary>Somebody whom no roster has, kept until an administrator matches or rejects the entry. What the person left is sealed.</summary>
public sealed class WalkInRow
{
    /// <summary>The entry.</summary>
    public Guid Id { get; init; }

    /// <summary>The session.</summary>
    public Guid SessionId { get; init; }

    /// <summary>The round.</summary>
    public Guid RoundId { get; init; }

    /// <summary>The hall.</summary>
    public Guid BranchId { get; init; }

    /// <summary>The ticket, which serves one walk-in.</summary>
    public Guid TicketId { get; init; }

    /// <summary>Name and digits, sealed by the installation's data protection; empty once they were erased.</summary>
    public required byte[] Details { get; set; }

    /// <summary>When, µs since 1970.</summary>
    public long At { get; init; }

    /// <summary>waiting, matched or rejected.</summary>
    public required string State { get; set; }

    /// <summary>Who it is, if it was matched.</summary>
    public Guid? TraineeId { get; set; }

    /// <summary>When it was decided, µs since 1970.</summary>
    public long? DecidedAt { get; set; }

    /// <summary>Who decided, masked.</summary>
    public string? DecidedBy { get; set; }

    /// <summary>Why.</summary>
    public string? Answer { get; set; }
}
