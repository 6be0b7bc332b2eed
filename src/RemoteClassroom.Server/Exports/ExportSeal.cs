using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace RemoteClassroom.Server.Exports;

/// <summary>
/// Seals a file in parts (AES-256-GCM) under a key of its own, so that what lies on a disk or in a backup says nothing once the key is thrown away. A part's nonce is its number, used once with that key;
/// export, attempt and number are bound to each part, so that none can stand in another's place.
/// </summary>
internal static class ExportSeal
{
    /// <summary>The length of a key.</summary>
    public const int KeyBytes = 32;

    private const int PartBytes = 256 * 1024;
    private const int TagBytes = 16;
    private const int NonceBytes = 12;

    /// <summary>Reads a plain file and gives its sealed parts, one at a time.</summary>
    public static async IAsyncEnumerable<byte[]> SealAsync(Stream plain, byte[] key, Guid exportId, int attempt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(plain);
        using var aes = new AesGcm(key, TagBytes);
        var buffer = new byte[PartBytes];
        for (var number = 0; await plain.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken) is > 0 and var length; number++)
        {
            var part = new byte[length + TagBytes];
            aes.Encrypt(NonceOf(number), buffer.AsSpan(0, length), part.AsSpan(0, length), part.AsSpan(length), BoundTo(exportId, attempt, number));
            yield return part;
        }

        CryptographicOperations.ZeroMemory(buffer);
    }

    /// <summary>Opens sealed parts.</summary>
    /// <exception cref="CryptographicException">A part is not as it was sealed, or not in its place.</exception>
    public static async IAsyncEnumerable<byte[]> OpenAsync(IAsyncEnumerable<byte[]> parts, byte[] key, Guid exportId, int attempt, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(parts);
        using var aes = new AesGcm(key, TagBytes);
        var number = 0;
        await foreach (var part in parts.WithCancellation(cancellationToken))
        {
            if (part.Length < TagBytes)
            {
                throw new CryptographicException("A part of an export is too short.");
            }

            var plain = new byte[part.Length - TagBytes];
            aes.Decrypt(NonceOf(number), part.AsSpan(0, plain.Length), part.AsSpan(plain.Length), plain, BoundTo(exportId, attempt, number));
            number++;
            yield return plain;
        }
    }

    private static byte[] NonceOf(int number)
    {
        var nonce = new byte[NonceBytes];
        BinaryPrimitives.WriteInt32BigEndian(nonce.AsSpan(NonceBytes - sizeof(int)), number);
        return nonce;
    }

    private static byte[] BoundTo(Guid exportId, int attempt, int number)
    {
        var bound = new byte[24];
        exportId.TryWriteBytes(bound, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(bound.AsSpan(16), attempt);
        BinaryPrimitives.WriteInt32BigEndian(bound.AsSpan(20), number);
        return bound;
    }
}
