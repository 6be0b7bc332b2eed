namespace RemoteClassroom.Storage.Halls;

/// <summary>A hall that asks for help.</summary>
public sealed class HelpRequestRow
{
    /// <summary>The request.</summary>
    public Guid Id { get; init; }

    /// <summary>The hall.</summary>
    public Guid VenueId { get; init; }

    /// <summary>The session it happened in, if one was under way.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>What is wrong, as a lower-case word.</summary>
    public required string Kind { get; init; }

    /// <summary>What the operator wrote.</summary>
    public required string Text { get; init; }

    /// <summary>What the asking device saw, as the contract's JSON.</summary>
    public required string Diagnostics { get; init; }

    /// <summary>open, taken or solved.</summary>
    public required string State { get; set; }

    /// <summary>When it was asked, µs since 1970.</summary>
    public long AskedAt { get; init; }

    /// <summary>The account that takes care of it.</summary>
    public Guid? OwnerId { get; set; }

    /// <summary>That account's masked name.</summary>
    public string? OwnerName { get; set; }

    /// <summary>When its state last changed, µs since 1970.</summary>
    public long ChangedAt { get; set; }
}

/// <summary>How many people an operator counted in the hall; the last count of a round stands.</summary>
public sealed class HeadCountRow
{
    /// <summary>The session.</summary>
    public Guid SessionId { get; init; }

    /// <summary>The round that was open or closed last; all zeros before any.</summary>
    public Guid RoundId { get; init; }

    /// <summary>The hall.</summary>
    public Guid BranchId { get; init; }

    /// <summary>How many.</summary>
    public int Count { get; set; }

    /// <summary>When, µs since 1970.</summary>
    public long At { get; set; }
}

/// <summary>When somebody last called a hall in a session (已催), so that nobody calls twice.</summary>
public sealed class HallCallRow
{
    /// <summary>The session.</summary>
    public Guid SessionId { get; init; }

    /// <summary>The hall.</summary>
    public Guid BranchId { get; init; }

    /// <summary>When, µs since 1970.</summary>
    public long At { get; set; }

    /// <summary>Who, masked.</summary>
    public required string ByName { get; set; }
}
