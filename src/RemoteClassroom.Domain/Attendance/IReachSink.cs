using RemoteClassroom.Domain.Halls;

namespace RemoteClassroom.Domain.Attendance;

/// <summary>Told by the relay when a hall's screen shows signs of life; the halls' reach is judged from it.</summary>
public interface IReachSink
{
    /// <summary>A screen of this branch joined or sent its heartbeat. Returns at once; must not block or throw.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="branchId">The branch.</param>
    /// <param name="picture">What its screen shows, if it told.</param>
    void Seen(Guid sessionId, Guid branchId, HallPicture picture = HallPicture.None) => Seen(sessionId, branchId, new HallSign(picture));

    /// <summary>A hall told something of itself: its screen, which is then within reach, or its operator's page, which says nothing of the screen. Returns at once; must not block or throw.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="branchId">The branch.</param>
    /// <param name="sign">What it told.</param>
    void Seen(Guid sessionId, Guid branchId, HallSign sign);
}
