using RemoteClassroom.Storage.CheckIns;
using RemoteClassroom.Storage.Reading;
using RemoteClassroom.Storage.Tests.Stores;
using RemoteClassroom.Storage.Writing;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Storage.Tests.CheckIns;

/// <summary>SQLite plans without statistics here. A hall that wakes must not walk its session's whole ledger: ten thousand of them would.</summary>
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

    private static async Task CheckAsync(Dialect dialect, Statement query)
    {
        var plan = await dialect.ListAsync(new Statement("EXPLAIN QUERY PLAN " + query.Sql, query.Parameters), row => row.Text(3), CancellationToken.None);
        Assert.Contains(plan, step => step.Contains("ledger_session_id_round_id_", StringComparison.Ordinal) && step.Contains("round_id=? AND ", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.Contains("USING PRIMARY KEY (session_id=?)", StringComparison.Ordinal));
    }
}
