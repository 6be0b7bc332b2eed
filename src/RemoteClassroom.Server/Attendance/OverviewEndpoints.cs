using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Questions;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Grains;
using RemoteClassroom.Grains.Attendance;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Chasing;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;

namespace RemoteClassroom.Server.Attendance;

/// <summary>For the wall of a command centre (指挥大屏): one document with everything that is seen there, and nothing personal.</summary>
internal static class OverviewEndpoints
{
    private const string Counties = "county";
    private const int MostHalls = 12;
    private static readonly TimeSpan Lately = TimeSpan.FromMinutes(10);

    /// <summary>Maps <c>/sessions/{s}/overview</c>.</summary>
    public static void MapOverview(this IEndpointRouteBuilder api) =>
        api.MapGet("/sessions/{s:guid}/overview", OverviewAsync).WithTags("Attendance").Allow(Callers.Staff).Produces<AttendanceOverview>()
            .WithSummary("A unit's figures with those of the counties below it, cut from one state; the halls in trouble, the round and how many questions there are. Nothing personal.");

    private static async Task<AttendanceOverview> OverviewAsync(
        Guid s, Guid? unit, HttpContext context, Caller caller, SessionAccess access, ISessionDirectory directory, ISessionStates states, IGrainFactory grains, RemoteClassroomDb db, TimeProvider time)
    {
        context.Response.Headers.CacheControl = "no-store";
        var cancelled = context.RequestAborted;
        var wanted = await ChaseEndpoints.UnitAsync(s, unit, caller, access, directory, cancelled);
        var others = await directory.TreeAsync(s, cancelled) is { } tree ? await BelowAsync(tree, wanted, db, cancelled) : [];
        var board = grains.AttendanceOf(s);
        var figures = await board.UnitsAsync(wanted, others) ?? throw Refused.NotFound("unit in this session");
        var halls = await board.HallsAsync(new HallsRequest(wanted, null, HallOrder.WorstFirst, 0, MostHalls));
        var state = await states.GetAsync(s, fresh: false, cancelled) ?? throw Refused.NotFound("session");
        var (whole, units) = (Of(figures.Whole), figures.Others.Select(Of).ToList());
        return new AttendanceOverview(
            figures.At, whole, units, [.. (halls?.Halls ?? []).Select(Of)], CountsOf(state.Questions, time.GetUtcNow() - Lately), Rest(whole, units),
            figures.RoundId is { } counted && state.FindRound(counted) is { } round ? RoundKinds.InfoOf(round) : null, state.OpenRound is { } open ? RoundKinds.InfoOf(open) : null);
    }

    // The counties at the day of the session's tree; where the unit holds none, what lies one level down.
    private static async Task<Guid[]> BelowAsync(FrozenTree tree, Guid? wanted, RemoteClassroomDb db, CancellationToken cancellationToken)
    {
        var top = 0;
        while (top < tree.Units.Count && wanted is { } unit && tree.Units[top].UnitId != unit)
        {
            top++;
        }

        if (top >= tree.Units.Count)
        {
            return [];
        }

        var counties = (await db.OrgUnits.AsNoTracking().Where(row => row.Level == Counties).Select(row => row.Id).ToListAsync(cancellationToken)).ToHashSet();
        var below = tree.Units.Skip(top + 1).Where(unit => counties.Contains(unit.UnitId) && Paths.Contains(tree.Units[top].Path, unit.Path)).Select(unit => unit.UnitId).ToArray();
        return below.Length > 0 ? below : [.. tree.Units.Where(unit => unit.ParentIndex == top).Select(unit => unit.UnitId)];
    }

    private static UnitOverview? Rest(UnitOverview whole, List<UnitOverview> units)
    {
        var counts = units.Aggregate(whole.Counts, (left, unit) => new Counts(
            left.Expected - unit.Counts.Expected, left.Present - unit.Counts.Present, left.Late - unit.Counts.Late, left.Waiting - unit.Counts.Waiting,
            left.Absent - unit.Counts.Absent, left.Unknown - unit.Counts.Unknown, left.Excused - unit.Counts.Excused));
        var rest = new UnitOverview(whole.Unit, counts, whole.Halls - units.Sum(unit => unit.Halls), whole.HallsOnline - units.Sum(unit => unit.HallsOnline));
        return rest.Halls > 0 || counts.Expected > 0 ? rest : null;
    }

    private static QuestionCounts CountsOf(QuestionBook questions, DateTimeOffset lately)
    {
        var all = questions.ById.Values;
        return new QuestionCounts(
            all.Count(question => question.Phase == QuestionPhase.Pending), questions.Shown.Count,
            all.Count(question => question.Phase == QuestionPhase.Answered), all.Count(question => question.AskedAt >= lately));
    }

    private static UnitOverview Of(UnitFigures unit) => new(
        new UnitRef(unit.UnitId, unit.Name, NodeKind.Unit), new Counts(unit.Expected, unit.Present, unit.Late, unit.Waiting, unit.Absent, unit.Unknown, unit.Excused), unit.Halls, unit.HallsOnline);

    private static HallOverview Of(HallFigures hall) => new(
        new UnitRef(hall.BranchId, hall.Name, NodeKind.Venue, hall.Online, PictureNames.Of(hall.Picture), hall.Online ? null : hall.LastSeen, hall.Hall),
        new Counts(hall.Expected, hall.Present, hall.Late, hall.Waiting, hall.Absent, hall.Unknown, hall.Excused), hall.Path);
}
