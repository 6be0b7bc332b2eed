namespace RemoteClassroom.Domain.CheckIns;

/// <summary>
/// Seals who checked in with a phone before, so that next time one tap is enough (王*国,签到). It names a person and proves nothing else: a scanned code of the hall
/// on whose roster the person stands is needed besides, each time.
/// </summary>
public sealed class KnownPersonSeal
{
    private const int Size = 16;
    private readonly Lazy<SealedToken> _seal;

    /// <summary>Takes the installation's secret; it is read at the first use.</summary>
    public KnownPersonSeal(IInstallationSecret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        _seal = new Lazy<SealedToken>(() => new SealedToken(secret.Value.Span, "rc1 known"u8, (byte)'K', Size));
    }

    /// <summary>The token: opaque, the same each time.</summary>
    public string Seal(Guid traineeId)
    {
        Span<byte> bytes = stackalloc byte[Size];
        traineeId.TryWriteBytes(bytes, bigEndian: true, out _);
        return _seal.Value.Seal(bytes);
    }

    /// <summary>The person; null if the token is not one of ours.</summary>
    public Guid? Open(string? token)
    {
        Span<byte> bytes = stackalloc byte[Size];
        return _seal.Value.TryOpen(token, bytes) ? new Guid(bytes, bigEndian: true) : null;
    }
}
