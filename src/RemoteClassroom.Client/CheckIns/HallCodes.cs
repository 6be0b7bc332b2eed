using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace RemoteClassroom.Client.CheckIns;

/// <summary>What a hall's screen shows during one step.</summary>
/// <param name="Code">For the QR, 20 symbols of Crockford's base 32.</param>
/// <param name="Digits">Six digits to type.</param>
/// <param name="ValidUntil">The end of the step; show the next one from then on.</param>
public sealed record HallCode(string Code, string Digits, DateTimeOffset ValidUntil);

/// <summary>
/// Derives a hall's rotating codes from its key, so that its screen can go on while the link is down (contract, "Codes"): a code is a MAC over the time step.
/// The instants must be the server's: correct the local clock by the server's time.
/// </summary>
public sealed class HallCodes
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int MacBytes = 8;
    private readonly byte[] _key;
    private readonly uint _hall;
    private readonly int _stepMs;

    /// <summary>Makes a deriver.</summary>
    /// <param name="key">The hall's key of a session, as <c>…/key</c> answers it, decoded from base64; a secret.</param>
    /// <param name="hall">The hall's short number.</param>
    /// <param name="stepMs">Milliseconds of one step.</param>
    public HallCodes(ReadOnlySpan<byte> key, long hall, int stepMs = 15_000)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(stepMs);
        _key = key.ToArray();
        _hall = checked((uint)hall);
        _stepMs = stepMs;
    }

    /// <summary>What to show at an instant.</summary>
    /// <param name="serverTime">The instant, by the server's clock.</param>
    public HallCode At(DateTimeOffset serverTime)
    {
        var step = Math.DivRem(serverTime.ToUnixTimeMilliseconds(), _stepMs).Quotient;
        Span<byte> bytes = stackalloc byte[4 + MacBytes];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, _hall);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[4..], Mac((byte)'C', step));
        var digits = (Mac((byte)'D', step) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        return new HallCode(Base32(bytes), digits, DateTimeOffset.FromUnixTimeMilliseconds((step + 1) * _stepMs));
    }

    private ulong Mac(byte purpose, long step)
    {
        Span<byte> message = stackalloc byte[9];
        message[0] = purpose;
        BinaryPrimitives.WriteInt64BigEndian(message[1..], step);
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, message, mac);
        return BinaryPrimitives.ReadUInt64BigEndian(mac);
    }

    private static string Base32(ReadOnlySpan<byte> bytes)
    {
        var text = new char[((bytes.Length * 8) + 4) / 5];
        for (var i = 0; i < text.Length; i++)
        {
            var value = 0;
            for (var bit = i * 5; bit < (i * 5) + 5; bit++)
            {
                var set = bit < bytes.Length * 8 && (bytes[bit / 8] & (0x80 >> (bit % 8))) != 0;
                value = (value << 1) | (set ? 1 : 0);
            }

            text[i] = Alphabet[value];
        }

        return new string(text);
    }
}
