namespace RemoteClassroom.Benchmarks.FanOut;

/// <summary>Where all screens count what they see. Written by the one thread that drives them; waited for by the one that leads the run.</summary>
internal sealed class ScreenSink(int commands)
{
    /// <summary>The hash of nothing seen.</summary>
    public const ulong NoEvents = 14_695_981_039_346_656_037;

    private readonly long[] _due = new long[commands];
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

    /// <summary>Notes the moment at which a command's event was due, before it is sent.</summary>
    public void Due(int command, long moment) => Volatile.Write(ref _due[command], moment);

    public void Delivered(int command, long now)
    {
        Latencies.Add(now - Volatile.Read(ref _due[command]));
        Total++;
        Count(now);
    }

    /// <summary>FNV-1a over an event's offset and its command's number.</summary>
    public static ulong Chain(ulong hash, long offset, int command)
    {
        const ulong Prime = 1_099_511_628_211;
        return unchecked((((hash ^ (ulong)offset) * Prime) ^ (ulong)command) * Prime);
    }

    private void Count(long now)
    {
        if (++_seen == Volatile.Read(ref _expected))
        {
            _done.TrySetResult(now);
        }
    }
}
