using System.Globalization;

namespace RemoteClassroom.Server.Http;

/// <summary>The bounds of a list: <c>?limit=</c> is 100, at most 1,000.</summary>
public static class Paging
{
    /// <summary>Items of a page unless asked otherwise.</summary>
    public const int Default = 100;

    /// <summary>Most items of a page.</summary>
    public const int Most = 1_000;

    /// <summary>The limit asked for.</summary>
    /// <exception cref="RefusedException">It is out of range.</exception>
    public static int Limit(int? limit) => limit switch
    {
        null => Default,
        >= 1 and <= Most => limit.Value,
        _ => throw Refused.Validation("limit", $"limit must be 1 to {Most}."),
    };

    /// <summary>The exclusive offset asked for; 0 if none.</summary>
    /// <exception cref="RefusedException">It is out of range.</exception>
    public static long After(long? after) => after switch
    {
        null => 0,
        >= 0 and < 1L << 53 => after.Value,
        _ => throw Refused.Validation("after", "after must be an offset that was given before, or 0."),
    };

    /// <summary>A number as a cursor.</summary>
    public static string Cursor(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>How many items to skip, for lists that are paged by counting.</summary>
    /// <exception cref="RefusedException">The cursor is not one of ours.</exception>
    public static long Skip(string? cursor) =>
        cursor is null ? 0 : long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < 1L << 53 ? number : throw BadCursor();

    /// <summary>The refusal for a cursor that is not one of ours.</summary>
    public static RefusedException BadCursor() => Refused.Malformed("This cursor is not one that was given before; begin again without it.", "cursor");
}
