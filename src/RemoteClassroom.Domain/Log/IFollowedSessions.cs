namespace RemoteClassroom.Domain.Log;

/// <summary>The sessions whose logs this node follows. The node subscribes to their main classrooms' notices, so that its <see cref="ISessionNotices"/> is woken by commits of other nodes too.</summary>
public interface IFollowedSessions
{
    /// <summary>The sessions followed at this moment. Asked about once a second; must not block.</summary>
    IReadOnlyCollection<Guid> Current { get; }
}
