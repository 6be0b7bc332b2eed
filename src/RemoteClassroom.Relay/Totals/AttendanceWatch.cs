using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Relay.Frames;
using RemoteClassroom.Relay.Ports;
using RemoteClassroom.Relay.Tail;

namespace RemoteClassroom.Relay.Totals;

/// <summary>
/// Keeps the attendance figures of one session's <c>a/</c> and <c>b/</c> streams: one call a time asks for all that is followed and has changed.
/// Only one thread at a time calls it.
/// </summary>
/// <param name="feed">The session.</param>
/// <param name="source">Where the figures come from.</param>
internal sealed class AttendanceWatch(SessionFeed feed, IAttendanceFeed source)
{
    private const string Key = "attendance";
    private readonly Dictionary<Guid, (long Epoch, long Seq, HallAttendance Counts)> _halls = [];
    private HashSet<Guid> _units = [];
    private bool _hallsKnown;
    private long _epoch;
    private long _seq;

    /// <summary>Asks for what changed and puts it on the streams.</summary>
    public async Task TickAsync(CancellationToken cancellationToken)
    {
        var followed = feed.Streams.Where(stream => stream.Followers > 0).ToList();
        var units = followed.Where(stream => stream.Name.Kind == StreamKind.Attendance).Select(stream => stream.Name.Target).ToHashSet();
        var halls = followed.Exists(stream => stream.Name.Kind == StreamKind.Branch);
        if (units.Count == 0 && !halls)
        {
            return;
        }

        // Who is new has not seen what came before.
        var newUnits = units.Except(_units).ToList();
        var newHalls = halls && !_hallsKnown;
        var changed = false;
        if (newUnits.Count > 0 || newHalls)
        {
            changed = await AskAsync(new AttendanceQuery(0, 0, newUnits, newHalls), cancellationToken);
        }

        (_units, _hallsKnown) = (units, halls);
        changed |= await AskAsync(new AttendanceQuery(_epoch, _seq, units, halls), cancellationToken);
        foreach (var stream in followed.Where(stream => stream.Name.Kind == StreamKind.Branch))
        {
            changed |= Put(stream);
        }

        if (changed)
        {
            feed.Tell();
        }
    }

    private async Task<bool> AskAsync(AttendanceQuery query, CancellationToken cancellationToken)
    {
        if (await source.ReadAsync(feed.SessionId, query, cancellationToken) is not { } news)
        {
            return false;
        }

        if (query.Epoch == _epoch)
        {
            (_epoch, _seq) = (news.Epoch, news.Seq);
        }

        var changed = false;
        foreach (var frame in news.Units)
        {
            changed |= Put(frame);
        }

        foreach (var hall in news.Halls)
        {
            _halls[hall.BranchId] = (news.Epoch, news.Seq, hall.Attendance);
        }

        return changed;
    }

    private bool Put(AttendanceFrame frame)
    {
        var name = StreamName.Attendance(feed.SessionId, frame.Unit.Id);
        return feed.FindStream(name) is { } stream && IsNewer(stream, frame.Epoch, frame.Seq)
            && stream.Put(new TotalsMessage(frame.Epoch, frame.Seq, Message(name, frame.Epoch, frame.Seq, frame), frame));
    }

    private bool Put(ViewStream stream) =>
        _halls.TryGetValue(stream.Name.Target, out var hall) && IsNewer(stream, hall.Epoch, hall.Seq)
            && stream.Put(new TotalsMessage(hall.Epoch, hall.Seq, Message(stream.Name, hall.Epoch, hall.Seq, hall.Counts)));

    private static bool IsNewer(ViewStream stream, long epoch, long seq) => stream.Totals is not { } held || (held.Epoch, held.Seq).CompareTo((epoch, seq)) < 0;

    private static HubBytes Message<T>(StreamName name, long epoch, long seq, T data) => TotalsJson.Message(name, Key, epoch, seq, data);
}
