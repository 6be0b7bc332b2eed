using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using RemoteClassroom.Contracts.Hub;

namespace RemoteClassroom.Relay.Tests.Support;

/// <summary>What a client applied without a break: from a snapshot, or the beginning of a resume, onwards.</summary>
/// <param name="Reason">Why the snapshot before it came.</param>
/// <param name="From">Exclusive beginning.</param>
internal sealed record Segment(string Reason, long From)
{
    public long UpTo { get; set; } = From;

    public int Events { get; set; }

    public StringBuilder Lines { get; } = new();

    public string Hash() => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Lines.ToString())));
}

/// <summary>One stream of a client that keeps the contract's rules to the letter.</summary>
internal sealed class StreamModel(StreamName name)
{
    public StreamName Name { get; } = name;

    public string? Cursor { get; private set; }

    public long Offset => Segments.Count == 0 ? -1 : Segments[^1].UpTo;

    public List<Segment> Segments { get; } = [];

    /// <summary>Frames that began beyond the client's own offset: a hole. There must be none.</summary>
    public int Holes { get; private set; }

    /// <summary>Frames that told nothing new.</summary>
    public int Stale { get; private set; }

    public int Events => Segments.Sum(segment => segment.Events);

    /// <summary>Another client at the same place.</summary>
    public StreamModel Copy()
    {
        var copy = new StreamModel(Name) { Cursor = Cursor };
        copy.Segments.Add(new Segment(Segments[^1].Reason, Offset));
        return copy;
    }

    public void Snapshot(JsonElement snapshot)
    {
        Cursor = snapshot.GetProperty("cursor").GetString();
        Segments.Add(new Segment(snapshot.GetProperty("reason").GetString()!, snapshot.GetProperty("upTo").GetInt64()));
    }

    public void Frame(JsonElement frame)
    {
        var (after, upTo) = (frame.GetProperty("after").GetInt64(), frame.GetProperty("upTo").GetInt64());
        if (upTo <= Offset)
        {
            Stale++;
            return;
        }

        if (after != Offset)
        {
            Holes++;
            return;
        }

        var segment = Segments[^1];
        var last = after;
        foreach (var item in frame.GetProperty("events").EnumerateArray())
        {
            var offset = item.GetProperty("offset").GetInt64();
            Assert.True(offset > last && offset <= upTo, $"An event at {offset} does not lie in its frame ({after}, {upTo}] after {last}.");
            last = offset;
            segment.Lines.Append(ExpectedView.Line(
                offset, item.GetProperty("type").GetString()!, item.GetProperty("at").GetDateTimeOffset(), JsonNode.Parse(item.GetProperty("data").GetRawText())));
            segment.Events++;
        }

        segment.UpTo = upTo;
        Cursor = frame.GetProperty("cursor").GetString();
    }

    /// <summary>All that was applied equals what the log says, range by range.</summary>
    public void AssertEquals(ExpectedView expected)
    {
        Assert.True(Holes == 0, $"{Name}: {Holes} frames began beyond the client's offset.");
        foreach (var segment in Segments)
        {
            Assert.True(
                segment.Hash() == expected.Hash(segment.From, segment.UpTo),
                $"{Name}: what was applied of ({segment.From}, {segment.UpTo}] after a snapshot '{segment.Reason}' is not what the log says.");
        }
    }
}
