using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;

namespace RemoteClassroom.Relay.Hubs;

/// <summary>
/// SignalR's JSON protocol, which also tells when the answer of a join has been written. SignalR writes an answer after the hub's method has returned
/// and under the connection's write lock: this is the one place from which "first the answer, then what was joined" can be promised.
/// </summary>
internal sealed class ClassroomProtocol(IOptions<JsonHubProtocolOptions> options) : IHubProtocol
{
    private readonly JsonHubProtocol _json = new(options);

    /// <inheritdoc />
    public string Name => _json.Name;

    /// <inheritdoc />
    public int Version => _json.Version;

    /// <inheritdoc />
    public TransferFormat TransferFormat => _json.TransferFormat;

    /// <inheritdoc />
    public bool IsVersionSupported(int version) => _json.IsVersionSupported(version);

    /// <inheritdoc />
    public bool TryParseMessage(ref ReadOnlySequence<byte> input, IInvocationBinder binder, [NotNullWhen(true)] out HubMessage? message) =>
        _json.TryParseMessage(ref input, binder, out message);

    /// <inheritdoc />
    public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => _json.GetMessageBytes(message);

    /// <inheritdoc />
    public void WriteMessage(HubMessage message, IBufferWriter<byte> output)
    {
        if (message is CompletionMessage { Result: JoinReply reply, InvocationId: { } invocation })
        {
            _json.WriteMessage(CompletionMessage.WithResult(invocation, reply.Answer), output);
            reply.Written?.Invoke();
            return;
        }

        _json.WriteMessage(message, output);
    }
}
