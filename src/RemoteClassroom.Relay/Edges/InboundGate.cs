using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Relay.Connections;

namespace RemoteClassroom.Relay.Edges;

/// <summary>Stands between the socket and the hub, below everything that knows of methods: what is not one of the contract's messages, or is one too many, ends the connection and reaches nobody.</summary>
internal sealed class InboundGate(RelayLifetimeManager connections, IOptions<RelayOptions> options, TimeProvider time)
{
    private const int RetryAfterMs = 10_000;
    private readonly RelayOptions _options = options.Value;

    public ConnectionDelegate Wrap(ConnectionDelegate hub) => connection =>
    {
        var bucket = new TokenBucket(_options.InboundBurst, _options.InboundPerSecond, time);
        var reader = new GatedReader(connection.Transport.Input, _options.InboundBytes, bucket, () => End(connection));
        connection.Transport = new Gated(reader, connection.Transport.Output);
        return hub(connection);
    };

    private void End(ConnectionContext connection)
    {
        if (connections.Find(connection.ConnectionId) is { } known)
        {
            known.End(ByeCodes.Protocol, RetryAfterMs);
        }
        else
        {
            // Before the handshake there is no message that it would understand.
            connection.Abort();
            connection.Transport.Input.CancelPendingRead();
        }
    }

    private sealed class Gated(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input { get; } = input;

        public PipeWriter Output { get; } = output;
    }
}
