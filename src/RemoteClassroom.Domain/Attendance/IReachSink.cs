namespace RemoteClassroom.Domain.Attendance;

/// <summary>Told by the relay when a hall's screen shows signs of life; the halls' reach is judged from it.</summary>
public interface IReachSink
{
    /// <summary>A screen of this branch joined or sent its heartbeat. Returns at once; must not block or throw.</summary>
    void Seen(Guid sessionId, Guid branchId);
}
