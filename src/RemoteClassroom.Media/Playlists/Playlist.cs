using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace RemoteClassroom.Media.Playlists;

/// <summary>What the origin needs to know of an HLS playlist (RFC 8216): which files it names and whether it goes on.</summary>
public sealed class Playlist
{
    private const string SequenceTag = "#EXT-X-MEDIA-SEQUENCE:";
    private const string TargetTag = "#EXT-X-TARGETDURATION:";

    private Playlist()
    {
    }

    /// <summary>True if it names other playlists rather than segments.</summary>
    public bool IsMaster { get; private set; }

    /// <summary>True once <c>EXT-X-ENDLIST</c> stands in it: no segment will follow.</summary>
    public bool Ended { get; private set; }

    /// <summary>The number of its first segment; a smaller one than before means that the publisher began anew.</summary>
    public long MediaSequence { get; private set; }

    /// <summary>The longest segment it announces.</summary>
    public TimeSpan TargetDuration { get; private set; }

    /// <summary>Every file it names, initialisation segments included.</summary>
    public IReadOnlySet<string> Names => _names;

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Reads a playlist.</summary>
    /// <param name="text">UTF-8 text.</param>
    /// <param name="playlist">The playlist, if this returns true.</param>
    /// <param name="fault">What is wrong with it, if this returns false.</param>
    /// <returns>False if it is no playlist, or names anything but plain files beside itself: halls must not be sent to another host.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out Playlist? playlist, [NotNullWhen(false)] out string? fault)
    {
        var read = new Playlist();
        playlist = null;
        fault = null;
        var first = true;
        foreach (var raw in Encoding.UTF8.GetString(text).AsSpan().EnumerateLines())
        {
            var line = raw.Trim();
            if (first)
            {
                first = false;
                if (!line.TrimStart('\uFEFF').SequenceEqual("#EXTM3U"))
                {
                    fault = "A playlist begins with #EXTM3U.";
                    return false;
                }
            }
            else if (!read.TakeLine(line))
            {
                fault = "A playlist here names only plain files beside itself (letters, digits, '.', '-', '_').";
                return false;
            }
        }

        if (first)
        {
            fault = "The playlist is empty.";
            return false;
        }

        playlist = read;
        return true;
    }

    private bool TakeLine(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty)
        {
            return true;
        }

        if (line[0] != '#')
        {
            return TakeName(line);
        }

        if (line.StartsWith("#EXT-X-ENDLIST", StringComparison.Ordinal))
        {
            Ended = true;
        }
        else if (line.StartsWith("#EXT-X-STREAM-INF", StringComparison.Ordinal))
        {
            IsMaster = true;
        }
        else if (line.StartsWith(SequenceTag, StringComparison.Ordinal))
        {
            MediaSequence = long.TryParse(line[SequenceTag.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        }
        else if (line.StartsWith(TargetTag, StringComparison.Ordinal))
        {
            TargetDuration = int.TryParse(line[TargetTag.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(Math.Min(seconds, 60)) : default;
        }

        return TakeAddresses(line);
    }

    private bool TakeAddresses(ReadOnlySpan<char> line)
    {
        const string attribute = "URI=\"";
        if (!line.StartsWith("#EXT", StringComparison.Ordinal))
        {
            return true;
        }

        var at = line.IndexOf(attribute, StringComparison.Ordinal);
        if (at < 0)
        {
            return true;
        }

        var rest = line[(at + attribute.Length)..];
        var end = rest.IndexOf('"');
        return end >= 0 && TakeName(rest[..end]) && !rest[(end + 1)..].Contains(attribute, StringComparison.Ordinal);
    }

    private bool TakeName(ReadOnlySpan<char> text)
    {
        if (!LiveFileName.TryParse(text.ToString(), out var name) || name.Text.Length != text.Length)
        {
            return false;
        }

        _names.Add(name.Text);
        return true;
    }
}
