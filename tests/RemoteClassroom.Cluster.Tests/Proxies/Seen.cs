using System.Collections.Concurrent;
using RemoteClassroom.Client.Live;

namespace RemoteClassroom.Cluster.Tests.Proxies;

/// <summary>What a client of the product's library was told of one stream.</summary>
internal sealed class Seen
{
    private long _offset;
    private int _events;

    public ConcurrentQueue<LinkState> States { get; } = new();

    public LinkState State => States.LastOrDefault();

    public int Snapshots { get; private set; }

    public int Gaps { get; private set; }

    public long Offset => Volatile.Read(ref _offset);

    public int Events => Volatile.Read(ref _events);

    public ValueTask TakeAsync(StreamUpdate update)
    {
        switch (update)
        {
            case StreamUpdate.Linked linked:
                States.Enqueue(linked.State);
                break;
            case StreamUpdate.Snapshotted taken:
                Snapshots++;
                Volatile.Write(ref _offset, taken.Snapshot.UpTo);
                break;
            case StreamUpdate.Advanced advanced:
                Gaps += advanced.Frame.After == _offset ? 0 : 1;
                // The offset last: whoever sees it sees the events as well.
                Interlocked.Add(ref _events, advanced.Frame.Events.Count);
                Volatile.Write(ref _offset, advanced.Frame.UpTo);
                break;
            default:
                break;
        }

        return ValueTask.CompletedTask;
    }
}
