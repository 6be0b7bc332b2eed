using RemoteClassroom.Domain.Log;

namespace RemoteClassroom.Domain.Sessions;

/// <summary>A session to be made.</summary>
/// <param name="SessionId">Its id, chosen by the caller.</param>
/// <param name="Announcement">What is decided about; see <see cref="SessionDecider"/>.</param>
/// <param name="CourseId">The course it belongs to, if any.</param>
/// <param name="OwnerUnitId">The unit that holds it.</param>
/// <param name="CreatedBy">The account that makes it.</param>
/// <param name="Invited">The invited units; all must exist, none twice.</param>
/// <param name="At">When.</param>
/// <param name="Receipt">The command's answer, stored with it; null for what the server does by itself.</param>
public sealed record NewSession(
    Guid SessionId, ScheduleSession Announcement, Guid? CourseId, Guid OwnerUnitId, Guid CreatedBy, IReadOnlyList<Guid> Invited, DateTimeOffset At, Receipt? Receipt);

/// <summary>What became of the wish for a session.</summary>
public abstract record SessionCreated
{
    private SessionCreated()
    {
    }

    /// <summary>On disk, its row and the first event of its log alike.</summary>
    /// <param name="First">The first event.</param>
    public sealed record Stored(LoggedEvent First) : SessionCreated;

    /// <summary>The command was carried out before; this was its answer.</summary>
    /// <param name="Answer">The stored answer, or a mismatch.</param>
    public sealed record Answered(StoredAnswer Answer) : SessionCreated;

    /// <summary>Not made.</summary>
    /// <param name="Refusal">Why not.</param>
    public sealed record Refused(Refusal Refusal) : SessionCreated;
}

/// <summary>Makes sessions: row, invitations, secret, stream key, first event and receipt in one transaction.</summary>
public interface ISessionCreation
{
    /// <summary>Makes a session; answers when it is on disk. Goes through the node's one writer.</summary>
    /// <exception cref="StorageException">It failed; <see cref="StorageException.OutcomeUnknown"/> says how much is known. An invited unit that does not exist fails, too.</exception>
    /// <exception cref="StorageOverloadedException">The writer's queue is full.</exception>
    Task<SessionCreated> CreateAsync(NewSession session, CancellationToken cancellationToken);
}
