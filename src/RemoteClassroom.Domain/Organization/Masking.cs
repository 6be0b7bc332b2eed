using System.Globalization;

namespace RemoteClassroom.Domain.Organization;

/// <summary>Hides the middle of what identifies a person, wherever it is listed, logged or exported.</summary>
public static class Masking
{
    /// <summary>A name: 王建国 → 王*国, 李四 → 李*, one character → *. Each hidden character leaves one star.</summary>
    public static string Name(string? name) => Hide(name, keepFirst: 1, keepLast: 1);

    /// <summary>A roster number: from eight characters on the first and last two stay, from five on the first and last one, else only the first.</summary>
    public static string RosterNo(string? rosterNo)
    {
        var length = rosterNo is null ? 0 : new StringInfo(rosterNo.Trim()).LengthInTextElements;
        return length switch
        {
            >= 8 => Hide(rosterNo, 2, 2),
            >= 5 => Hide(rosterNo, 1, 1),
            _ => Hide(rosterNo, 1, 0),
        };
    }

    private static string Hide(string? text, int keepFirst, int keepLast)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "";
        }

        var elements = StringInfo.ParseCombiningCharacters(text.Trim()).Length;
        var info = new StringInfo(text.Trim());
        if (elements <= 1)
        {
            return "*";
        }

        // Two characters: the first one stays, never both.
        var last = elements > keepFirst + keepLast ? keepLast : 0;
        var hidden = elements - keepFirst - last;
        var tail = last > 0 ? info.SubstringByTextElements(elements - last, last) : "";
        return info.SubstringByTextElements(0, keepFirst) + new string('*', hidden) + tail;
    }
}
