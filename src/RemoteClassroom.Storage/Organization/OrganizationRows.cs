namespace RemoteClassroom.Storage.Organization;

/// <summary>A unit of the tree.</summary>
public sealed class OrgUnitRow
{
    /// <summary>The unit.</summary>
    public Guid Id { get; init; }

    /// <summary>Its code, unique.</summary>
    public required string Code { get; set; }

    /// <summary>Its name.</summary>
    public required string Name { get; set; }

    /// <summary>province, city, county, township or village.</summary>
    public required string Level { get; set; }

    /// <summary>The unit above; null for the root.</summary>
    public Guid? ParentId { get; set; }

    /// <summary>The unit that took this one in; null for a unit that stands. A unit that was merged keeps its row, so that old sessions can still be looked into.</summary>
    public Guid? MergedInto { get; set; }

    /// <summary>The codes from the root down, joined by <c>/</c>; a subtree is the path itself and everything that begins with it and a <c>/</c>.</summary>
    public required string Path { get; set; }
}

/// <summary>A change of the tree: one that waits for its day, or one that was carried out; together they are a unit's history.</summary>
public sealed class OrgUnitChangeRow
{
    /// <summary>The change.</summary>
    public Guid Id { get; init; }

    /// <summary>The unit that changes.</summary>
    public Guid UnitId { get; init; }

    /// <summary>created, renamed, moved or merged.</summary>
    public required string Kind { get; init; }

    /// <summary>The new unit above, or the unit that takes this one in.</summary>
    public Guid? TargetId { get; init; }

    /// <summary>The new name.</summary>
    public string? Name { get; init; }

    /// <summary>From when on it counts, µs since 1970.</summary>
    public long EffectiveAt { get; init; }

    /// <summary>The account that asked for it.</summary>
    public Guid? MadeBy { get; init; }

    /// <summary>When it was asked for, µs since 1970.</summary>
    public long MadeAt { get; init; }

    /// <summary>When it was carried out, refused or withdrawn, µs since 1970; null while it waits.</summary>
    public long? DoneAt { get; set; }

    /// <summary>Why it could not be carried out on its day, or that it was withdrawn; null if all went well.</summary>
    public string? Fault { get; set; }

    /// <summary>The name before it.</summary>
    public string? FormerName { get; set; }

    /// <summary>The path before it.</summary>
    public string? FormerPath { get; set; }
}

/// <summary>A venue (分课堂).</summary>
public sealed class VenueRow
{
    /// <summary>The venue.</summary>
    public Guid Id { get; init; }

    /// <summary>Its code, unique.</summary>
    public required string Code { get; set; }

    /// <summary>Its name.</summary>
    public required string Name { get; set; }

    /// <summary>The unit it stands at.</summary>
    public Guid UnitId { get; set; }

    /// <summary>Its short number, unique in the installation, from 1 (fits 32 bits).</summary>
    public long Hall { get; init; }

    /// <summary>How many seats.</summary>
    public int Seats { get; set; }

    /// <summary>Whom to call about the hall; empty if nobody was named.</summary>
    public string Contact { get; set; } = "";

    /// <summary>The number to call; empty if none was given.</summary>
    public string ContactPhone { get; set; } = "";
}

/// <summary>A trainee on a roster.</summary>
public sealed class TraineeRow
{
    /// <summary>The trainee.</summary>
    public Guid Id { get; init; }

    /// <summary>The roster number, unique. In memory only: no column holds it; see <see cref="Identities.ITraineeIdentities"/>.</summary>
    public string RosterNo { get; set; } = "";

    /// <summary>The name. In memory only.</summary>
    public string Name { get; set; } = "";

    /// <summary>The last four digits of the phone number, what a person proves himself with; of the number nothing more is kept. In memory only.</summary>
    public string LastDigits { get; set; } = "";

    /// <summary>What names the person, sealed under a key of his own; null once he was erased.</summary>
    public byte[]? Sealed { get; set; }

    /// <summary>The keyed hash of the roster number, unique; null once the person was erased.</summary>
    public byte[]? RosterHash { get; set; }

    /// <summary>The unit.</summary>
    public Guid UnitId { get; set; }

    /// <summary>The category of trainee.</summary>
    public required string Category { get; set; }

    /// <summary>The venue named in the roster; null: the nearest one upward.</summary>
    public Guid? VenueId { get; set; }
}
