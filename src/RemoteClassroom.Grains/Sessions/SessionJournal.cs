using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Grains.Sessions;

/// <summary>One session's state as its log says, and where that log ends. Not safe for several threads: a grain owns it.</summary>
internal sealed class SessionJournal(Guid sessionId, ISessionLog log)
{
    private const int PageSize = 1_000;
    private bool _loaded;

    public SessionState State { get; private set; } = SessionState.Empty;

    public LogHead Head { get; private set; }

    /// <summary>Reads the log if it was not read yet.</summary>
    public Task LoadAsync() => _loaded ? Task.CompletedTask : CatchUpAsync();

    /// <summary>Reads on from the known head to the log's end.</summary>
    /// <returns>Whether anything was new.</returns>
    public async Task<bool> CatchUpAsync()
    {
        var before = Head.Offset;
        IReadOnlyList<LoggedEvent> page;
        do
        {
            page = await log.ReadAsync(sessionId, Head.Offset, PageSize, CancellationToken.None);
            Accept(page);
        }
        while (page.Count == PageSize);
        _loaded = true;
        return Head.Offset > before;
    }

    /// <summary>Folds what stands in the log right behind the head.</summary>
    /// <exception cref="InvalidDataException">There is a hole: the log and this state do not belong together.</exception>
    public void Accept(IReadOnlyList<LoggedEvent> events)
    {
        foreach (var entry in events)
        {
            if (entry.Offset != Head.Offset + 1)
            {
                throw new InvalidDataException($"Offset {entry.Offset} does not follow {Head.Offset}.");
            }

            State = State.Apply(entry.Event, entry.At);
            Head = new LogHead(entry.Offset, entry.Tag);
        }
    }
}
