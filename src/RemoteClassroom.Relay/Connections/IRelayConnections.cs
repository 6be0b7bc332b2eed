using System.Security.Claims;

namespace RemoteClassroom.Relay.Connections;

/// <summary>The hub's connections on this node.</summary>
public interface IRelayConnections
{
    /// <summary>How many there are.</summary>
    int Count { get; }

    /// <summary>All of them; who comes or goes meanwhile may be missing or still be there.</summary>
    IEnumerable<ILiveConnection> Live { get; }

    /// <summary>Ends the connections whose credential or right was taken away, with <c>bye revoked</c>.</summary>
    /// <param name="predicate">Says whom it concerns.</param>
    /// <returns>How many were ended.</returns>
    int Revoke(Func<ClaimsPrincipal, bool> predicate);

    /// <summary>Tells everybody <c>bye draining</c>, evenly over <paramref name="spread"/>, and refuses new ones; done when all were told and cut.</summary>
    Task DrainAsync(TimeSpan spread, CancellationToken cancellationToken);
}
