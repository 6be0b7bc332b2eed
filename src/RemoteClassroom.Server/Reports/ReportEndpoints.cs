using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.Reports;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Grains;
using RemoteClassroom.Grains.Attendance;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;

namespace RemoteClassroom.Server.Reports;

/// <summary>What was, after the lecture and during it: persons and person-times, and three counts side by side.</summary>
internal static class ReportEndpoints
{
    private const int HallsAtOnce = 200;
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromDays(400);

    /// <summary>Registers what they need.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services) => services.AddScoped<SessionFigures>().AddScoped<ReportDesk>().AddScoped<PersonRows>().AddScoped<SignalDesk>();

    /// <summary>Maps them.</summary>
    public static void MapReports(this IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/sessions/{s:guid}").WithTags("Reports");
        session.MapGet("/report", (Guid s, Guid? unit, Guid? hall, HttpContext context, Caller caller, ReportDesk desk) => Fresh(context, desk.SessionAsync(caller, s, unit, context.RequestAborted, hall)))
            .Allow(Callers.Administrator).Produces<SessionReport>().WithSummary("Everybody of a unit, or of one hall, judged by the session's rules: by the units below, by hall, by category and by seat.");
        session.MapGet("/reconciliation", ReconcileAsync).Allow(Callers.Administrator).Produces<Reconciliation>()
            .WithSummary("Roster, check-ins and head count of each hall of a unit, those that differ first; by default of the newest sign-in.");
        api.MapGet("/reports/attendance", PeriodAsync).Allow(Callers.Administrator).Produces<PeriodReport>().WithTags("Reports")
            .WithSummary("Persons and person-times of the sessions that were to start in a period, of a course or of all, each over the tree of its own day; rehearsals do not count.");
    }

    private static Task<T> Fresh<T>(HttpContext context, Task<T> answer)
    {
        context.Response.Headers.CacheControl = "no-store";
        return answer;
    }

    private static Task<PeriodReport> PeriodAsync(DateTimeOffset from, DateTimeOffset to, Guid? course, Guid? unit, HttpContext context, Caller caller, ReportDesk desk) =>
        to <= from || to - from > LongestPeriod
            ? throw Refused.Validation("to", $"Give a period of at most {LongestPeriod.Days} days whose end lies after its beginning.")
            : Fresh(context, desk.PeriodAsync((AccountCaller)caller, from, to, course, unit, context.RequestAborted));

    private static async Task<Reconciliation> ReconcileAsync(
        Guid s, Guid? unit, Guid? round, HttpContext context, Caller caller, ReportDesk desk, IGrainFactory grains, IAttendanceReading reading, RemoteClassroomDb db)
    {
        context.Response.Headers.CacheControl = "no-store";
        var cancelled = context.RequestAborted;
        var (scope, top) = await desk.ScopeAsync(caller, s, unit, cancelled);
        var halls = new List<HallFigures>();
        Guid? counted = null;
        for (var more = true; more;)
        {
            var page = await grains.AttendanceOf(s).HallsAsync(new HallsRequest(scope.Tree.Units[top].UnitId, round, HallOrder.WorstFirst, halls.Count, HallsAtOnce)) ?? throw Refused.NotFound("round in this session");
            halls.AddRange(page.Halls);
            (more, counted) = (page.More, page.RoundId);
        }

        var away = (await reading.VisitorsAsync(s, cancelled)).Where(line => line.RoundId == counted).ToList();
        var (from, into) = (away.ToLookup(line => line.HomeId), away.ToLookup(line => line.SeatId));
        var heads = await db.HeadCounts.AsNoTracking().Where(row => row.SessionId == s && row.RoundId == (counted ?? Guid.Empty)).ToDictionaryAsync(row => row.BranchId, row => row.Count, cancelled);
        // Where people are drawn a count of all heads says nothing about the few who were asked.
        var compares = counted is not { } of || scope.State.FindRound(of)?.Sample?.People is null;
        var lines = halls.DistinctBy(hall => hall.BranchId).Select(hall =>
        {
            var checkedIn = hall.Present + hall.Late;
            var seated = Math.Max(0, checkedIn - from[hall.BranchId].Count() + into[hall.BranchId].Count());
            int? head = heads.TryGetValue(hall.BranchId, out var count) ? count : null;
            return new HallReconciled(hall.BranchId, hall.Name, hall.Expected, checkedIn, seated, head, compares ? head - seated : null);
        }).OrderByDescending(hall => Math.Abs(hall.Difference ?? 0)).ThenBy(hall => hall.Heads is null).ToList();
        return new Reconciliation(counted, lines, lines.Count(hall => hall.Difference is not (null or 0)));
    }
}
