using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace RemoteClassroom.Domain.Audit;

/// <summary>
/// The chain over the audit: each link is a SHA-256 over the link before it and a line's every value, so that a line that was changed, left out or put between shows.
/// Links are made shortly after the lines, by one node at a time: writing a line waits for nobody.
/// </summary>
public static class AuditChain
{
    /// <summary>Before the first link: 32 zeros.</summary>
    public static ReadOnlySpan<byte> Beginning => new byte[SHA256.HashSizeInBytes];

    /// <summary>The link of a line behind <paramref name="previous"/>.</summary>
    public static byte[] Next(ReadOnlySpan<byte> previous, AuditLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        hash.AppendData(line.Id.ToByteArray(bigEndian: true));
        Span<byte> number = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(number, Log.Micros.Of(line.At));
        hash.AppendData(number);
        foreach (var text in (string?[])[
            line.Actor.Id?.ToString("D"), line.Actor.Role, line.Action, line.On.Kind, line.On.Id?.ToString("D"), line.On.UnitPath, line.Done ? "1" : "0", line.Detail, line.Reason])
        {
            // With its length before it, so that no two lines read alike; absent is not empty.
            var bytes = Encoding.UTF8.GetBytes(text ?? "");
            BinaryPrimitives.WriteInt64BigEndian(number, text is null ? -1 : bytes.Length);
            hash.AppendData(number);
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }
}
