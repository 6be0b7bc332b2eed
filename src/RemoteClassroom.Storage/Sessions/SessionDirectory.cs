using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Storage.Identities;
using RemoteClassroom.Storage.Reading;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Sessions;

/// <summary>Reads about sessions. What never changes is remembered: frozen trees and the sessions of questions, each within a bound; facts for a second.</summary>
internal sealed class SessionDirectory(Dialect dialect, IdentityKeys keys) : ISessionDirectory
{
    private const int FactsKept = 512;
    // Its owner and who is invited stand in a tree that moves; a scope follows within this time, and once a second one read a session is little.
    private static readonly TimeSpan FactsLife = TimeSpan.FromSeconds(1);

    private const int TreesKept = 16;
    private const int QuestionsKept = 20_000;
    private const int RostersAtOnce = 64;
    private const int SessionsAtOnce = 64;

    private readonly Remembered<Guid, SessionFacts> _facts = new(FactsKept, FactsLife);
    private readonly Remembered<Guid, FrozenSession> _trees = new(TreesKept);
    private readonly Remembered<Guid, object> _sessionOfQuestion = new(QuestionsKept);
    private readonly Remembered<Guid, object> _frozen = new(FactsKept);
    private readonly SharedReads<(Guid Session, Guid Branch), List<RosterLine>> _rosters = new(RostersAtOnce, halls => ReadRostersAsync(dialect, keys, halls), []);
    private readonly SharedReads<Guid, bool?> _opened = new(SessionsAtOnce, sessions => ReadOpenedAsync(dialect, sessions), none: null);

    /// <inheritdoc />
    public async Task<SessionFacts?> FindAsync(Guid sessionId, CancellationToken cancellationToken) =>
        await _facts.GetAsync(sessionId, () => ReadFactsAsync(sessionId, CancellationToken.None), cancellationToken);

    /// <inheritdoc />
    public void Forget(Guid sessionId) => _facts.Forget(sessionId);

    /// <inheritdoc />
    public async Task<FrozenTree?> TreeAsync(Guid sessionId, CancellationToken cancellationToken) => (await SessionAsync(sessionId, cancellationToken))?.Tree;

    /// <inheritdoc />
    public async Task<FrozenBranch?> BranchAsync(Guid sessionId, Guid branchId, CancellationToken cancellationToken) =>
        (await SessionAsync(sessionId, cancellationToken))?.Branches.GetValueOrDefault(branchId);

    /// <inheritdoc />
    public async Task<IReadOnlyList<RosterLine>> RosterAsync(Guid sessionId, Guid branchId, CancellationToken cancellationToken) => await IsFrozenAsync(sessionId, cancellationToken) switch
    {
        null => [],
        true => await _rosters.GetAsync((sessionId, branchId), cancellationToken),
        false => await ReadRosterNowAsync(sessionId, branchId, cancellationToken),
    };

    /// <inheritdoc />
    public async Task<RosterPlace?> VisitorAsync(Guid sessionId, IReadOnlyList<string> rosterNumbers, CancellationToken cancellationToken)
    {
        foreach (var number in rosterNumbers)
        {
            if (await PlaceAsync("t.roster_hash = @number", ("number", keys.HashOf(number)), sessionId, cancellationToken) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <inheritdoc />
    public async Task<RosterPlace?> PersonAsync(Guid sessionId, Guid traineeId, CancellationToken cancellationToken)
    {
        if (await IsFrozenAsync(sessionId, cancellationToken) is not false)
        {
            return await PlaceAsync("t.id = @trainee", ("trainee", traineeId), sessionId, cancellationToken);
        }

        using var seal = keys.Begin();
        return await dialect.FirstAsync<RosterPlace?>(new Statement(Freeze.PersonNow, ("session", sessionId), ("trainee", traineeId)), row => Place(seal, row), cancellationToken);
    }

    private async Task<RosterPlace?> PlaceAsync(string condition, (string Name, object? Value) parameter, Guid sessionId, CancellationToken cancellationToken)
    {
        using var seal = keys.Begin();
        return await dialect.FirstAsync<RosterPlace?>(
            new Statement(
                $"""
                 SELECT t.id, r.unit_id, t.sealed, k.wrapped, COALESCE(r.branch_id, r.unit_id) FROM trainees t
                 JOIN session_roster r ON r.session_id = @session AND r.trainee_id = t.id LEFT JOIN trainee_keys k ON k.trainee_id = t.id WHERE {condition}
                 """,
                ("session", sessionId), parameter),
            row => Place(seal, row),
            cancellationToken);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<HallPerson>> HallPeopleAsync(Guid sessionId, CancellationToken cancellationToken) => await dialect.ListAsync(
        new Statement("SELECT trainee_id, branch_id FROM session_roster WHERE session_id = @session AND branch_id IS NOT NULL", ("session", sessionId)),
        row => new HallPerson(row.Id(0), row.Id(1)),
        cancellationToken);

    private static RosterPlace Place(IdentitySeal seal, SqlRow row) => new(Person(seal, row, 0), row.Id(4));

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
            new Statement("SELECT session_id FROM questions WHERE question_id = @question", ("question", questionId)), row => row.Id(0), CancellationToken.None), cancellationToken);

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
            true => await _trees.GetAsync(sessionId, async () => await ReadTreeAsync(sessionId, frozen: true, CancellationToken.None), cancellationToken),
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

    // Null: no such session. Doors that are open stay so for the roster: what was frozen then is never frozen anew.
    private async Task<bool?> IsFrozenAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        if (_frozen.Find(sessionId) is not null)
        {
            return true;
        }

        var frozen = await _opened.GetAsync(sessionId, cancellationToken);
        if (frozen is true)
        {
            _frozen.Set(sessionId, sessionId);
        }

        return frozen;
    }

    private static async Task<Dictionary<Guid, bool?>> ReadOpenedAsync(Dialect dialect, IReadOnlyList<Guid> sessions)
    {
        var (list, ids) = Dialect.In(sessions);
        var read = await dialect.ListAsync(
            new Statement($"SELECT id, opened_at IS NOT NULL FROM sessions WHERE id IN ({list})", ids), row => (Id: row.Id(0), Opened: row.Flag(1)), CancellationToken.None);
        return read.ToDictionary(session => session.Id, bool? (session) => session.Opened);
    }

    private static async Task<Dictionary<(Guid Session, Guid Branch), List<RosterLine>>> ReadRostersAsync(Dialect dialect, IdentityKeys identities, IReadOnlyList<(Guid Session, Guid Branch)> keys)
    {
        var rosters = new Dictionary<(Guid Session, Guid Branch), List<RosterLine>>();
        using var seal = identities.Begin();
        foreach (var session in keys.GroupBy(key => key.Session, key => key.Branch))
        {
            var (list, ids) = Dialect.In([.. session]);
            var lines = await dialect.ListAsync(
                new Statement(
                    $"""
                     SELECT r.branch_id, r.trainee_id, r.unit_id, t.sealed, k.wrapped
                     FROM session_roster r JOIN trainees t ON t.id = r.trainee_id LEFT JOIN trainee_keys k ON k.trainee_id = r.trainee_id
                     WHERE r.session_id = @session AND r.branch_id IN ({list})
                     """,
                    [("session", session.Key), .. ids]),
                row => (Branch: row.Id(0), Line: Person(seal, row, 1)),
                CancellationToken.None);
            foreach (var (branch, line) in lines)
            {
                if (!rosters.TryGetValue((session.Key, branch), out var roster))
                {
                    rosters.Add((session.Key, branch), roster = []);
                }

                roster.Add(line);
            }
        }

        foreach (var roster in rosters.Values)
        {
            roster.Sort(ByNumber);
        }

        return rosters;
    }

    private async Task<List<RosterLine>> ReadRosterNowAsync(Guid sessionId, Guid branchId, CancellationToken cancellationToken)
    {
        using var seal = keys.Begin();
        var lines = await dialect.ListAsync(new Statement(Freeze.RosterNow, ("session", sessionId), ("branch", branchId)), row => Person(seal, row, 0), cancellationToken);
        lines.Sort(ByNumber);
        return lines;
    }

    // Sealed, people have no order in the database.
    private static int ByNumber(RosterLine one, RosterLine other) => string.CompareOrdinal(one.RosterNo, other.RosterNo);

    // Who was erased is on the roster still, but nobody can prove himself to be him.
    private static RosterLine Person(IdentitySeal seal, SqlRow row, int from)
    {
        var (trainee, unit) = (row.Id(from), row.Id(from + 1));
        return seal.Open(trainee, row.BytesOrEmpty(from + 2), row.BytesOrEmpty(from + 3)) is { } person
            ? new RosterLine(trainee, unit, person.RosterNo, person.Name, person.LastDigits)
            : new RosterLine(trainee, unit, "", "", "");
    }

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
