using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage.Reading;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Sessions;

/// <summary>Reads about sessions. What never changes is remembered: facts, frozen trees and the sessions of questions, each within a bound.</summary>
internal sealed class SessionDirectory(Dialect dialect) : ISessionDirectory
{
    private const int FactsKept = 512;
    private const int TreesKept = 16;
    private const int QuestionsKept = 20_000;

    private readonly Remembered<Guid, SessionFacts> _facts = new(FactsKept);
    private readonly Remembered<Guid, FrozenSession> _trees = new(TreesKept);
    private readonly Remembered<Guid, object> _sessionOfQuestion = new(QuestionsKept);

    /// <inheritdoc />
    public async Task<SessionFacts?> FindAsync(Guid sessionId, CancellationToken cancellationToken) =>
        await _facts.GetAsync(sessionId, () => ReadFactsAsync(sessionId, cancellationToken));

    /// <inheritdoc />
    public async Task<FrozenTree?> TreeAsync(Guid sessionId, CancellationToken cancellationToken) => (await SessionAsync(sessionId, cancellationToken))?.Tree;

    /// <inheritdoc />
    public async Task<FrozenBranch?> BranchAsync(Guid sessionId, Guid branchId, CancellationToken cancellationToken) =>
        (await SessionAsync(sessionId, cancellationToken))?.Branches.GetValueOrDefault(branchId);

    /// <inheritdoc />
    public async Task<IReadOnlyList<RosterLine>> RosterAsync(Guid sessionId, Guid branchId, CancellationToken cancellationToken)
    {
        var frozen = await IsFrozenAsync(sessionId, cancellationToken);
        return frozen is null
            ? []
            : await dialect.ListAsync(
                new Statement(
                    frozen.Value
                        ? """
                          SELECT t.id, r.unit_id, t.roster_no, t.name, t.last_digits FROM session_roster r JOIN trainees t ON t.id = r.trainee_id
                          WHERE r.session_id = @session AND r.branch_id = @branch ORDER BY t.roster_no
                          """
                        : Freeze.RosterNow,
                    ("session", sessionId), ("branch", branchId)),
                row => new RosterLine(row.Id(0), row.Id(1), row.Text(2), row.Text(3), row.Text(4)),
                cancellationToken);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<HallSession>> UnderWayAsync(long hall, CancellationToken cancellationToken) =>
        await dialect.ListAsync(
            new Statement(
                """
                SELECT s.id, s.secret, b.branch_id, b.name FROM session_branches b JOIN sessions s ON s.id = b.session_id
                WHERE b.hall = @hall AND s.phase IN ('open', 'live', 'paused') ORDER BY s.opened_at DESC
                """,
                ("hall", hall)),
            row => new HallSession(row.Id(0), row.Bytes(1), row.Id(2), row.Text(3)),
            cancellationToken);

    /// <inheritdoc />
    public async Task<Guid?> SessionOfQuestionAsync(Guid questionId, CancellationToken cancellationToken) =>
        (Guid?)await _sessionOfQuestion.GetAsync(questionId, async () => await dialect.FirstAsync<object?>(
            new Statement("SELECT session_id FROM questions WHERE question_id = @question", ("question", questionId)), row => row.Id(0), cancellationToken));

    /// <inheritdoc />
    public async Task<IReadOnlyList<DueRound>> DueRoundsAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        await dialect.ListAsync(
            new Statement("SELECT session_id, round_id FROM rounds WHERE closed_at IS NULL AND closes_at IS NOT NULL AND closes_at <= @now ORDER BY closes_at", ("now", Micros.Of(now))),
            row => new DueRound(row.Id(0), row.Id(1)),
            cancellationToken);

    private async Task<FrozenSession?> SessionAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        if (_trees.Find(sessionId) is { } known)
        {
            return known;
        }

        var frozen = await IsFrozenAsync(sessionId, cancellationToken);
        return frozen switch
        {
            null => null,
            true => await _trees.GetAsync(sessionId, async () => await ReadTreeAsync(sessionId, frozen: true, cancellationToken)),
            false => await ReadTreeAsync(sessionId, frozen: false, cancellationToken),
        };
    }

    private async Task<FrozenSession> ReadTreeAsync(Guid sessionId, bool frozen, CancellationToken cancellationToken)
    {
        var units = await dialect.ListAsync(
            new Statement(
                frozen ? "SELECT idx, unit_id, name, path, parent_idx, homeless FROM session_units WHERE session_id = @session ORDER BY idx" : Freeze.UnitsNow, ("session", sessionId)),
            row => new FrozenUnit(row.Id(1), row.Text(2), row.Text(3), row.Int(4), row.Int(5)),
            cancellationToken);
        var branches = await dialect.ListAsync(
            new Statement(
                frozen ? "SELECT idx, branch_id, name, hall, unit_idx, expected FROM session_branches WHERE session_id = @session ORDER BY idx" : Freeze.HallsNow, ("session", sessionId)),
            row => new FrozenBranch(row.Int(0), row.Id(1), row.Text(2), row.Long(3), row.Int(4), row.Int(5)),
            cancellationToken);
        return new FrozenSession(new FrozenTree(units, branches), branches.ToDictionary(branch => branch.BranchId));
    }

    // Null: no such session.
    private async Task<bool?> IsFrozenAsync(Guid sessionId, CancellationToken cancellationToken) => await dialect.FirstAsync<bool?>(
        new Statement("SELECT opened_at IS NOT NULL FROM sessions WHERE id = @session", ("session", sessionId)), row => row.Flag(0), cancellationToken);

    private async Task<SessionFacts?> ReadFactsAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        var invited = await dialect.ListAsync(
            new Statement("SELECT u.path FROM session_invites i JOIN org_units u ON u.id = i.unit_id WHERE i.session_id = @session ORDER BY u.path", ("session", sessionId)),
            row => row.Text(0),
            cancellationToken);
        return await dialect.FirstAsync<SessionFacts?>(
            new Statement("SELECT s.secret, s.stream_key, s.owner_unit_id, u.path FROM sessions s JOIN org_units u ON u.id = s.owner_unit_id WHERE s.id = @session", ("session", sessionId)),
            row => new SessionFacts(sessionId, row.Bytes(0), row.Text(1), row.Id(2), row.Text(3), invited),
            cancellationToken);
    }

    private sealed record FrozenSession(FrozenTree Tree, Dictionary<Guid, FrozenBranch> Branches);
}
