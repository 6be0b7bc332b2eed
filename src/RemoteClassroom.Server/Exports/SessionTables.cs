using System.Runtime.CompilerServices;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Attendance;
using RemoteClassroom.Server.Reports;

namespace RemoteClassroom.Server.Exports;

/// <summary>The tables of one session. All of them show the ledger up to the same entry, so that they agree with each other.</summary>
internal sealed class SessionTables(ReportDesk desk, PersonRows persons, CorrectionRows corrections, LedgerExport ledger, ReportZone zone)
{
    /// <summary>The sheets that a workbook of any session has, with their columns.</summary>
    public IReadOnlyList<(string Name, IReadOnlyList<string> Columns)> Sheets(string rulesVersion, bool masked) =>
    [
        (ExportNames.About, ExportNames.AboutColumns), (ExportNames.Units, UnitColumns), (ExportNames.Categories, ["类别 category", .. Counts]), (ExportNames.Seats, ["分课堂 hall", "人数 people", "外来 visitors"]),
        (ExportNames.Persons, persons.Columns(rulesVersion, masked)), (ExportNames.CheckIns, LedgerColumns.Of(zone.Name, masked)), (ExportNames.Corrections, corrections.Columns(masked)),
    ];

    /// <summary>All of them.</summary>
    /// <param name="wish">What is wanted, and by whom.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task<IReadOnlyList<Table>> ReadAsync(ExportOrder wish, CancellationToken cancellationToken)
    {
        var (head, scope, unit) = await desk.StandAsync(wish.Caller, wish.Wish.SessionId!.Value, wish.Wish.UnitId, cancellationToken);
        var sums = await desk.SumAsync(scope, unit, cancellationToken);
        var report = await desk.ReportOfAsync(head, scope, unit, sums, cancellationToken);
        var rehearsal = scope.State.Rehearsal;
        var sheets = Sheets(scope.State.Rules.Version, wish.Masked).Select(sheet => sheet with { Columns = RehearsalMark.Columns(sheet.Columns, rehearsal && sheet.Name != ExportNames.About) }).ToList();
        (string Name, string Value)[] mark = rehearsal ? [(RehearsalMark.Column, RehearsalMark.Cell)] : [];
        var about = mark.Concat(PrintPages.About(report, zone)).Concat(ExportNames.AboutFile(wish, zone, sheets)).Select(line => new object[] { line.Name, line.Value }).ToList();
        return
        [
            Of(0, about.ToAsync(), about.Count), Of(1, UnitRows(scope, sums).ToAsync(), scope.Tree.Units.Count + scope.Tree.Branches.Count),
            Of(2, report.Categories.Select(category => Row([category.Name], category.Counts)).ToAsync(), report.Categories.Count),
            Of(3, report.Seats.Select(seat => new object[] { seat.Name, seat.People, seat.Visitors }).ToAsync(), report.Seats.Count),
            Persons(scope, wish, report.Persons.Expected, cancellationToken), CheckIns(scope, wish, cancellationToken), Corrections(scope, wish, cancellationToken),
        ];

        Table Of(int sheet, IAsyncEnumerable<IReadOnlyList<object>> rows, int atMost) =>
            RehearsalMark.On(new Table(sheets[sheet].Name, Sheets(scope.State.Rules.Version, wish.Masked)[sheet].Columns, rows, atMost), rehearsal && sheet > 0);
    }

    /// <summary>The scope alone, for a file of one table.</summary>
    public async Task<Table> ReadAsync(ExportOrder wish, Contracts.Exports.ExportTable table, CancellationToken cancellationToken)
    {
        var (_, scope, _) = await desk.StandAsync(wish.Caller, wish.Wish.SessionId!.Value, wish.Wish.UnitId, cancellationToken);
        return table switch
        {
            Contracts.Exports.ExportTable.CheckIns => CheckIns(scope, wish, cancellationToken),
            Contracts.Exports.ExportTable.Corrections => Corrections(scope, wish, cancellationToken),
            _ => Persons(scope, wish, ExpectedIn(scope), cancellationToken),
        };
    }

    private static IReadOnlyList<string> Counts { get; } = [.. PrintPages.Columns(ReportDesk.CountsOf(default)).Select(column => column.Name)];

    private static IReadOnlyList<string> UnitColumns { get; } = ["单位 unit", "路径 path", "分课堂 hall", .. Counts];

    /// <summary>How many people a scope expects.</summary>
    internal static int ExpectedIn(FigureScope scope) =>
        scope.Tree.Branches.Where(hall => Paths.Contains(scope.Path, scope.Tree.Units[hall.UnitIndex].Path)).Sum(hall => hall.Expected) +
        scope.Tree.Units.Where(unit => Paths.Contains(scope.Path, unit.Path)).Sum(unit => unit.Homeless);

    private Table Persons(FigureScope scope, ExportOrder wish, int expected, CancellationToken cancellationToken) =>
        Marked(scope, wish, new Table(ExportNames.Persons, persons.Columns(scope.State.Rules.Version, wish.Masked), persons.ReadAsync(scope, wish.Masked, cancellationToken), expected));

    private Table CheckIns(FigureScope scope, ExportOrder wish, CancellationToken cancellationToken) =>
        Marked(scope, wish, new Table(ExportNames.CheckIns, LedgerColumns.Of(zone.Name, wish.Masked), LinesAsync(scope, wish.Masked, cancellationToken), scope.UpTo));

    private Table Corrections(FigureScope scope, ExportOrder wish, CancellationToken cancellationToken) =>
        Marked(scope, wish, new Table(ExportNames.Corrections, corrections.Columns(wish.Masked), corrections.ReadAsync(scope, wish.Masked, cancellationToken), 0));

    private static Table Marked(FigureScope scope, ExportOrder wish, Table table) => RehearsalMark.On(wish.Marked(table), scope.State.Rehearsal);

    private async IAsyncEnumerable<IReadOnlyList<object>> LinesAsync(FigureScope scope, bool masked, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in ledger.ReadAsync(scope.SessionId, scope.Path, masked, cancellationToken, scope.UpTo))
        {
            yield return LedgerColumns.Values(line);
        }
    }

    // Every unit with what is below it, then its own halls and its people without one: each level sums to the one above.
    private static IEnumerable<object[]> UnitRows(FigureScope scope, SessionSums sums)
    {
        var halls = scope.Tree.Branches.ToLookup(hall => hall.UnitIndex);
        var paths = new string[scope.Tree.Units.Count];
        for (var i = 0; i < scope.Tree.Units.Count; i++)
        {
            var unit = scope.Tree.Units[i];
            paths[i] = unit.ParentIndex < 0 ? unit.Name : $"{paths[unit.ParentIndex]} / {unit.Name}";
            if (!Paths.Contains(scope.Path, unit.Path))
            {
                continue;
            }

            yield return Row([unit.Name, paths[i], ""], ReportDesk.CountsOf(sums.Units[i]));
            foreach (var hall in halls[i])
            {
                yield return Row([unit.Name, paths[i], hall.Name], ReportDesk.CountsOf(sums.Halls.GetValueOrDefault(hall.BranchId)));
            }

            if (sums.Homeless[i].Expected > 0)
            {
                yield return Row([unit.Name, paths[i], "(无分课堂 no hall)"], ReportDesk.CountsOf(sums.Homeless[i]));
            }
        }
    }

    private static object[] Row(string[] names, Contracts.Reports.StateCounts counts) => [.. names, .. PrintPages.Columns(counts).Select(column => (object)column.Value)];
}
