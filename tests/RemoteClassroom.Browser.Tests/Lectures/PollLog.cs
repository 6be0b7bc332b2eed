using System.Text.Json.Nodes;
using Microsoft.Playwright;
using RemoteClassroom.Browser.Tests.Browsing;

namespace RemoteClassroom.Browser.Tests.Lectures;

/// <summary>Listens to a page's long polls of one stream and applies the contract's rule to what came, in the order in which it came.</summary>
internal sealed class PollLog
{
    private readonly Lock _gate = new();
    private readonly List<Task> _reading = [];
    private readonly string _stream;
    private long _offset;
    private int _gaps;
    private int _snapshots;
    private int _polls;

    /// <summary>Begins to listen; must come before the page opens.</summary>
    public PollLog(Visitor visitor, string stream)
    {
        _stream = "stream=" + Uri.EscapeDataString(stream);
        visitor.Page.Response += (_, response) =>
        {
            if (response.Status == 200 && response.Url.Contains("/frames?", StringComparison.Ordinal) && response.Url.Contains(_stream, StringComparison.Ordinal))
            {
                lock (_gate)
                {
                    _reading.Add(KeepAsync(response, _reading.LastOrDefault() ?? Task.CompletedTask));
                }
            }
        };
    }

    /// <summary>Where the page must stand, gaps, snapshots, and how many polls were answered.</summary>
    public async Task<(long Offset, int Gaps, int Snapshots, int Polls)> ReadAsync()
    {
        Task[] reading;
        lock (_gate)
        {
            reading = [.. _reading];
        }

        await Task.WhenAll(reading);
        lock (_gate)
        {
            return (_offset, _gaps, _snapshots, _polls);
        }
    }

    private async Task KeepAsync(IResponse response, Task before)
    {
        var text = await response.TextAsync();
        await before;
        var answer = JsonNode.Parse(text)!;
        lock (_gate)
        {
            _polls++;
            if (answer["snapshot"] is { } snapshot)
            {
                _snapshots++;
                _offset = snapshot["upTo"]!.GetValue<long>();
            }

            foreach (var frame in answer["frames"]!.AsArray())
            {
                var (after, upTo) = (frame!["after"]!.GetValue<long>(), frame["upTo"]!.GetValue<long>());
                if (upTo > _offset)
                {
                    _gaps += after == _offset ? 0 : 1;
                    _offset = upTo;
                }
            }
        }
    }
}
