using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Sessions;

/// <summary>Has the rules decide, and the writer write.</summary>
internal sealed class SessionCreation(GroupCommitWriter writer) : ISessionCreation
{
    /// <inheritdoc />
    public async Task<SessionCreated> CreateAsync(NewSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var decision = SessionDecider.Decide(SessionState.Empty, session.Announcement, session.At);
        return decision.Refusal is { } refusal
            ? new SessionCreated.Refused(refusal)
            : await writer.WriteAsync(new CreateItem(session, (SessionScheduled)decision.Events[0]), cancellationToken);
    }
}
