namespace RemoteClassroom.Storage.Corrections;

/// <summary>A request for leave from a session. Granting it writes an excuse into the ledger, in the same transaction.</summary>
public sealed class LeaveRow
{
    /// <summary>The request.</summary>
    public Guid Id { get; init; }

    /// <summary>The session.</summary>
    public Guid SessionId { get; init; }

    /// <summary>Who is to be excused.</summary>
    public Guid TraineeId { get; init; }

    /// <summary>The hall of his roster line, or his unit.</summary>
    public Guid HomeId { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }

    /// <summary>waiting, granted or refused.</summary>
    public required string State { get; set; }

    /// <summary>When it was asked, µs since 1970.</summary>
    public long AskedAt { get; init; }

    /// <summary>When it was decided, µs since 1970.</summary>
    public long? DecidedAt { get; set; }

    /// <summary>Who decided, masked.</summary>
    public string? DecidedBy { get; set; }

    /// <summary>What the decider said about it.</summary>
    public string? Answer { get; set; }
}
