using System.Text.Json.Nodes;
using Microsoft.Playwright;
using RemoteClassroom.Browser.Tests.Browsing;

namespace RemoteClassroom.Browser.Tests.Lectures;

/// <summary>Listens to a page's sockets and keeps what the relay sent of one stream, in the order in which it came, over all connections.</summary>
internal sealed class FrameLog
{
    private readonly Lock _gate = new();
    private readonly List<(string Kind, long After, long UpTo)> _messages = [];
    private readonly List<string> _texts = [];
    private readonly string _stream;

    /// <summary>Begins to listen; must come before the page opens its first socket.</summary>
    public FrameLog(Visitor screen, string stream)
    {
        _stream = stream;
        screen.Page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => Keep(frame.Text);
    }

    /// <summary>Everything that came over the sockets, of any stream.</summary>
    public string AllText
    {
        get
        {
            lock (_gate)
            {
                return string.Join('\n', _texts);
            }
        }
    }

    /// <summary>
    /// Applies the contract's rule to what came: a frame counts if it begins at the own offset, is ignored if it does not reach beyond it, and is a gap otherwise.
    /// </summary>
    /// <returns>Where the screen must stand now, how many gaps there were, and how many snapshots.</returns>
    public (long Offset, int Gaps, int Snapshots) Replay()
    {
        lock (_gate)
        {
            var (offset, gaps, snapshots) = (0L, 0, 0);
            foreach (var (kind, after, upTo) in _messages)
            {
                if (kind == "snapshot")
                {
                    snapshots++;
                    offset = upTo;
                }
                else if (upTo > offset)
                {
                    gaps += after == offset ? 0 : 1;
                    offset = after == offset ? upTo : offset;
                }
            }

            return (offset, gaps, snapshots);
        }
    }

    private void Keep(string? text)
    {
        foreach (var message in (text ?? "").Split('\u001e', StringSplitOptions.RemoveEmptyEntries))
        {
            var json = JsonNode.Parse(message);
            var kind = json?["target"]?.GetValue<string>();
            lock (_gate)
            {
                _texts.Add(message);
                if (kind is "frame" or "snapshot" && json!["arguments"]![0] is { } body && body["stream"]!.GetValue<string>() == _stream)
                {
                    _messages.Add((kind, body["after"]?.GetValue<long>() ?? -1, body["upTo"]!.GetValue<long>()));
                }
            }
        }
    }
}
