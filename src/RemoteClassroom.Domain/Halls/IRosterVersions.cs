namespace RemoteClassroom.Domain.Halls;

/// <summary>Reads which version of its roster each hall of a session has.</summary>
public interface IRosterVersions
{
    /// <summary>By branch, see <see cref="RosterVersion"/>; a branch where nobody is expected is not among them. One read of all rosters: keep the answer for a while.</summary>
    Task<IReadOnlyDictionary<Guid, string>> ReadAsync(Guid sessionId, CancellationToken cancellationToken);
}
