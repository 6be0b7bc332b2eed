using System.Globalization;
using System.Runtime.CompilerServices;
using RemoteClassroom.Contracts.Reports;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Server.Attendance;
using RemoteClassroom.Server.Reports;

namespace RemoteClassroom.Server.Exports;

/// <summary>The tables over several sessions: a line a session, and a line a person and session. Persons (人数) and person-times (人次) are never mixed.</summary>
internal sealed class PeriodTables(ReportDesk desk, SessionFigures figures, PersonRows persons, ReportZone zone)
{
    private const int MostSessions = 200;

    /// <summary>All of them.</summary>
    public async Task<IReadOnlyList<Table>> ReadAsync(ExportOrder order, CancellationToken cancellationToken)
    {
        var (expected, there, sum, lines, ends) = (new HashSet<Guid>(), new HashSet<Guid>(), default(StatusSums), new List<object[]>(), new Dictionary<Guid, long>());
        await foreach (var (scope, startsAt) in ScopesAsync(order, cancellationToken))
        {
            var (own, times) = (default(StatusSums), 0);
            await foreach (var person in figures.ReadAsync(scope, cancellationToken))
            {
                var one = StatusSums.Of(person.Status);
                own += one;
                times += person.Times;
                expected.Add(person.Roster.TraineeId);
                if (one.There > 0)
                {
                    there.Add(person.Roster.TraineeId);
                }
            }

            sum += own;
            ends[scope.SessionId] = scope.UpTo;
            lines.Add([scope.State.Title, Local(startsAt), scope.State.Rules.Version, .. Counts(ReportDesk.CountsOf(own)), times]);
        }

        IReadOnlyList<string> columns =
            ["课次 session", $"计划开始 starts ({zone.Name})", "考勤规则版本 rules", .. PrintPages.Columns(ReportDesk.CountsOf(default)).Select(column => column.Name), "签到次数 check-ins"];
        var personTimes = PersonTimes(order, sum.Expected, ends, cancellationToken);
        var about = new (string, string)[]
        {
            ("课次 sessions", $"{lines.Count}"), ("人数 persons", $"{expected.Count}"), ("到过的人数 persons there", $"{there.Count}"), ("人次 person-times expected", $"{sum.Expected}"),
            ("到课人次 person-times there", $"{sum.There}"), ("已补训人次 person-times made up", $"{sum.MadeUp}"),
        }.Concat(ExportNames.AboutFile(order, zone, [(ExportNames.Sessions, columns), (ExportNames.PersonTimes, personTimes.Columns)])).Select(line => new object[] { line.Item1, line.Item2 }).ToList();
        return [new Table(ExportNames.About, ExportNames.AboutColumns, about.ToAsync(), about.Count), new Table(ExportNames.Sessions, columns, lines.ToAsync(), lines.Count), personTimes];
    }

    /// <summary>A line a person and session.</summary>
    /// <param name="order">What is wanted.</param>
    /// <param name="atMost">How many lines there can be.</param>
    /// <param name="ends">Where the ledgers ended when they were counted before; null: they were not.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public Table PersonTimes(ExportOrder order, long atMost, IReadOnlyDictionary<Guid, long>? ends, CancellationToken cancellationToken)
    {
        // The rules' versions differ from session to session: each line names its own.
        IReadOnlyList<string> columns = ["课次 session", $"计划开始 starts ({zone.Name})", "考勤规则版本 rules", .. persons.Columns("", order.Masked).Select(column => column.Replace(" ()", "", StringComparison.Ordinal))];
        return order.Marked(new Table(ExportNames.PersonTimes, columns, RowsAsync(order, ends, cancellationToken), atMost));
    }

    private async IAsyncEnumerable<IReadOnlyList<object>> RowsAsync(ExportOrder order, IReadOnlyDictionary<Guid, long>? ends, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var (now, startsAt) in ScopesAsync(order, cancellationToken))
        {
            var scope = ends?.TryGetValue(now.SessionId, out var end) == true ? now with { UpTo = end } : now;
            await foreach (var row in persons.ReadAsync(scope, order.Masked, cancellationToken))
            {
                yield return [scope.State.Title, Local(startsAt), scope.State.Rules.Version, .. row];
            }
        }
    }

    private IAsyncEnumerable<(FigureScope Scope, DateTimeOffset StartsAt)> ScopesAsync(ExportOrder order, CancellationToken cancellationToken) => desk.ScopesAsync(
        order.Caller, order.Wish.From ?? DateTimeOffset.UnixEpoch, order.Wish.To ?? DateTimeOffset.UnixEpoch.AddYears(1_000), order.Wish.CourseId, order.Wish.UnitId, MostSessions, cancellationToken);

    private static IEnumerable<object> Counts(StateCounts counts) => PrintPages.Columns(counts).Select(column => (object)column.Value);

    private string Local(DateTimeOffset at) => zone.Local(at).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
