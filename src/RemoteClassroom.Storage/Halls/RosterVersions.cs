using RemoteClassroom.Domain.Halls;
using RemoteClassroom.Storage.Reading;
using RemoteClassroom.Storage.Sessions;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Halls;

/// <summary>Versions of all rosters of a session, by one read.</summary>
internal sealed class RosterVersions(Dialect dialect) : IRosterVersions
{
    private const string Frozen =
        "SELECT r.branch_id, t.id FROM session_roster r JOIN trainees t ON t.id = r.trainee_id WHERE r.session_id = @session AND r.branch_id IS NOT NULL";

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<Guid, string>> ReadAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        var frozen = await dialect.FirstAsync<bool?>(
            new Statement("SELECT opened_at IS NOT NULL FROM sessions WHERE id = @session", ("session", sessionId)), row => row.Flag(0), cancellationToken);
        if (frozen is null)
        {
            return new Dictionary<Guid, string>();
        }

        var people = await dialect.ListAsync(
            new Statement(frozen.Value ? Frozen : Freeze.RostersNow, ("session", sessionId)), row => (Branch: row.Id(0), Person: row.Id(1)), cancellationToken);
        var versions = new Dictionary<Guid, RosterVersion>();
        foreach (var (branch, person) in people)
        {
            var version = versions.GetValueOrDefault(branch);
            version.Add(person);
            versions[branch] = version;
        }

        return versions.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
    }
}
