using Microsoft.AspNetCore.Identity;

namespace RemoteClassroom.Storage.Accounts;

/// <summary>An account of ASP.NET Core Identity with its one role and its place in the tree.</summary>
public sealed class AccountRow : IdentityUser<Guid>
{
    /// <summary>administrator, lecturer, assistant or operator.</summary>
    public required string Role { get; set; }

    /// <summary>The unit of an administrator, lecturer or assistant.</summary>
    public Guid? UnitId { get; set; }

    /// <summary>The venue of an operator.</summary>
    public Guid? VenueId { get; set; }
}

/// <summary>A credential that can be refreshed and revoked: a sign-in of an account, or a paired screen.</summary>
public sealed class CredentialRow
{
    /// <summary>The credential; access tokens carry it.</summary>
    public Guid Id { get; init; }

    /// <summary>The account; null for a screen.</summary>
    public Guid? AccountId { get; init; }

    /// <summary>The venue of a paired screen; null for an account.</summary>
    public Guid? VenueId { get; init; }

    /// <summary>Counts the refreshes, from 1; access tokens carry it.</summary>
    public int Generation { get; set; }

    /// <summary>SHA-256 of the present refresh token.</summary>
    public required byte[] RefreshHash { get; set; }

    /// <summary>SHA-256 of the one before; works until an access token of the present generation was used.</summary>
    public byte[]? FormerRefreshHash { get; set; }

    /// <summary>When it was made, µs since 1970.</summary>
    public long CreatedAt { get; init; }

    /// <summary>When it ends unless refreshed, µs since 1970.</summary>
    public long ExpiresAt { get; set; }

    /// <summary>When it was revoked, µs since 1970; null while good.</summary>
    public long? RevokedAt { get; set; }
}

/// <summary>A screen that asks to be paired.</summary>
public sealed class PairingRow
{
    /// <summary>The pairing.</summary>
    public Guid Id { get; init; }

    /// <summary>The digits, unique among those alive.</summary>
    public required string UserCode { get; init; }

    /// <summary>SHA-256 of the poll secret.</summary>
    public required byte[] PollSecretHash { get; init; }

    /// <summary>When it ends, µs since 1970.</summary>
    public long ExpiresAt { get; init; }

    /// <summary>The venue, once approved.</summary>
    public Guid? VenueId { get; set; }

    /// <summary>The credential, once its token was fetched.</summary>
    public Guid? CredentialId { get; set; }
}

/// <summary>One of the installation's own values, such as the secret that seals tickets.</summary>
public sealed class SettingRow
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its value.</summary>
    public required byte[] Value { get; set; }
}
