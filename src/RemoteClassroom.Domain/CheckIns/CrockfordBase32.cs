using System.Text;

namespace RemoteClassroom.Domain.CheckIns;

/// <summary>Crockford's base 32: bits from the most significant on, the last symbol filled up with zero bits. Reading forgives case, hyphens, spaces and the look-alikes I, L and O.</summary>
internal static class CrockfordBase32
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        Span<char> text = stackalloc char[((bytes.Length * 8) + 4) / 5];
        var (buffer, bits, written) = (0, 0, 0);
        foreach (var value in bytes)
        {
            (buffer, bits) = ((buffer << 8) | value, bits + 8);
            while (bits >= 5)
            {
                bits -= 5;
                text[written++] = Alphabet[(buffer >> bits) & 31];
            }

            buffer &= (1 << bits) - 1;
        }

        if (bits > 0)
        {
            text[written++] = Alphabet[(buffer << (5 - bits)) & 31];
        }

        return new string(text[..written]);
    }

    /// <summary>Reads exactly <paramref name="bytes"/>.Length bytes; false for anything else, and if the filling bits are not zero.</summary>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        var (buffer, bits, written) = (0, 0, 0);
        foreach (var symbol in text)
        {
            if (symbol is '-' or ' ')
            {
                continue;
            }

            var value = ValueOf(symbol);
            if (value < 0 || written == bytes.Length)
            {
                return false;
            }

            (buffer, bits) = ((buffer << 5) | value, bits + 5);
            if (bits >= 8)
            {
                bits -= 8;
                bytes[written++] = (byte)(buffer >> bits);
                buffer &= (1 << bits) - 1;
            }
        }

        return written == bytes.Length && buffer == 0 && bits < 5;
    }

    /// <summary>The symbols as <see cref="Encode"/> writes them, without hyphens and spaces; null if one is none of the alphabet.</summary>
    public static string? Normalise(ReadOnlySpan<char> text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var symbol in text)
        {
            if (symbol is '-' or ' ')
            {
                continue;
            }

            var value = ValueOf(symbol);
            if (value < 0)
            {
                return null;
            }

            plain.Append(Alphabet[value]);
        }

        return plain.ToString();
    }

    private static int ValueOf(char symbol) => char.ToUpperInvariant(symbol) switch
    {
        'I' or 'L' => 1,
        'O' => 0,
        var upper => Alphabet.IndexOf(upper, StringComparison.Ordinal),
    };
}
