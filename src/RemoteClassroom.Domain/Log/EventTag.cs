using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace RemoteClassroom.Domain.Log;

/// <summary>
/// A running fingerprint of a log: each event's tag covers all before it. Two logs with the same tag at the same offset hold the same events,
/// so a cursor that carries a tag notices a restored or forked log.
/// </summary>
public static class EventTag
{
    /// <summary>First 8 bytes, big-endian, of SHA-256(previous tag ‖ offset ‖ µs since 1970 ‖ type ‖ 0 ‖ data).</summary>
    /// <param name="previous">The tag before; 0 for the first event.</param>
    /// <param name="offset">The event's offset.</param>
    /// <param name="atMicros">When it happened, in µs since 1970 UTC.</param>
    /// <param name="type">Its stored name.</param>
    /// <param name="data">Its stored JSON.</param>
    public static ulong Next(ulong previous, long offset, long atMicros, string type, string data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> head = stackalloc byte[24];
        BinaryPrimitives.WriteUInt64BigEndian(head, previous);
        BinaryPrimitives.WriteInt64BigEndian(head[8..], offset);
        BinaryPrimitives.WriteInt64BigEndian(head[16..], atMicros);
        hash.AppendData(head);
        hash.AppendData(Encoding.UTF8.GetBytes(type));
        hash.AppendData([0]);
        hash.AppendData(Encoding.UTF8.GetBytes(data));
        Span<byte> digest = stackalloc byte[32];
        hash.GetHashAndReset(digest);
        return BinaryPrimitives.ReadUInt64BigEndian(digest);
    }
}
