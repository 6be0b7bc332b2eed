using System.Security.Cryptography;
using System.Text;
using RemoteClassroom.Domain.Organization;
using RemoteClassroom.Storage.Accounts;

namespace RemoteClassroom.Storage.Identities;

/// <summary>The installation's keys for identities: one wraps the persons' keys, one hashes roster numbers. Both are derived from a secret of the installation.</summary>
internal sealed class IdentityKeys
{
    private const string SecretName = "identities";
    private const int KeyBytes = 32;

    private byte[]? _wrapping;
    private byte[]? _hashing;

    /// <summary>Loads them; nothing can be sealed or opened before.</summary>
    public async Task LoadAsync(InstallationSecrets secrets, CancellationToken cancellationToken)
    {
        var secret = await secrets.GetAsync(SecretName, cancellationToken);
        _wrapping = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, KeyBytes, info: "rc1 identity wrapping"u8.ToArray());
        _hashing = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, KeyBytes, info: "rc1 identity look-up"u8.ToArray());
    }

    /// <summary>The keyed hash of a roster number.</summary>
    public byte[] HashOf(string rosterNo) => HMACSHA256.HashData(_hashing ?? throw NotLoaded(), Encoding.UTF8.GetBytes(rosterNo));

    /// <summary>Begins to seal or open many; to be disposed, and not to be used by two at once.</summary>
    public IdentitySeal Begin() => new(_wrapping ?? throw NotLoaded());

    private static InvalidOperationException NotLoaded() => new("The keys of identities are loaded by IDatabase.StartAsync; call it first.");
}

/// <summary>Seals and opens identities, one after the other, with as little as can be made anew for each.</summary>
internal sealed class IdentitySeal(byte[] wrapping) : IDisposable
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int KeyBytes = 32;
    private const char Between = '\n';

    // A person's key seals one text in its life; a changed text gets a new key. So its nonce may stand still.
    private static readonly byte[] OnlyNonce = new byte[NonceBytes];

    private readonly AesGcm _wrapping = new(wrapping, TagBytes);

    /// <summary>Seals an identity under a fresh key.</summary>
    /// <param name="traineeId">Whose it is; bound to both, so that neither opens in another's row.</param>
    /// <param name="identity">The identity; its parts hold no line breaks.</param>
    public (byte[] Sealed, byte[] Wrapped) Seal(Guid traineeId, TraineeIdentity identity)
    {
        Span<byte> id = stackalloc byte[16];
        traineeId.TryWriteBytes(id, bigEndian: true, out _);
        Span<byte> key = stackalloc byte[KeyBytes];
        RandomNumberGenerator.Fill(key);
        var text = Encoding.UTF8.GetBytes($"{identity.RosterNo}{Between}{identity.Name}{Between}{identity.LastDigits}");
        var whole = new byte[text.Length + TagBytes];
        using (var aes = new AesGcm(key, TagBytes))
        {
            aes.Encrypt(OnlyNonce, text, whole.AsSpan(0, text.Length), whole.AsSpan(text.Length), id);
        }

        var wrapped = new byte[NonceBytes + KeyBytes + TagBytes];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceBytes));
        _wrapping.Encrypt(wrapped.AsSpan(0, NonceBytes), key, wrapped.AsSpan(NonceBytes, KeyBytes), wrapped.AsSpan(NonceBytes + KeyBytes), id);
        CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(text);
        return (whole, wrapped);
    }

    /// <summary>Opens an identity; null where the person was erased.</summary>
    /// <exception cref="CryptographicException">It was sealed by another installation, or somebody changed it.</exception>
    public TraineeIdentity? Open(Guid traineeId, ReadOnlySpan<byte> whole, ReadOnlySpan<byte> wrapped)
    {
        if (whole.Length < TagBytes || wrapped.Length != NonceBytes + KeyBytes + TagBytes)
        {
            return null;
        }

        Span<byte> id = stackalloc byte[16];
        traineeId.TryWriteBytes(id, bigEndian: true, out _);
        Span<byte> key = stackalloc byte[KeyBytes];
        _wrapping.Decrypt(wrapped[..NonceBytes], wrapped.Slice(NonceBytes, KeyBytes), wrapped[(NonceBytes + KeyBytes)..], key, id);
        var length = whole.Length - TagBytes;
        Span<byte> text = length <= 512 ? stackalloc byte[length] : new byte[length];
        using (var aes = new AesGcm(key, TagBytes))
        {
            aes.Decrypt(OnlyNonce, whole[..length], whole[length..], text, id);
        }

        CryptographicOperations.ZeroMemory(key);
        var first = text.IndexOf((byte)Between);
        var second = first + 1 + text[(first + 1)..].IndexOf((byte)Between);
        return new TraineeIdentity(Encoding.UTF8.GetString(text[..first]), Encoding.UTF8.GetString(text[(first + 1)..second]), Encoding.UTF8.GetString(text[(second + 1)..]));
    }

    /// <inheritdoc />
    public void Dispose() => _wrapping.Dispose();
}
