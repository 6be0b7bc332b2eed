using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace RemoteClassroom.Domain.CheckIns;

/// <summary>Fixed-size bytes with an HMAC behind them, as base64url. Deterministic: the same bytes give the same token. The first byte tells the kind and version.</summary>
internal sealed class SealedToken
{
    private const int MacBytes = 16;
    private readonly byte[] _key;
    private readonly byte _kind;
    private readonly int _payload;

    public SealedToken(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> purpose, byte kind, int payload)
    {
        if (secret.Length < 32)
        {
            throw new ArgumentException("An installation secret has at least 32 bytes.", nameof(secret));
        }

        (_kind, _payload, _key) = (kind, payload, new byte[32]);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, _key, [], purpose);
    }

    public string Seal(ReadOnlySpan<byte> payload)
    {
        Span<byte> whole = stackalloc byte[1 + _payload + MacBytes];
        whole[0] = _kind;
        payload.CopyTo(whole[1..]);
        Mac(whole[..(1 + _payload)], whole[(1 + _payload)..]);
        return Base64Url.EncodeToString(whole);
    }

    public bool TryOpen(string? token, Span<byte> payload)
    {
        var size = 1 + _payload + MacBytes;
        if (token is null || token.Length != Base64Url.GetEncodedLength(size))
        {
            return false;
        }

        Span<byte> whole = stackalloc byte[size];
        if (Base64Url.DecodeFromChars(token, whole, out _, out var read) != OperationStatus.Done || read != size || whole[0] != _kind)
        {
            return false;
        }

        // One token, one spelling: the bits that fill up the last symbol are not free to choose.
        Span<char> spelling = stackalloc char[token.Length];
        if (!Base64Url.TryEncodeToChars(whole, spelling, out var written) || !token.AsSpan().SequenceEqual(spelling[..written]))
        {
            return false;
        }

        Span<byte> right = stackalloc byte[MacBytes];
        Mac(whole[..(1 + _payload)], right);
        if (!CryptographicOperations.FixedTimeEquals(right, whole[(1 + _payload)..]))
        {
            return false;
        }

        whole.Slice(1, _payload).CopyTo(payload);
        return true;
    }

    private void Mac(ReadOnlySpan<byte> message, Span<byte> mac)
    {
        Span<byte> full = stackalloc byte[32];
        HMACSHA256.HashData(_key, message, full);
        full[..MacBytes].CopyTo(mac);
    }
}
