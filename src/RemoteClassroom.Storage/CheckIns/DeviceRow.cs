namespace RemoteClassroom.Storage.CheckIns;

/// <summary>A hall's device that may sign what it gathers without a link.</summary>
public sealed class DeviceRow
{
    /// <summary>Made from the key.</summary>
    public Guid Id { get; init; }

    /// <summary>The hall.</summary>
    public Guid VenueId { get; init; }

    /// <summary>The public key: 4 ‖ x ‖ y on P-256.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>What its owner calls it; may be empty.</summary>
    public required string Name { get; set; }

    /// <summary>The account that registered it; null for a paired screen.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>When it registered, µs since 1970.</summary>
    public long RegisteredAt { get; init; }

    /// <summary>From when on it is not believed any more, µs since 1970.</summary>
    public long? RevokedAt { get; set; }
}
