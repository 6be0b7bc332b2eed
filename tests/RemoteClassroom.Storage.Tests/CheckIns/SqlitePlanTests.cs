using RemoteClassroom.Storage.Attendance;
using RemoteClassroom.Storage.CheckIns;
using RemoteClassroom.Storage.Corrections;
using RemoteClassroom.Storage.Reading;
using RemoteClassroom.Storage.Tests.Stores;
using RemoteClassroom.Storage.Writing;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Storage.Tests.CheckIns;

/// <summary>SQLite plans without statistics here. A hall that wakes must not walk its session's whole ledger, nor a report for each few halls of the province: ten thousand of them would.</summary>
public sealed class SqlitePlanTests
{
    private static readonly Guid Any = Guid.NewGuid();

    [Fact]
    public async Task What_a_hall_reads_when_it_wakes_is_found_by_index()
    {
        using var folder = new TempFolder();
        await using var store = await SqliteStores.OpenAsync(folder.Path);
        var dialect = store.Get<Dialect>();
        var (one, ids) = Dialect.In([Any]);
        (string, object?)[] of = [("session", Any), ("round", Any)];
        await CheckAsync(dialect, new Statement(Ledger.RosterLines(dialect), [.. of, ("branch", Any)]));
        await CheckAsync(dialect, new Statement(Ledger.VisitorLines(dialect), [.. of, ("branch", Any)]));
        await CheckAsync(dialect, new Statement(Ledger.VisitorCounts(dialect, one), [.. of, .. ids]));
        await CheckAsync(dialect, new Statement(Ledger.VisitorCounts(dialect, "@branch"), [.. of, ("branch", Any)]));
    }

    [Fact]
    public async Task What_a_report_reads_of_some_halls_is_found_by_index()
    {
        using var folder = new TempFolder();
        await using var store = await SqliteStores.OpenAsync(folder.Path);
        var dialect = store.Get<Dialect>();
        var (homes, ids) = Dialect.In([Any, Guid.NewGuid()]);
        (string, object?)[] of = [("session", Any), .. ids];
        var roster = await PlanAsync(dialect, new Statement(FigureReading.RosterOf(dialect, homes), of));
        Assert.All(roster.Where(step => step.Contains("session_roster", StringComparison.Ordinal)), step => Assert.Contains("(session_id=? AND branch_id=?)", step, StringComparison.Ordinal));
        var lines = await PlanAsync(dialect, new Statement(FigureReading.LinesOf(dialect, homes), of));
        Assert.All(lines.Where(step => step.Contains("session_roster", StringComparison.Ordinal)), step => Assert.Contains("(session_id=? AND branch_id=?)", step, StringComparison.Ordinal));
        await CheckLinesAsync(dialect, new Statement(FigureReading.LinesOf(dialect, homes), of));
    }

    [Fact]
    public async Task What_is_read_of_people_with_corrections_is_found_by_index()
    {
        using var folder = new TempFolder();
        await using var store = await SqliteStores.OpenAsync(folder.Path);
        var dialect = store.Get<Dialect>();
        await CheckLinesAsync(dialect, new Statement(CorrectionBook.LinesOfCorrected(dialect, ""), ("session", Any)));
        await CheckLinesAsync(dialect, new Statement(CorrectionBook.LinesOfCorrected(dialect, "AND c.trainee_id = @trainee"), ("session", Any), ("trainee", Any)));
        await CheckLinesAsync(dialect, new Statement(BreakdownReading.LinesOfCorrected(dialect), ("session", Any)));
    }

    private static async Task<List<string>> PlanAsync(Dialect dialect, Statement query)
    {
        var plan = await dialect.ListAsync(new Statement("EXPLAIN QUERY PLAN " + query.Sql, query.Parameters), row => row.Text(3), CancellationToken.None);
        Assert.NotEmpty(plan);
        return plan;
    }

    private static async Task CheckLinesAsync(Dialect dialect, Statement query)
    {
        var lines = (await PlanAsync(dialect, query)).Where(step => step.StartsWith("SEARCH l ", StringComparison.Ordinal) || step.StartsWith("SCAN l ", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(lines);
        Assert.All(lines, step => Assert.Contains("(session_id=? AND round_id=? AND trainee_id=?)", step, StringComparison.Ordinal));
    }

    private static async Task CheckAsync(Dialect dialect, Statement query)
    {
        var plan = await PlanAsync(dialect, query);
        Assert.Contains(plan, step => step.Contains("ledger_session_id_round_id_", StringComparison.Ordinal) && step.Contains("round_id=? AND ", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.Contains("USING PRIMARY KEY (session_id=?)", StringComparison.Ordinal));
    }
}
