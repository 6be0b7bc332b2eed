namespace RemoteClassroom.Domain.CheckIns;

/// <summary>Brings what people type to one spelling: full-width forms become plain, letters upper case; white space, hyphens and the dots inside names go.</summary>
internal static class RosterText
{
    public static string Normalize(string text) => IsNormal(text) ? text : string.Create(Length(text), text, static (span, source) =>
    {
        var written = 0;
        foreach (var raw in source)
        {
            var c = Plain(raw);
            if (!IsNoise(c))
            {
                span[written++] = char.ToUpperInvariant(c);
            }
        }
    });

    // As nearly all numbers and digits are: then there is nothing to make.
    private static bool IsNormal(string text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c) && !char.IsAsciiLetterUpper(c))
            {
                return false;
            }
        }

        return true;
    }

    private static int Length(string text)
    {
        var length = 0;
        foreach (var raw in text)
        {
            length += IsNoise(Plain(raw)) ? 0 : 1;
        }

        return length;
    }

    /// <summary>U+FF01…U+FF5E are the full-width twins of U+0021…U+007E.</summary>
    private static char Plain(char c) => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c;

    private static bool IsNoise(char c) =>
        char.IsWhiteSpace(c) || c is '-' or '\u00B7' or '\u2022' or '\u2027' or '\u30FB' or '\u200B' or '\u200C' or '\u200D' or '\uFEFF' || c is >= '\u2010' and <= '\u2015';
}
