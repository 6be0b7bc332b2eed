namespace RemoteClassroom.Benchmarks.FanOut;

/// <summary>Where all screens count what they see. Written by the one thread that drives them; waited for by the one that leads the run.</summary>
internal sealed class ScreenSink
{
    private TaskCompletionSource<long> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _expected = long.MaxValue;
    private long _seen;

    /// <summary>Events that came at another offset than the next.</summary>
    public long Wrong { get; set; }

    public long Total { get; private set; }

    public Latencies Latencies { get; private set; } = new();

    /// <summary>Arms the wait for so many deliveries or joins, and begins a new histogram.</summary>
    /// <returns>Done at the last, with its moment.</returns>
    public Task<long> Expect(long count)
    {
        Latencies = new Latencies();
        _seen = 0;
        _done = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _expected, count);
        return _done.Task;
    }

    public void Joined() => Count(System.Diagnostics.Stopwatch.GetTimestamp());

    public void Delivered(long latency, long now)
    {
        Latencies.Add(latency);
        Total++;
        Count(now);
    }

    /// <summary>FNV-1a over an event's offset and due.</summary>
    public static ulong Chain(ulong hash, long offset, long due)
    {
        const ulong Prime = 1_099_511_628_211;
        return unchecked((((hash ^ (ulong)offset) * Prime) ^ (ulong)due) * Prime);
    }

    private void Count(long now)
    {
        if (++_seen == Volatile.Read(ref _expected))
        {
            _done.TrySetResult(now);
        }
    }
}
