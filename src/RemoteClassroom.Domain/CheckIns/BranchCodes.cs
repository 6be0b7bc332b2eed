using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace RemoteClassroom.Domain.CheckIns;

/// <summary>What a scanned or typed code turned out to be.</summary>
public enum CodeCheck
{
    /// <summary>Neither good nor lately good.</summary>
    Invalid,
    /// <summary>Good.</summary>
    Valid,
    /// <summary>Good within the last ten minutes: scan again.</summary>
    Expired,
}

/// <summary>A code that could be read; whether it is good is another question.</summary>
/// <param name="Hall">The hall's short number.</param>
/// <param name="Mac">The 8 bytes that prove it, as a big-endian number.</param>
public readonly record struct ScannedCode(long Hall, ulong Mac);

/// <summary>
/// The rotating codes of a branch (contract, "Codes"): branchKey = HKDF-SHA256(session secret, salt = session id, info = "rc1" ‖ branch id), ids as 16 bytes big-endian;
/// a code is a MAC over the step of 15 s, so that a screen with the key can go on without a link. The current step and its two neighbours are accepted.
/// </summary>
public static class BranchCodes
{
    /// <summary>Milliseconds of one step.</summary>
    public const int StepMs = 15_000;

    /// <summary>How many digits are typed.</summary>
    public const int DigitCount = 6;

    /// <summary>How many steps a code is told apart from a wrong one after it ended: ten minutes.</summary>
    public const int ExpiredSteps = 600_000 / StepMs;

    private const int MacBytes = 8;
    private const int CodeBytes = 4 + MacBytes;
    private const int LongestText = 64;

    /// <summary>The branch's key: 32 bytes, a secret of that hall's screen.</summary>
    /// <param name="sessionSecret">The session's secret.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="branchId">The branch.</param>
    public static byte[] DeriveKey(ReadOnlySpan<byte> sessionSecret, Guid sessionId, Guid branchId)
    {
        Span<byte> salt = stackalloc byte[16];
        sessionId.TryWriteBytes(salt, bigEndian: true, out _);
        Span<byte> info = stackalloc byte[19];
        "rc1"u8.CopyTo(info);
        branchId.TryWriteBytes(info[3..], bigEndian: true, out _);
        var key = new byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, sessionSecret, key, salt, info);
        return key;
    }

    /// <summary>The step of an instant: ⌊unix ms / 15,000⌋.</summary>
    public static long StepOf(DateTimeOffset at) => Math.DivRem(at.ToUnixTimeMilliseconds(), StepMs).Quotient;

    /// <summary>When a step begins; it ends when the next begins.</summary>
    public static DateTimeOffset StartOf(long step) => DateTimeOffset.FromUnixTimeMilliseconds(step * StepMs);

    /// <summary>The code of a step, 20 symbols of Crockford's base 32; for the QR.</summary>
    /// <param name="key">The branch's key.</param>
    /// <param name="hall">The hall's short number; fits 32 bits.</param>
    /// <param name="step">The step.</param>
    public static string CodeAt(ReadOnlySpan<byte> key, long hall, long step)
    {
        Span<byte> bytes = stackalloc byte[CodeBytes];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, checked((uint)hall));
        BinaryPrimitives.WriteUInt64BigEndian(bytes[4..], Mac(key, (byte)'C', step));
        return CrockfordBase32.Encode(bytes);
    }

    /// <summary>The six digits of a step, to type.</summary>
    /// <param name="key">The branch's key.</param>
    /// <param name="step">The step.</param>
    public static string DigitsAt(ReadOnlySpan<byte> key, long step) =>
        (Mac(key, (byte)'D', step) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);

    /// <summary>Reads a code; forgives case, hyphens, spaces and the look-alikes I, L, O.</summary>
    /// <returns>False if it cannot be a code at all.</returns>
    public static bool TryParse(string? text, out ScannedCode code)
    {
        code = default;
        Span<byte> bytes = stackalloc byte[CodeBytes];
        if (text is null || text.Length > LongestText || !CrockfordBase32.TryDecode(text.AsSpan().Trim(), bytes))
        {
            return false;
        }

        code = new ScannedCode(BinaryPrimitives.ReadUInt32BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[4..]));
        return true;
    }

    /// <summary>Checks a code against a branch's key, by the server's clock.</summary>
    public static CodeCheck CheckCode(ReadOnlySpan<byte> key, ScannedCode code, DateTimeOffset now)
    {
        var current = StepOf(now);
        if (FindStep(key, code, current - 1, current + 1) is not null)
        {
            return CodeCheck.Valid;
        }

        return FindStep(key, code, current - ExpiredSteps, current - 2) is null ? CodeCheck.Invalid : CodeCheck.Expired;
    }

    /// <summary>Checks typed digits against a branch's key, by the server's clock; digits are never told to be expired. Forgives spaces, hyphens and full-width digits.</summary>
    public static CodeCheck CheckDigits(ReadOnlySpan<byte> key, string? digits, DateTimeOffset now)
    {
        if (digits is null || digits.Length > LongestText)
        {
            return CodeCheck.Invalid;
        }

        var typed = RosterText.Normalize(digits);
        if (typed.Length != DigitCount || !typed.All(char.IsAsciiDigit))
        {
            return CodeCheck.Invalid;
        }

        var number = ulong.Parse(typed, CultureInfo.InvariantCulture);
        var current = StepOf(now);
        var found = false;
        for (var step = current - 1; step <= current + 1; step++)
        {
            found |= Mac(key, (byte)'D', step) % 1_000_000 == number;
        }

        return found ? CodeCheck.Valid : CodeCheck.Invalid;
    }

    /// <summary>The latest step in [<paramref name="from"/>, <paramref name="to"/>] whose code this is; null if it is none of them. At most a day of steps is looked through.</summary>
    /// <param name="key">The branch's key.</param>
    /// <param name="code">The code.</param>
    /// <param name="from">The first step.</param>
    /// <param name="to">The last step.</param>
    public static long? FindStep(ReadOnlySpan<byte> key, ScannedCode code, long from, long to)
    {
        const long aDay = 86_400_000 / StepMs;
        Span<byte> given = stackalloc byte[MacBytes];
        BinaryPrimitives.WriteUInt64BigEndian(given, code.Mac);
        Span<byte> right = stackalloc byte[MacBytes];
        for (var step = to; step >= from && to - step < aDay; step--)
        {
            BinaryPrimitives.WriteUInt64BigEndian(right, Mac(key, (byte)'C', step));
            if (CryptographicOperations.FixedTimeEquals(given, right))
            {
                return step;
            }
        }

        return null;
    }

    /// <summary>First 8 bytes, big-endian, of HMAC-SHA256(key, letter ‖ step as u64 big-endian).</summary>
    private static ulong Mac(ReadOnlySpan<byte> key, byte letter, long step)
    {
        Span<byte> message = stackalloc byte[9];
        message[0] = letter;
        BinaryPrimitives.WriteInt64BigEndian(message[1..], step);
        Span<byte> mac = stackalloc byte[32];
        HMACSHA256.HashData(key, message, mac);
        return BinaryPrimitives.ReadUInt64BigEndian(mac);
    }
}
