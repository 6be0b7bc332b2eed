using System.Globalization;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Chasing;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Chasing;

namespace RemoteClassroom.Server.Chasing;

/// <summary>Chasing (催办): reminders about those who are missing, hall by hall, and what became of each.</summary>
internal static class ReminderEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapReminders(this IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/sessions/{s:guid}").WithTags("Chasing");
        session.MapPost("/branches/{b:guid}/reminders", HallAsync).Allow(Callers.Administrator).Produces<HallChased>(StatusCodes.Status201Created)
            .WithSummary("Chases one hall: its operator first; when still too few came after some minutes, the administrators of its unit, then of the unit above. A hall chased moments ago: 409 conflict with retryAfterMs.");
        session.MapPost("/reminders", UnitAsync).Allow(Callers.Administrator).Produces<UnitChased>(StatusCodes.Status201Created)
            .WithSummary("Chases every hall at and below a unit in which somebody is missing; halls chased moments ago are left out and counted. At most 2,000 at once.");
        session.MapGet("/reminders", ListAsync).Allow(Callers.Administrator).Produces<Page<ReminderInfo>>()
            .WithSummary("Reminders about halls of the caller's subtree, newest first, each with its deliveries and their tries; ?unit= for those at and below a unit, ?branch= for one hall.");
    }

    private static async Task<IResult> HallAsync(Guid s, Guid b, Caller caller, Change change, Body<ChaseHall> body, ChaseDesk desk, CancellationToken cancellationToken) =>
        Answers.Of(await desk.HallAsync((AccountCaller)caller, s, b, body.Value.RoundId, change, cancellationToken));

    private static async Task<IResult> UnitAsync(Guid s, Caller caller, Change change, Body<ChaseUnit> body, ChaseDesk desk, CancellationToken cancellationToken) =>
        Answers.Of(await desk.UnitAsync((AccountCaller)caller, s, body.Value, change, cancellationToken));

    private static async Task<Page<ReminderInfo>> ListAsync(
        Guid s, Guid? unit, Guid? branch, string? cursor, int? limit, HttpContext context, Caller caller, SessionAccess access, Places places, RemoteClassroomDb db)
    {
        context.Response.Headers.CacheControl = "no-store";
        var cancelled = context.RequestAborted;
        var most = Paging.Limit(limit);
        var (_, scope) = await access.ToAttendanceAsync(caller, s, unit, cancelled);
        var path = unit is { } id ? await places.OfUnitAsync(id, cancelled) ?? "" : scope;
        var page = await db.PageOfRemindersAsync(s, path, branch, Read(cursor), most + 1, cancelled);
        var shown = page.Take(most).ToList();
        return new Page<ReminderInfo>(await ReminderLists.InfosAsync(db, shown, cancelled), page.Count > most ? Next(shown[^1]) : null);
    }

    private static string Next(ReminderRow last) => string.Create(CultureInfo.InvariantCulture, $"{last.At}.{last.Id:N}");

    private static (long At, Guid Id)? Read(string? cursor) => cursor is null ? null
        : cursor.Split('.') is [var at, var id] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var micros) && micros < 1L << 53 && Guid.TryParseExact(id, "N", out var reminder)
            ? (micros, reminder)
            : throw Paging.BadCursor();
}
