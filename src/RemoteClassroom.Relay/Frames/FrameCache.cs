namespace RemoteClassroom.Relay.Frames;

/// <summary>
/// The last frames that were cut, so that the bytes for one (after, target) are made once for all who need them. Found without a lock;
/// a frame that is missing is cut under one, lest two threads cut the same.
/// </summary>
/// <param name="slots">How many, a power of two.</param>
internal sealed class FrameCache(int slots)
{
    private readonly Entry?[] _entries = new Entry?[slots];
    private readonly Lock _cutting = new();

    public FrameMessage? Get(FrameCutter cutter, IEventSource source, long after, long target)
    {
        ref var slot = ref _entries[(uint)HashCode.Combine(after, target) & (uint)(_entries.Length - 1)];
        if (Find(ref slot, after, target) is { } ready)
        {
            return ready;
        }

        lock (_cutting)
        {
            if (Find(ref slot, after, target) is { } justCut)
            {
                return justCut;
            }

            var frame = cutter.Cut(source, after, target);
            if (frame is not null)
            {
                Volatile.Write(ref slot, new Entry(target, frame));
            }

            return frame;
        }
    }

    private static FrameMessage? Find(ref Entry? slot, long after, long target) =>
        Volatile.Read(ref slot) is { } entry && entry.Target == target && entry.Frame.After == after ? entry.Frame : null;

    private sealed record Entry(long Target, FrameMessage Frame);
}
