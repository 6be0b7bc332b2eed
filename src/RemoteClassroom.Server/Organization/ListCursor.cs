using System.Buffers.Text;
using System.Text;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Organization;

/// <summary>Cursors of lists that are ordered by a key: the last key given out, opaque to the caller.</summary>
internal static class ListCursor
{
    private const int Longest = 2_000;

    /// <summary>The cursor after a key.</summary>
    public static string Of(string lastKey) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(lastKey));

    /// <summary>The key that a cursor stands for; empty without a cursor.</summary>
    /// <exception cref="RefusedException">It is not one of ours.</exception>
    public static string Read(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor))
        {
            return "";
        }

        if (cursor.Length > Longest || !Base64Url.IsValid(cursor))
        {
            throw Paging.BadCursor();
        }

        return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
    }
}
