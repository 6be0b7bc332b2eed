namespace RemoteClassroom.Domain.Attendance;

/// <summary>Told whenever somebody is refused at the door of a round, so that staff sees where it sticks. Knows reasons, never persons.</summary>
public interface IRefusalSink
{
    /// <summary>One refusal. Returns at once; must not block or throw.</summary>
    void Refused(Guid sessionId, Guid roundId, Guid branchId, string code);
}
