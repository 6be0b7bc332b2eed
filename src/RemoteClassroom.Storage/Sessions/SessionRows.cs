namespace RemoteClassroom.Storage.Sessions;

/// <summary>A session: what is edited, and what lists need. Its life is in the log; the phase here follows the log in the same transaction.</summary>
public sealed class SessionRow
{
    /// <summary>The session.</summary>
    public Guid Id { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; set; }

    /// <summary>Its phase, as a lower-case word.</summary>
    public required string Phase { get; set; }

    /// <summary>When the lecture is to start, µs since 1970.</summary>
    public long StartsAt { get; set; }

    /// <summary>The course, if any.</summary>
    public Guid? CourseId { get; set; }

    /// <summary>The unit that holds it.</summary>
    public Guid OwnerUnitId { get; init; }

    /// <summary>Who made it.</summary>
    public Guid CreatedBy { get; init; }

    /// <summary>32 random bytes.</summary>
    public required byte[] Secret { get; init; }

    /// <summary>The publisher's key.</summary>
    public required string StreamKey { get; set; }

    /// <summary>Whether a device may check in only one person a round.</summary>
    public bool OneDevicePerRound { get; init; }

    /// <summary>Whether it is a rehearsal (彩排), which no figure counts.</summary>
    public bool Rehearsal { get; init; }

    /// <summary>When it was made, µs since 1970.</summary>
    public long CreatedAt { get; init; }

    /// <summary>When the doors opened, µs since 1970.</summary>
    public long? OpenedAt { get; set; }

    /// <summary>When the lecture started, µs since 1970.</summary>
    public long? StartedAt { get; set; }

    /// <summary>When it ended, µs since 1970.</summary>
    public long? EndedAt { get; set; }
}

/// <summary>A unit invited to a session.</summary>
public sealed class SessionInviteRow
{
    /// <summary>The session.</summary>
    public Guid SessionId { get; init; }

    /// <summary>The unit.</summary>
    public Guid UnitId { get; init; }
}
