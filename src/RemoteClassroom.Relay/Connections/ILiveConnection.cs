using System.Security.Claims;
using RemoteClassroom.Contracts.Hub;

namespace RemoteClassroom.Relay.Connections;

/// <summary>One connection of the hub, for whoever judges whether it may go on.</summary>
public interface ILiveConnection
{
    /// <summary>Who it was authenticated as in its upgrade.</summary>
    ClaimsPrincipal User { get; }

    /// <summary>The streams that it follows now.</summary>
    IReadOnlyList<StreamName> Streams { get; }

    /// <summary>Tells it why and cuts it, once; nothing of its streams is sent any more. Returns at once.</summary>
    /// <param name="code">One of <see cref="ByeCodes"/>.</param>
    /// <param name="retryAfterMs">When it may come back.</param>
    void End(string code, int retryAfterMs = 0);
}
