using System.Buffers.Binary;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Domain.Accounts;

/// <summary>The short-lived right to act for a credential (a sign-in or a paired screen). What that credential may do is looked up, not carried.</summary>
/// <param name="CredentialId">The credential.</param>
/// <param name="Generation">How often the credential had been refreshed when this was made; its first use ends the refresh token of the generation before.</param>
/// <param name="ExpiresAt">When it ends, to the microsecond.</param>
public sealed record AccessToken(Guid CredentialId, int Generation, DateTimeOffset ExpiresAt);

/// <summary>Seals access tokens: nobody else can make or change one.</summary>
public sealed class AccessTokenSeal
{
    private const int Size = 16 + 4 + 8;
    private readonly SealedToken _seal;

    /// <summary>Takes the installation's secret.</summary>
    public AccessTokenSeal(IInstallationSecret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        _seal = new SealedToken(secret.Value.Span, "rc1 access"u8, (byte)'A', Size);
    }

    /// <summary>The token as the contract shows it: opaque.</summary>
    public string Seal(AccessToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        Span<byte> bytes = stackalloc byte[Size];
        token.CredentialId.TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(bytes[16..], token.Generation);
        BinaryPrimitives.WriteInt64BigEndian(bytes[20..], Micros.Of(token.ExpiresAt));
        return _seal.Seal(bytes);
    }

    /// <summary>The token again, good or over; null if it is not one of ours.</summary>
    public AccessToken? Open(string? token)
    {
        Span<byte> bytes = stackalloc byte[Size];
        return _seal.TryOpen(token, bytes)
            ? new AccessToken(
                new Guid(bytes[..16], bigEndian: true), BinaryPrimitives.ReadInt32BigEndian(bytes[16..]), Micros.ToInstant(BinaryPrimitives.ReadInt64BigEndian(bytes[20..])))
            : null;
    }
}
