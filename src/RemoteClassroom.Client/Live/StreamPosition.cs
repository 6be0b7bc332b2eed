using RemoteClassroom.Contracts.Hub;

namespace RemoteClassroom.Client.Live;

/// <summary>What to do with a frame.</summary>
internal enum FrameFate
{
    /// <summary>It continues where the stream stands.</summary>
    Apply,
    /// <summary>It brings nothing new.</summary>
    Ignore,
    /// <summary>Something between is missing: join again with the cursor.</summary>
    JoinAgain,
}

/// <summary>Where a client stands in one stream, by the contract's rules. Not safe for threads.</summary>
internal sealed class StreamPosition(string stream)
{
    private readonly Dictionary<string, (long Epoch, long Seq)> _totals = new(StringComparer.Ordinal);

    public string Stream => stream;

    /// <summary>The own offset; null before the first snapshot.</summary>
    public long? Offset { get; private set; }

    /// <summary>Echoed to come back; null before the first snapshot.</summary>
    public string? Cursor { get; private set; }

    /// <summary>True from the finding of a gap until the stream was joined again.</summary>
    public bool Behind { get; set; }

    public FrameFate Take(Frame frame)
    {
        if (Offset is not { } own)
        {
            return FrameFate.JoinAgain;
        }

        if (frame.UpTo <= own)
        {
            return FrameFate.Ignore;
        }

        if (frame.After != own)
        {
            return FrameFate.JoinAgain;
        }

        Offset = frame.UpTo;
        Cursor = frame.Cursor;
        return FrameFate.Apply;
    }

    public void Take(Snapshot snapshot)
    {
        Offset = snapshot.UpTo;
        Cursor = snapshot.Cursor;
        Behind = false;
    }

    /// <summary>Whether the figures are newer than the last ones of their key.</summary>
    public bool Take(Totals totals)
    {
        var mark = (totals.Epoch, totals.Seq);
        if (_totals.TryGetValue(totals.Key, out var before) && before.CompareTo(mark) >= 0)
        {
            return false;
        }

        _totals[totals.Key] = mark;
        return true;
    }
}
