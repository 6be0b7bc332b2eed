using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace RemoteClassroom.Domain.CheckIns;

/// <summary>What a device signs of an entry; see <see cref="EntryProof.Bytes"/>.</summary>
/// <param name="DeviceId">The device.</param>
/// <param name="SessionId">The session.</param>
/// <param name="BranchId">The hall.</param>
/// <param name="EntryId">The entry.</param>
/// <param name="Seq">The device's running number.</param>
/// <param name="TraineeId">Who.</param>
/// <param name="RoundId">Which round, if one is named.</param>
/// <param name="Code">The scanned code, if one was.</param>
/// <param name="Reason">Why it was vouched for, if it was.</param>
/// <param name="Stamp">When, to the millisecond.</param>
public sealed record SignedEntry(
    Guid DeviceId, Guid SessionId, Guid BranchId, Guid EntryId, long Seq, Guid TraineeId, Guid? RoundId, string? Code, VouchGround Reason, OfflineStamp Stamp);

/// <summary>
/// Signatures of entries: ECDSA over P-256 with SHA-256, 64 bytes r ‖ s (IEEE P1363), as WebCrypto makes them. A device is named by its key, so that it can sign before it ever reached a server.
/// </summary>
public static class EntryProof
{
    /// <summary>Bytes of a public key: 4 ‖ x ‖ y, the uncompressed point of SEC 1.</summary>
    public const int KeyBytes = 65;

    /// <summary>Bytes of a signature.</summary>
    public const int SignatureBytes = 64;

    /// <summary>The device's id: the first 16 bytes of the SHA-256 of its public key, as a UUID of version 8.</summary>
    /// <param name="publicKey">The uncompressed point.</param>
    public static Guid DeviceIdOf(ReadOnlySpan<byte> publicKey)
    {
        Span<byte> id = stackalloc byte[32];
        SHA256.HashData(publicKey, id);
        id[6] = (byte)((id[6] & 0x0F) | 0x80);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return new Guid(id[..16], bigEndian: true);
    }

    /// <summary>Whether this is a point of the curve.</summary>
    public static bool IsKey(ReadOnlySpan<byte> publicKey)
    {
        if (publicKey.Length != KeyBytes || publicKey[0] != 4)
        {
            return false;
        }

        try
        {
            using var key = Import(publicKey);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>
    /// What is signed: UTF-8, fourteen lines joined by LF, none at the end; ids in lower case with hyphens, numbers in decimal, what is absent as an empty line:
    /// <c>rc1 entry</c>, device, session, branch, entry, seq, trainee, round, scannedAt in ms since 1970, proof, reason, pageLoad, monotonicMs, clockOffsetMs.
    /// </summary>
    public static byte[] Bytes(SignedEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var stamp = entry.Stamp;
        string[] lines =
        [
            "rc1 entry", Text(entry.DeviceId), Text(entry.SessionId), Text(entry.BranchId), Text(entry.EntryId), Text(entry.Seq), Text(entry.TraineeId), Text(entry.RoundId),
            Text(stamp.ScannedAt.ToUnixTimeMilliseconds()), entry.Code ?? "", Text(entry.Reason), Text(stamp.PageLoad), Text(stamp.MonotonicMs), Text(stamp.ClockOffsetMs),
        ];
        return Encoding.UTF8.GetBytes(string.Join('\n', lines));
    }

    /// <summary>Whether the signature is the device's.</summary>
    /// <param name="publicKey">The device's public key.</param>
    /// <param name="entry">What it signed.</param>
    /// <param name="signature">Base64url of 64 bytes.</param>
    public static bool IsSigned(ReadOnlySpan<byte> publicKey, SignedEntry entry, string? signature)
    {
        Span<byte> given = stackalloc byte[SignatureBytes];
        if (signature is null || signature.Length != Base64Url.GetEncodedLength(SignatureBytes) || !Base64Url.IsValid(signature)
            || !Base64Url.TryDecodeFromChars(signature, given, out var length) || length != SignatureBytes)
        {
            return false;
        }

        using var key = Import(publicKey);
        return key.VerifyData(Bytes(entry), given, HashAlgorithmName.SHA256);
    }

    private static ECDsa Import(ReadOnlySpan<byte> publicKey) => ECDsa.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = publicKey[1..33].ToArray(), Y = publicKey[33..].ToArray() },
    });

    // The contract's words.
    private static string Text(VouchGround reason) => reason switch
    {
        VouchGround.NoPhone => "noPhone",
        VouchGround.PlainPhone => "plainPhone",
        VouchGround.CannotScan => "cannotScan",
        VouchGround.Other => "other",
        _ => "",
    };

    private static string Text(Guid? id) => id?.ToString("D") ?? "";

    private static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
