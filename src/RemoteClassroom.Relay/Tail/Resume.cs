using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Relay.Connections;
using RemoteClassroom.Relay.Frames;

namespace RemoteClassroom.Relay.Tail;

/// <summary>Decides where a follower begins: at its cursor, if what came since can be sent without a gap; else at a snapshot that says why.</summary>
internal static class Resume
{
    /// <exception cref="Domain.Log.StorageException">What is needed cannot be read from the store.</exception>
    public static async ValueTask<Subscription> OpenAsync(SessionFeed feed, StreamName name, string? cursor, int resumeEvents, CancellationToken cancellationToken)
    {
        var stream = feed.Stream(name);
        if (cursor is null || !stream.HasLog)
        {
            return Subscription.AtSnapshot(stream, SnapshotReason.First);
        }

        if (!Cursor.TryParse(cursor, out var at) || at.Stream != stream.Id)
        {
            return Subscription.AtSnapshot(stream, SnapshotReason.UnknownStream);
        }

        if (at.Offset > feed.Position.Offset)
        {
            // The client may come from a node that had read further.
            await feed.LookAsync().WaitAsync(cancellationToken);
            if (at.Offset > feed.Position.Offset)
            {
                return Subscription.AtSnapshot(stream, SnapshotReason.Ahead);
            }
        }

        if (feed.Ring.TagAt(at.Offset) is { } held)
        {
            return held == at.Tag ? Subscription.AtOffset(stream, at.Offset) : Subscription.AtSnapshot(stream, SnapshotReason.Forked);
        }

        return feed.Position.Offset - at.Offset <= resumeEvents && await feed.History.FindAsync(at.Offset, cancellationToken) is { } block
            ? FromBlock(stream, at, block)
            : Subscription.AtSnapshot(stream, SnapshotReason.TooOld);
    }

    private static Subscription FromBlock(ViewStream stream, Cursor at, EventBlock block) =>
        block.TagAt(at.Offset) == at.Tag
            ? Subscription.AtOffset(stream, at.Offset, block)
            : Subscription.AtSnapshot(stream, SnapshotReason.Forked);
}
