using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using RemoteClassroom.Contracts.Hub;

namespace RemoteClassroom.Relay.Frames;

/// <summary>
/// Where a client stands: which stream, up to which offset, and the log's tag there. Opaque to clients, who echo it.
/// It grants nothing: a forged cursor moves its sender to another place of a stream that he may read anyway.
/// </summary>
/// <param name="Stream">A fingerprint of the stream's name, see <see cref="IdOf"/>.</param>
/// <param name="Offset">The last offset that was applied.</param>
/// <param name="Tag">The log's running tag at that offset.</param>
internal readonly record struct Cursor(ulong Stream, long Offset, ulong Tag)
{
    private const int Bytes = 24;

    /// <summary>The first eight bytes of the name's SHA-256.</summary>
    public static ulong IdOf(StreamName name)
    {
        Span<byte> text = stackalloc byte[96];
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text[..Encoding.UTF8.GetBytes(name.Format(), text)], digest);
        return BinaryPrimitives.ReadUInt64BigEndian(digest);
    }

    public string Format()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Stream);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], Offset);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[16..], Tag);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>False for anything that <see cref="Format"/> did not make.</summary>
    public static bool TryParse(string text, out Cursor cursor)
    {
        cursor = default;
        Span<byte> bytes = stackalloc byte[Bytes];
        if (text.Length != Base64Url.GetEncodedLength(Bytes) || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, bytes, out var written) || written != Bytes)
        {
            return false;
        }

        cursor = new Cursor(
            BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes[8..]), BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]));
        return cursor.Offset >= 0;
    }
}
