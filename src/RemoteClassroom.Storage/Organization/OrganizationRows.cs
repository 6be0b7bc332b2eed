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

    /// <summary>The codes from the root down, joined by <c>/</c>; a subtree is the path itself and everything that begins with it and a <c>/</c>.</summary>
    public required string Path { get; set; }
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
}

/// <summary>A trainee on a roster.</summary>
public sealed class TraineeRow
{
    /// <summary>The trainee.</summary>
    public Guid Id { get; init; }

    /// <summary>The roster number, unique.</summary>
    public required string RosterNo { get; set; }

    /// <summary>The name.</summary>
    public required string Name { get; set; }

    /// <summary>The last four digits of the phone number, what a person proves himself with; of the number nothing more is kept.</summary>
    public required string LastDigits { get; set; }

    /// <summary>The unit.</summary>
    public Guid UnitId { get; set; }

    /// <summary>The category of trainee.</summary>
    public required string Category { get; set; }

    /// <summary>The venue named in the roster; null: the nearest one upward.</summary>
    public Guid? VenueId { get; set; }
}
