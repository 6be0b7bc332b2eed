using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Storage.Reading;
using RemoteClassroom.Storage.Writing;

namespace RemoteClassroom.Storage.Attendance;

/// <summary>Reads check-ins with their persons' categories, from where the last reading ended.</summary>
internal sealed class BreakdownReading(Dialect dialect, ICorrections corrections) : IBreakdownReading
{
    private const string Columns = "l.seq, l.round_id, COALESCE(l.home_id, l.branch_id), l.branch_id, COALESCE(t.category, ''), l.late, l.trainee_id";
    private const string Concerned = "(SELECT DISTINCT c.trainee_id FROM ledger_corrections c WHERE c.session_id = @session AND c.trainee_id IS NOT NULL) who";

    /// <summary>The check-ins of whom corrections concern: from these few people to their lines, not through all lines.</summary>
    public static string LinesOfCorrected(Dialect dialect) =>
        $"""
         SELECT {Columns} FROM {Concerned} {dialect.JoinInOrder} rounds r ON r.session_id = @session
         {dialect.JoinInOrder} ledger l ON l.session_id = @session AND l.round_id = r.round_id AND l.trainee_id = who.trainee_id
         LEFT JOIN trainees t ON t.id = l.trainee_id
         """;

    /// <inheritdoc />
    public async Task<IReadOnlyList<CategoryExpected>> ExpectedAsync(Guid sessionId, CancellationToken cancellationToken) => await dialect.ListAsync(
        new Statement(
            """
            SELECT COALESCE(r.branch_id, r.unit_id), t.category, count(*) FROM session_roster r JOIN trainees t ON t.id = r.trainee_id
            WHERE r.session_id = @session GROUP BY 1, 2
            """,
            ("session", sessionId)),
        row => new CategoryExpected(row.Id(0), row.Text(1), row.Int(2)),
        cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<CategoryPerson>> PeopleAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        // Few categories, many people: one text for each.
        var categories = new Dictionary<string, string>(StringComparer.Ordinal);
        return await dialect.ListAsync(
            new Statement(
                """
                SELECT r.trainee_id, COALESCE(r.branch_id, r.unit_id), t.category FROM session_roster r JOIN trainees t ON t.id = r.trainee_id WHERE r.session_id = @session
                """,
                ("session", sessionId)),
            row => new CategoryPerson(row.Id(0), row.Id(1), One(row.Text(2))),
            cancellationToken);

        string One(string category)
        {
            if (!categories.TryGetValue(category, out var known))
            {
                categories.Add(category, known = category);
            }

            return known;
        }
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<CategoryLine>> LinesAsync(Guid sessionId, long after, int limit, CancellationToken cancellationToken) => await dialect.ListAsync(
        new Statement(
            $"SELECT {Columns} FROM ledger l LEFT JOIN trainees t ON t.id = l.trainee_id WHERE l.session_id = @session AND l.seq > @after ORDER BY l.seq LIMIT @limit",
            ("session", sessionId), ("after", after), ("limit", (long)limit)),
        Line,
        cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<CorrectedPerson>> CorrectedAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        var said = (await corrections.PeopleAsync(sessionId, null, cancellationToken)).Corrections.Where(correction => correction.HomeId is not null).ToLookup(correction => correction.TraineeId!.Value);
        if (said.Count == 0)
        {
            return [];
        }

        var categories = await dialect.ListAsync(
            new Statement($"SELECT who.trainee_id, t.category FROM {Concerned} JOIN trainees t ON t.id = who.trainee_id", ("session", sessionId)), row => (Id: row.Id(0), Category: row.Text(1)), cancellationToken);
        var lines = (await dialect.ListAsync(
            new Statement(LinesOfCorrected(dialect), ("session", sessionId)), row => (Trainee: row.Id(6), Line: Line(row)), cancellationToken)).ToLookup(pair => pair.Trainee, pair => pair.Line);
        return [.. categories.Where(person => said.Contains(person.Id)).Select(person => new CorrectedPerson(person.Id, said[person.Id].First().HomeId!.Value, person.Category, [.. said[person.Id]], [.. lines[person.Id]]))];
    }

    private static CategoryLine Line(SqlRow row) => new(row.Long(0), row.Id(1), row.Id(2), row.Id(3), row.Text(4), row.Flag(5));
}
