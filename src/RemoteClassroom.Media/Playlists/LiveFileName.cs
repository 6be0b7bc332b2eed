using System.Diagnostics.CodeAnalysis;

namespace RemoteClassroom.Media.Playlists;

/// <summary>What a file of a live stream is.</summary>
public enum LiveFileKind
{
    /// <summary>A master or media playlist.</summary>
    Playlist,
    /// <summary>A media segment or an fMP4 initialisation segment.</summary>
    Segment,
}

/// <summary>The name of a file under <c>/live/{session}/</c>: one path segment from an allow-list of letters and endings, so that no name can mean a path.</summary>
/// <param name="Text">The name as it is kept and asked for.</param>
/// <param name="Kind">Playlist or segment.</param>
/// <param name="ContentType">The media type that RFC 8216 and the registered types give it.</param>
public readonly record struct LiveFileName(string Text, LiveFileKind Kind, string ContentType)
{
    /// <summary>The playlist that players ask for first.</summary>
    public const string Entry = "index.m3u8";

    /// <summary>Longest name, in characters.</summary>
    public const int MaxLength = 100;

    private const string TemporaryEnding = ".tmp";

    /// <summary>Reads a name. A trailing <c>.tmp</c>, which some encoders write before a rename that HTTP does not have, is dropped: here a file appears only when it is complete anyway.</summary>
    /// <param name="text">The last segment of the address.</param>
    /// <param name="name">The name, if this returns true.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out LiveFileName name)
    {
        name = default;
        if (text is null || text.Length > MaxLength)
        {
            return false;
        }

        if (text.EndsWith(TemporaryEnding, StringComparison.Ordinal))
        {
            text = text[..^TemporaryEnding.Length];
        }

        var dot = text.LastIndexOf('.');
        if (dot <= 0 || text[0] == '.' || text.Contains("..", StringComparison.Ordinal) || !text.All(IsAllowed))
        {
            return false;
        }

        var known = text[dot..] switch
        {
            ".m3u8" => new LiveFileName(text, LiveFileKind.Playlist, "application/vnd.apple.mpegurl"),
            ".ts" => new LiveFileName(text, LiveFileKind.Segment, "video/mp2t"),
            ".m4s" => new LiveFileName(text, LiveFileKind.Segment, "video/iso.segment"),
            ".mp4" => new LiveFileName(text, LiveFileKind.Segment, "video/mp4"),
            ".aac" => new LiveFileName(text, LiveFileKind.Segment, "audio/aac"),
            ".vtt" => new LiveFileName(text, LiveFileKind.Segment, "text/vtt"),
            _ => default(LiveFileName?),
        };
        name = known ?? default;
        return known is not null;
    }

    private static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_';
}
