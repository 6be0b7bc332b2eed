using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Domain.CheckIns;

/// <summary>What the chain covers of a check-in besides the line itself.</summary>
/// <param name="RecordedAt">When it was written, µs since 1970 UTC.</param>
/// <param name="AfterClose">Whether it came after the close.</param>
public readonly record struct LineStamp(long RecordedAt, bool AfterClose);

/// <summary>What the chain covers of a correction: everything but its text, of which it covers a salted hash.</summary>
/// <param name="Seq">Its place in the ledger.</param>
/// <param name="Entry">What it says.</param>
/// <param name="RecordedAt">When it was written, µs since 1970 UTC.</param>
/// <param name="TextHash">SHA-256 over 16 random bytes and the text; see <see cref="LedgerChain.HashOf"/>.</param>
public readonly record struct CorrectionStamp(long Seq, NewCorrection Entry, long RecordedAt, byte[] TextHash);

/// <summary>
/// Chains the entries of one session's ledger: link = SHA-256(previous link ‖ the entry's canonical bytes), 32 bytes. Whoever changes, removes or slips in an entry must change every link
/// behind it, the last of which stands on reports. Persons stand in it by their id alone, so that erasing who an id was leaves the chain whole.
/// <para>
/// Canonical bytes, all numbers big-endian, ids as 16 bytes in network order (zeros for none). A check-in: <c>"rc1L"</c> ‖ seq (8) ‖ check-in ‖ session ‖ round ‖ trainee ‖ hall ‖ unit ‖ home ‖ ticket ‖
/// helper ‖ at (8, µs since 1970) ‖ written at (8) ‖ ordinal (4) ‖ way (1) ‖ reason (1) ‖ flags (1: 1 late, 2 after the close). A correction: <c>"rc1K"</c> ‖ seq (8) ‖ entry ‖ session ‖ round ‖ trainee ‖
/// who decided ‖ at (8) ‖ written at (8) ‖ kind (1) ‖ standing (1) ‖ hash of the text (32) ‖ the role in UTF-8. Before the first entry, and where entries without a link lie between, stands
/// SHA-256(<c>"rc1G"</c> ‖ session ‖ seq of the entry before (8)).
/// </para>
/// </summary>
public static class LedgerChain
{
    /// <summary>Bytes of a link.</summary>
    public const int LinkBytes = 32;

    /// <summary>Bytes of the salt of a text's hash.</summary>
    public const int SaltBytes = 16;

    private const int Id = 16;
    private const int LineBytes = LinkBytes + 4 + 8 + (9 * Id) + 8 + 8 + 4 + 3;
    private const int CorrectionBytes = LinkBytes + 4 + 8 + (5 * Id) + 8 + 8 + 2 + 32;
    private const int LongestRole = 32;

    /// <summary>What stands before an entry that has no linked one before it.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="seqBefore">The seq of the entry before; 0 for the first.</param>
    public static byte[] Origin(Guid sessionId, long seqBefore)
    {
        Span<byte> bytes = stackalloc byte[4 + Id + 8];
        var writer = new Writer(bytes);
        writer.Put("rc1G"u8).Put(sessionId).Put(seqBefore);
        return SHA256.HashData(bytes);
    }

    /// <summary>The link of a check-in.</summary>
    public static byte[] Next(ReadOnlySpan<byte> previous, LedgerEntry line, LineStamp stamp)
    {
        ArgumentNullException.ThrowIfNull(line);
        Span<byte> bytes = stackalloc byte[LineBytes];
        var writer = new Writer(bytes);
        writer.Put(previous).Put("rc1L"u8).Put(line.Seq).Put(line.CheckInId).Put(line.SessionId).Put(line.RoundId).Put(line.TraineeId).Put(line.BranchId).Put(line.UnitId)
            .Put(line.HomeId ?? Guid.Empty).Put(line.TicketId ?? Guid.Empty).Put(line.HelperId ?? Guid.Empty)
            .Put(Micros.Of(line.At)).Put(stamp.RecordedAt).Put(line.Ordinal)
            .Put((byte)line.Way).Put((byte)line.Reason).Put((byte)((line.Late ? 1 : 0) | (stamp.AfterClose ? 2 : 0)));
        return SHA256.HashData(bytes);
    }

    /// <summary>The link of a correction.</summary>
    public static byte[] Next(ReadOnlySpan<byte> previous, CorrectionStamp stamp)
    {
        var entry = stamp.Entry;
        var role = Encoding.UTF8.GetBytes(entry.ByRole);
        if (role.Length > LongestRole)
        {
            throw new ArgumentException("A role is a short word.", nameof(stamp));
        }

        Span<byte> bytes = stackalloc byte[CorrectionBytes + LongestRole];
        var writer = new Writer(bytes);
        writer.Put(previous).Put("rc1K"u8).Put(stamp.Seq).Put(entry.EntryId).Put(entry.SessionId).Put(entry.RoundId ?? Guid.Empty).Put(entry.TraineeId ?? Guid.Empty).Put(entry.ById ?? Guid.Empty)
            .Put(Micros.Of(entry.At)).Put(stamp.RecordedAt).Put((byte)entry.Kind).Put((byte)entry.To).Put(stamp.TextHash).Put(role);
        return SHA256.HashData(bytes[..(CorrectionBytes + role.Length)]);
    }

    /// <summary>What the chain keeps of a text.</summary>
    /// <param name="salt">Random bytes that are kept, and erased, with the text: short texts could be guessed from a bare hash.</param>
    /// <param name="text">The text.</param>
    public static byte[] HashOf(ReadOnlySpan<byte> salt, string text) => SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(text)]);

    private ref struct Writer(Span<byte> bytes)
    {
        private readonly Span<byte> _bytes = bytes;
        private int _at;

        public Writer Put(ReadOnlySpan<byte> part)
        {
            part.CopyTo(_bytes[_at..]);
            _at += part.Length;
            return this;
        }

        public Writer Put(Guid id)
        {
            id.TryWriteBytes(_bytes[_at..], bigEndian: true, out _);
            _at += Id;
            return this;
        }

        public Writer Put(long number)
        {
            BinaryPrimitives.WriteInt64BigEndian(_bytes[_at..], number);
            _at += 8;
            return this;
        }

        public Writer Put(int number)
        {
            BinaryPrimitives.WriteInt32BigEndian(_bytes[_at..], number);
            _at += 4;
            return this;
        }

        public Writer Put(byte one)
        {
            _bytes[_at++] = one;
            return this;
        }
    }
}
