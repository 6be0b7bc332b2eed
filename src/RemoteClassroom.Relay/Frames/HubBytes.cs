using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using RemoteClassroom.Contracts;

namespace RemoteClassroom.Relay.Frames;

/// <summary>A message of the hub, serialised once for however many connections. It is SignalR's JSON invocation with one argument.</summary>
internal sealed class HubBytes
{
    private readonly byte[] _bytes;
    private readonly int _payloadAt;

    private HubBytes(byte[] bytes, int payloadAt)
    {
        _bytes = bytes;
        _payloadAt = payloadAt;
        Message = new SerializedHubMessage([new SerializedMessage("json", bytes)]);
    }

    /// <summary>What SignalR writes as it is.</summary>
    public SerializedHubMessage Message { get; }

    /// <summary>Its size in bytes.</summary>
    public int Length => _bytes.Length;

    /// <summary>The one argument's JSON.</summary>
    public ReadOnlyMemory<byte> Payload => _bytes.AsMemory(_payloadAt, _bytes.Length - _payloadAt - Tail.Length);

    private static ReadOnlySpan<byte> Tail => "]}\u001e"u8;

    /// <summary>A message whose argument is written by the caller.</summary>
    public static HubBytes Write<T>(string target, T state, Action<IBufferWriter<byte>, T> payload, int sizeHint = 512)
    {
        var buffer = new ArrayBufferWriter<byte>(sizeHint);
        buffer.Write("{\"type\":1,\"target\":\""u8);
        Encoding.UTF8.GetBytes(target.AsSpan(), buffer);
        buffer.Write("\",\"arguments\":["u8);
        var payloadAt = buffer.WrittenCount;
        payload(buffer, state);
        buffer.Write(Tail);
        return new HubBytes(buffer.WrittenSpan.ToArray(), payloadAt);
    }

    /// <summary>A message whose argument is an object of the contract.</summary>
    public static HubBytes Of<T>(string target, T argument) => Write(target, argument, static (buffer, value) =>
    {
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ContractsJson.Options.Encoder });
        JsonSerializer.Serialize(json, value, ContractsJson.Options);
    });
}
