using RemoteClassroom.Domain.Log;
using RemoteClassroom.Relay.Frames;

namespace RemoteClassroom.Relay.Tail;

/// <summary>
/// Reads what is older than the ring, for those who come back: one read serves all of them, whichever of the session's streams they follow,
/// so that the database's work does not grow with the screens.
/// </summary>
/// <param name="feed">The session.</param>
/// <param name="log">Where to read.</param>
/// <param name="options">How far back.</param>
/// <param name="turns">Bounds the reads of the whole node.</param>
/// <param name="time">The clock.</param>
internal sealed class SharedHistory(SessionFeed feed, ISessionLog log, RelayOptions options, SemaphoreSlim turns, TimeProvider time)
{
    private const int Page = 1_000;

    /// <summary>How long a block that was read is given to newcomers.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(15);

    private readonly Lock _gate = new();
    private EventBlock? _block;
    private Task<EventBlock?>? _reading;

    /// <summary>How often the store was read.</summary>
    public int Reads { get; private set; }

    /// <summary>A block that reaches from <paramref name="offset"/> into the ring; null if the offset is too old.</summary>
    /// <exception cref="StorageException">The store cannot be read.</exception>
    public async Task<EventBlock?> FindAsync(long offset, CancellationToken cancellationToken)
    {
        var block = await Shared(offset).WaitAsync(cancellationToken);
        return block is not null && Serves(block, offset) ? block : null;
    }

    /// <summary>Forgets a block that no newcomer would be given.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            if (_block is not null && time.GetElapsedTime(_block.ReadAt) > Fresh)
            {
                _block = null;
            }
        }
    }

    private bool Serves(EventBlock block, long offset) => block.After <= offset && block.UpTo >= offset && block.UpTo >= feed.Ring.Floor.Offset;

    private Task<EventBlock?> Shared(long offset)
    {
        lock (_gate)
        {
            if (_block is { } block && Serves(block, offset) && time.GetElapsedTime(block.ReadAt) < Fresh)
            {
                return Task.FromResult<EventBlock?>(block);
            }

            if (_reading is null or { IsCompleted: true })
            {
                _reading = ReadAsync();
            }

            return _reading;
        }
    }

    private async Task<EventBlock?> ReadAsync()
    {
        await turns.WaitAsync();
        try
        {
            Reads++;
            var position = feed.Position;
            var after = Math.Max(0, position.Offset - options.ResumeEvents);
            var events = new List<LoggedEvent>();
            // One event more at the beginning: its tag is the one before the block.
            var next = Math.Max(0, after - 1);
            while (next < position.Offset)
            {
                var page = await log.ReadAsync(feed.SessionId, next, Page, CancellationToken.None);
                if (page.Count == 0)
                {
                    break;
                }

                events.AddRange(page);
                next = page[^1].Offset;
            }

            var tag = after == 0 || events.Count == 0 ? 0 : events[0].Tag;
            var state = feed.Position.State;
            ProjectedEvent[] shown = [.. events.Skip(after == 0 ? 0 : 1).Where(logged => logged.Offset <= position.Offset).Select(logged => new ProjectedEvent(logged, state))];
            var block = new EventBlock(after, tag, shown, time.GetTimestamp());
            lock (_gate)
            {
                _block = block;
            }

            return block;
        }
        finally
        {
            turns.Release();
        }
    }
}
