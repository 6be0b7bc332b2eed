using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Log;

/// <summary>Gives events their offsets and tags.</summary>
internal static class EventChain
{
    /// <summary>The events as they will stand behind <paramref name="head"/>, and as they are stored.</summary>
    public static (IReadOnlyList<LoggedEvent> Events, IReadOnlyList<EventWrite> Rows) Link(Guid session, LogHead head, DateTimeOffset at, IReadOnlyList<SessionEvent> changes)
    {
        var micros = Micros.Of(at);
        var instant = Micros.ToInstant(micros);
        var events = new List<LoggedEvent>(changes.Count);
        var rows = new List<EventWrite>(changes.Count);
        foreach (var change in changes)
        {
            var (type, data) = EventCodec.Encode(change);
            var offset = head.Offset + 1;
            head = new LogHead(offset, EventTag.Next(head.Tag, offset, micros, type, data));
            events.Add(new LoggedEvent(offset, head.Tag, instant, change));
            rows.Add(new EventWrite(session, offset, head.Tag, micros, type, data));
        }

        return (events, rows);
    }
}
