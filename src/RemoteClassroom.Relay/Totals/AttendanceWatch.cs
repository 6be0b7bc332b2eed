using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Relay.Frames;
using RemoteClassroom.Relay.Tail;

namespace RemoteClassroom.Relay.Totals;

/// <summary>
/// Keeps the attendance figures of one session's <c>a/</c> and <c>b/</c> streams: one call a time asks for all that is followed and has changed,
/// and one more for what is followed newly. Only one thread at a time calls it.
/// </summary>
/// <param name="feed">The session.</param>
/// <param name="frames">Where the figures come from.</param>
internal sealed class AttendanceWatch(SessionFeed feed, IAttendanceFrames frames)
{
    private const string Key = "attendance";
    private HashSet<AttendanceKey> _known = [];
    private AttendanceMark _mark;

    /// <summary>Asks for what changed and puts it on the streams.</summary>
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        var followed = feed.Streams
            .Where(stream => stream.Followers > 0 && stream.Name.Kind is StreamKind.Attendance or StreamKind.Branch)
            .ToDictionary(stream => new AttendanceKey(stream.Name.Kind == StreamKind.Branch, stream.Name.Target));
        _known.IntersectWith(followed.Keys);
        var changed = _known.Count > 0 && await AskAsync(followed, _known, _mark, cancellationToken) is { Changed: true };

        // Who is new has not seen what came before the mark.
        var added = followed.Keys.Except(_known).ToList();
        if (added.Count > 0 && await AskAsync(followed, added, default, cancellationToken) is { } first)
        {
            changed |= first.Changed;
            // Whoever was known has been told up to the older mark only.
            _mark = _known.Count == 0 ? first.Mark : _mark;
            _known = [.. followed.Keys];
        }

        if (changed)
        {
            feed.Tell();
        }
    }

    private async Task<(AttendanceMark Mark, bool Changed)?> AskAsync(
        Dictionary<AttendanceKey, ViewStream> followed, IReadOnlyCollection<AttendanceKey> keys, AttendanceMark since, CancellationToken cancellationToken)
    {
        if (await frames.ReadAsync(feed.SessionId, keys, since, cancellationToken) is not { } reading)
        {
            return null;
        }

        if (since != default)
        {
            _mark = reading.Mark;
        }

        var changed = false;
        foreach (var cut in reading.Cuts)
        {
            if (followed.TryGetValue(cut.Key, out var stream))
            {
                var bytes = TotalsJson.Message(stream.Name, Key, reading.Mark.Epoch, reading.Mark.Seq, cut.Json);
                changed |= stream.Put(new TotalsMessage(reading.Mark.Epoch, reading.Mark.Seq, bytes, cut.Json));
            }
        }

        return (reading.Mark, changed);
    }
}
