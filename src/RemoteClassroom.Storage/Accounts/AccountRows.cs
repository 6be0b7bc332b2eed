using Microsoft.AspNetCore.Identity;

namespace RemoteClassroom.Storage.Accounts;

/// <summary>An account of ASP.NET Core Identity with its one role and its place in the tree.</summary>
public sealed class AccountRow : IdentityUser<Guid>
{
    /// <summary>Its role, as a word: administrator, lecturer, assistant, operator and those that keep the installation.</summary>
    public required string Role { get; set; }

    /// <summary>Roles that the first administrator holds beside his own until each is given to somebody else; words with spaces between, empty for everybody else.</summary>
    public string AlsoRoles { get; set; } = "";

    /// <summary>The unit of an administrator, lecturer or assistant.</summary>
    public Guid? UnitId { get; set; }

    /// <summary>The venue of an operator.</summary>
    public Guid? VenueId { get; set; }

    /// <summary>When a substitute's rights end, µs since 1970; null for an account that stays.</summary>
    public long? EndsAt { get; set; }
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

    /// <summary>What it was opened with, such as <c>Chrome · Android</c>; empty where that is not known.</summary>
    public string Device { get; init; } = "";

    /// <summary>When it was last refreshed or opened, µs since 1970; 0 where that was not noted.</summary>
    public long LastUsedAt { get; set; }

    /// <summary>When the password was last given within it, µs since 1970; 0 if that was not noted.</summary>
    public long PasswordAt { get; set; }
}

/// <summary>An activation slip: who holds its code may set the account's password once.</summary>
public sealed class ActivationSlipRow
{
    /// <summary>The slip.</summary>
    public Guid Id { get; init; }

    /// <summary>The account.</summary>
    public Guid AccountId { get; init; }

    /// <summary>Keyed hash of the code; the code itself is kept nowhere.</summary>
    public required byte[] CodeHash { get; init; }

    /// <summary>The account that issued it.</summary>
    public Guid IssuedBy { get; init; }

    /// <summary>The unit in whose name it was issued; null for the whole tree. The slip is worth nothing for an account that no longer stands below it.</summary>
    public Guid? ScopeUnitId { get; init; }

    /// <summary>When it was issued, µs since 1970.</summary>
    public long IssuedAt { get; init; }

    /// <summary>When it ends, µs since 1970.</summary>
    public long ExpiresAt { get; init; }

    /// <summary>When it was redeemed, µs since 1970.</summary>
    public long? UsedAt { get; set; }

    /// <summary>When a newer slip took its place, µs since 1970.</summary>
    public long? WithdrawnAt { get; set; }
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
