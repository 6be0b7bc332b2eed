using System.Text.Json.Nodes;
using Microsoft.Playwright;
using RemoteClassroom.Browser.Tests.Browsing;

namespace RemoteClassroom.Browser.Tests.Lectures;

/// <summary>Listens to a page's sockets, and to the long polls that it falls back to while they do not come up, and keeps what the relay sent of one stream, over all connections.</summary>
internal sealed class FrameLog
{
    private readonly Lock _gate = new();
    private readonly List<(string Kind, long After, long UpTo)> _messages = [];
    private readonly List<string> _texts = [];
    private readonly List<Task> _reading = [];
    private readonly string _stream;

    /// <summary>Begins to listen; must come before the page opens its first socket.</summary>
    public FrameLog(Visitor screen, string stream)
    {
        _stream = stream;
        screen.Page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => Keep(frame.Text);
        screen.Page.Response += (_, response) =>
        {
            if (response.Status == 200 && response.Url.Contains("/frames?", StringComparison.Ordinal) && response.Url.Contains("stream=" + Uri.EscapeDataString(stream), StringComparison.Ordinal))
            {
                lock (_gate)
                {
                    _reading.Add(KeepAsync(response));
                }
            }
        };
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
    /// Applies the contract's rule to what came: a frame counts if it begins at the own offset, and is ignored if it does not reach beyond it. One that begins further on waits, since the text of
    /// a poll is read a little after it came; what still waits in the end is a gap.
    /// </summary>
    /// <returns>Where the screen must stand now, how many gaps there were, and how many snapshots.</returns>
    public async Task<(long Offset, int Gaps, int Snapshots)> ReplayAsync()
    {
        Task[] reading;
        lock (_gate)
        {
            reading = [.. _reading];
        }

        await Task.WhenAll(reading);
        lock (_gate)
        {
            var (offset, snapshots) = (0L, 0);
            var ahead = new List<(long After, long UpTo)>();
            foreach (var (kind, after, upTo) in _messages)
            {
                if (kind == "snapshot")
                {
                    (offset, snapshots) = (upTo, snapshots + 1);
                }
                else
                {
                    ahead.Add((after, upTo));
                }

                while (ahead.FindIndex(frame => frame.After == offset && frame.UpTo > offset) is >= 0 and var next)
                {
                    offset = ahead[next].UpTo;
                    ahead.RemoveAt(next);
                }
            }

            return (offset, ahead.Count(frame => frame.UpTo > offset), snapshots);
        }
    }

    private async Task KeepAsync(IResponse response)
    {
        string text;
        try
        {
            text = await response.TextAsync();
        }
        catch (PlaywrightException)
        {
            // The link was cut in the middle of it, or the page left: the page has not read it either.
            return;
        }

        var answer = JsonNode.Parse(text)!;
        lock (_gate)
        {
            _texts.Add(text);
            if (answer["snapshot"] is { } snapshot)
            {
                _messages.Add(("snapshot", -1, snapshot["upTo"]!.GetValue<long>()));
            }

            foreach (var frame in answer["frames"]!.AsArray())
            {
                _messages.Add(("frame", frame!["after"]!.GetValue<long>(), frame["upTo"]!.GetValue<long>()));
            }
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
