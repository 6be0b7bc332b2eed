namespace RemoteClassroom.Storage.Accounts;

/// <summary>A credential that is good: neither revoked nor over.</summary>
/// <param name="Id">The credential.</param>
/// <param name="AccountId">The account that signed in; null for a screen.</param>
/// <param name="VenueId">The venue of a paired screen; null for an account.</param>
/// <param name="Generation">How often it was refreshed, from 1.</param>
/// <param name="FormerWorks">Whether the refresh token before the present one works still.</param>
/// <param name="ExpiresAt">When it ends unless refreshed, µs since 1970.</param>
public sealed record GoodCredential(Guid Id, Guid? AccountId, Guid? VenueId, int Generation, bool FormerWorks, long ExpiresAt);

/// <summary>What is asked of credentials by the thousand: a province's screens connect within seconds, and every two seconds all who are connected are looked at.</summary>
public interface ICredentialReading
{
    /// <summary>Those of these credentials that are good at a moment; the others are left out. In no order.</summary>
    Task<IReadOnlyList<GoodCredential>> GoodAsync(IReadOnlyCollection<Guid> ids, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Their present tokens were used: the refresh tokens before them work no more. One that was refreshed again meanwhile is left as it is.</summary>
    Task EndFormersAsync(IReadOnlyCollection<(Guid Id, int Generation)> used, CancellationToken cancellationToken);
}
