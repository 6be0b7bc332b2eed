namespace RemoteClassroom.Domain.CheckIns;

/// <summary>Who checked in, in which session and where: the right to ask and vote until 24 hours after the session's end.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="TraineeId">Who.</param>
/// <param name="BranchId">Where.</param>
public sealed record PersonToken(Guid SessionId, Guid TraineeId, Guid BranchId)
{
    /// <summary>How long it is good after the session's end.</summary>
    public static readonly TimeSpan GraceAfterEnd = TimeSpan.FromHours(24);

    /// <summary>Whether it is still good; the end is not known when it is made, so this is asked at each use.</summary>
    /// <param name="endedAt">When the session ended; null while it has not.</param>
    /// <param name="now">The time.</param>
    public static bool IsGood(DateTimeOffset? endedAt, DateTimeOffset now) => endedAt is null || now < endedAt + GraceAfterEnd;
}

/// <summary>Seals person tokens. Deterministic, so that a lost answer can be given again from the ledger's line.</summary>
public sealed class PersonTokenSeal
{
    private const int Size = 3 * 16;
    private readonly Lazy<SealedToken> _seal;

    /// <summary>Takes the installation's secret; it is read at the first use.</summary>
    public PersonTokenSeal(IInstallationSecret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        _seal = new Lazy<SealedToken>(() => new SealedToken(secret.Value.Span, "rc1 person"u8, (byte)'P', Size));
    }

    /// <summary>The token as the contract shows it: opaque.</summary>
    public string Seal(PersonToken person)
    {
        ArgumentNullException.ThrowIfNull(person);
        Span<byte> bytes = stackalloc byte[Size];
        person.SessionId.TryWriteBytes(bytes, bigEndian: true, out _);
        person.TraineeId.TryWriteBytes(bytes[16..], bigEndian: true, out _);
        person.BranchId.TryWriteBytes(bytes[32..], bigEndian: true, out _);
        return _seal.Value.Seal(bytes);
    }

    /// <summary>The person again, good or over; null if the token is not one of ours.</summary>
    public PersonToken? Open(string? token)
    {
        Span<byte> bytes = stackalloc byte[Size];
        return _seal.Value.TryOpen(token, bytes)
            ? new PersonToken(new Guid(bytes[..16], bigEndian: true), new Guid(bytes[16..32], bigEndian: true), new Guid(bytes[32..], bigEndian: true))
            : null;
    }
}
