using System.Buffers.Binary;
using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Domain.CheckIns;

/// <summary>What a good code was exchanged for: the right of one person to check in, in one round at one branch, for three minutes.</summary>
/// <param name="TicketId">Its id; unique in the ledger, so that it serves one person.</param>
/// <param name="SessionId">The session.</param>
/// <param name="RoundId">The round that was open.</param>
/// <param name="BranchId">The branch that was scanned.</param>
/// <param name="ExpiresAt">When it ends, to the microsecond.</param>
public sealed record Ticket(Guid TicketId, Guid SessionId, Guid RoundId, Guid BranchId, DateTimeOffset ExpiresAt)
{
    /// <summary>How long a ticket is good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(3);

    /// <summary>When it was issued.</summary>
    public DateTimeOffset IssuedAt => ExpiresAt - Lifetime;

    /// <summary>Issues a ticket now.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="roundId">The open round.</param>
    /// <param name="branchId">The branch.</param>
    /// <param name="now">The time.</param>
    public static Ticket Issue(Guid sessionId, Guid roundId, Guid branchId, DateTimeOffset now) =>
        new(Guid.CreateVersion7(now), sessionId, roundId, branchId, Micros.Truncate(now) + Lifetime);

    /// <summary>Whether its time is over. A receipt comes before this question.</summary>
    public bool IsExpired(DateTimeOffset now) => now >= ExpiresAt;
}

/// <summary>Seals tickets, so that no store is needed for them: nobody else can make or change one. Deterministic.</summary>
public sealed class TicketSeal
{
    private const int Size = (4 * 16) + 8;
    private readonly Lazy<SealedToken> _seal;

    /// <summary>Takes the installation's secret; it is read at the first use.</summary>
    public TicketSeal(IInstallationSecret secret)
    {
        ArgumentNullException.ThrowIfNull(secret);
        _seal = new Lazy<SealedToken>(() => new SealedToken(secret.Value.Span, "rc1 ticket"u8, (byte)'T', Size));
    }

    /// <summary>The ticket as the contract shows it: opaque.</summary>
    public string Seal(Ticket ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        Span<byte> bytes = stackalloc byte[Size];
        ticket.TicketId.TryWriteBytes(bytes, bigEndian: true, out _);
        ticket.SessionId.TryWriteBytes(bytes[16..], bigEndian: true, out _);
        ticket.RoundId.TryWriteBytes(bytes[32..], bigEndian: true, out _);
        ticket.BranchId.TryWriteBytes(bytes[48..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(bytes[64..], Micros.Of(ticket.ExpiresAt));
        return _seal.Value.Seal(bytes);
    }

    /// <summary>The ticket again, expired or not; null if it is not one of ours (refuse with <c>code_invalid</c>).</summary>
    public Ticket? Open(string? token)
    {
        Span<byte> bytes = stackalloc byte[Size];
        return _seal.Value.TryOpen(token, bytes)
            ? new Ticket(
                new Guid(bytes[..16], bigEndian: true), new Guid(bytes[16..32], bigEndian: true), new Guid(bytes[32..48], bigEndian: true),
                new Guid(bytes[48..64], bigEndian: true), Micros.ToInstant(BinaryPrimitives.ReadInt64BigEndian(bytes[64..])))
            : null;
    }
}
