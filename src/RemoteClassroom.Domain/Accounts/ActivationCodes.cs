using System.Security.Cryptography;
using System.Text;
using RemoteClassroom.Domain.CheckIns;

namespace RemoteClassroom.Domain.Accounts;

/// <summary>
/// The one-time codes of activation slips: twelve symbols of Crockford's base 32 (60 bits). A code is derived from the slip's id under the installation's secret, so that a command
/// that is sent again answers the same code although none is ever stored; what is stored, to find the slip of a code, is another keyed hash.
/// </summary>
public sealed class ActivationCodes
{
    /// <summary>How many symbols a code has, its hyphens aside.</summary>
    public const int Length = 12;

    /// <summary>How long a slip is good.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(7);

    private const int Group = 4;
    private readonly byte[] _codeKey = new byte[32];
    private readonly byte[] _hashKey = new byte[32];

    /// <summary>Takes the installation's secret.</summary>
    public ActivationCodes(IInstallationSecret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret.Value.Span, _codeKey, [], "rc1 activation code"u8);
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret.Value.Span, _hashKey, [], "rc1 activation hash"u8);
    }

    /// <summary>The code of a slip as it is printed: three groups of four, such as <c>7K3M-0QRX-9ATP</c>.</summary>
    public string Of(Guid slipId)
    {
        Span<byte> id = stackalloc byte[16];
        Span<byte> mac = stackalloc byte[32];
        slipId.TryWriteBytes(id, bigEndian: true, out _);
        HMACSHA256.HashData(_codeKey, id, mac);
        var symbols = CrockfordBase32.Encode(mac[..8])[..Length];
        return $"{symbols[..Group]}-{symbols[Group..(2 * Group)]}-{symbols[(2 * Group)..]}";
    }

    /// <summary>What somebody typed or scanned as the plain twelve symbols: without hyphens and spaces, look-alikes mended; null if it cannot be a code.</summary>
    public static string? Read(string typed)
    {
        ArgumentNullException.ThrowIfNull(typed);
        return typed.Length <= 4 * Length && CrockfordBase32.Normalise(typed) is { Length: Length } code ? code : null;
    }

    /// <summary>The keyed hash under which a slip is found.</summary>
    /// <param name="code">As <see cref="Read"/> gives it.</param>
    public byte[] Hash(string code)
    {
        ArgumentException.ThrowIfNullOrEmpty(code);
        return HMACSHA256.HashData(_hashKey, Encoding.ASCII.GetBytes(code));
    }

    /// <summary>The keyed hash of a slip's own code.</summary>
    public byte[] HashOf(Guid slipId) => Hash(Read(Of(slipId))!);
}
