using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.Halls;
using RemoteClassroom.Domain.Halls;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Grains;
using RemoteClassroom.Grains.Attendance;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Attendance;
using RemoteClassroom.Server.Chasing;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Chasing;
using RemoteClassroom.Storage.Halls;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Server.Halls;

/// <summary>The duty desk (值班台): which halls can begin, and whom to call about those that cannot.</summary>
internal static class DeskEndpoints
{
    private static readonly string[] Faults = ["link", "picture", "sound", "clock", "operator", "roster"];

    /// <summary>Maps <c>/sessions/{s}/desk</c>.</summary>
    public static void MapDesk(this IEndpointRouteBuilder api) =>
        api.MapGet("/sessions/{s:guid}/desk", DeskAsync).WithTags("Halls").Allow(Callers.Staff).Produces<DeskBoard>()
            .WithSummary("Readiness of the halls at and below a unit: link, picture, sound, clock, operator, roster; worst first, with contact and when they were last called and chased; with a fault (link, picture, sound, clock, operator, roster) only those that have it, while the totals stay those of all.");

    private static async Task<DeskBoard> DeskAsync(
        Guid s, Guid? unit, string? fault, string? cursor, int? limit, HttpContext context, Caller caller, SessionAccess access, ISessionDirectory directory, IGrainFactory grains, RemoteClassroomDb db)
    {
        context.Response.Headers.CacheControl = "no-store";
        var cancelled = context.RequestAborted;
        var take = Paging.Limit(limit);
        var skip = (int)Math.Min(int.MaxValue - take, Paging.Skip(cursor));
        var wanted = await ChaseEndpoints.UnitAsync(s, unit, caller, access, directory, cancelled);
        var page = await grains.AttendanceOf(s).DeskAsync(new DeskRequest(wanted, skip, take, FaultOf(fault))) ?? throw Refused.NotFound("unit in this session");
        var ids = page.Lines.Select(line => line.Figures.BranchId).ToList();
        var venues = await db.Venues.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancelled);
        var calls = await db.HallCalls.AsNoTracking().Where(row => row.SessionId == s && ids.Contains(row.BranchId)).ToDictionaryAsync(row => row.BranchId, cancelled);
        var reminders = await db.LastRemindersAsync(s, ids, cancelled);
        return new DeskBoard(
            page.At,
            new DeskTotals(page.All, page.Ready, page.Faults[0], page.Faults[1], page.Faults[2], page.Faults[3], page.Faults[4], page.Faults[5]),
            [.. page.Lines.Select(line => HallOf(line, venues.GetValueOrDefault(line.Figures.BranchId), calls.GetValueOrDefault(line.Figures.BranchId), reminders.GetValueOrDefault(line.Figures.BranchId)))],
            page.More ? Paging.Cursor(skip + take) : null);
    }

    private static int? FaultOf(string? fault) =>
        fault is null ? null
        : Array.IndexOf(Faults, fault) is >= 0 and var place ? place
        : throw Refused.Validation("fault", $"Name one of {string.Join(", ", Faults)}.");

    private static DeskHall HallOf(DeskLine line, VenueRow? venue, HallCallRow? call, ReminderRow? reminder)
    {
        var hall = line.Figures;
        var checks = new HallChecks(Of(line.Link), Of(line.Picture), Of(line.Sound), Of(line.Clock), Of(line.Operator), Of(line.Roster));
        return new DeskHall(
            new UnitRef(hall.BranchId, hall.Name, NodeKind.Venue, hall.Online, PictureNames.Of(hall.Picture), hall.Online ? null : hall.LastSeen, hall.Hall),
            hall.Path, checks, new HallReadiness(line.Link, line.Picture, line.Sound, line.Clock, line.Operator, line.Roster).Ready,
            line.ClockOffsetMs, line.OperatorSeen, Given(venue?.Contact), Given(venue?.ContactPhone), call is null ? null : Micros.ToInstant(call.At), call?.ByName,
            ReminderLists.BriefOf(reminder, names: true));
    }

    private static CheckResult Of(HallCheck check) => check switch { HallCheck.Good => CheckResult.Good, HallCheck.Bad => CheckResult.Bad, _ => CheckResult.Unknown };

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
