using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.Halls;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Organization;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Grains;
using RemoteClassroom.Grains.Attendance;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Chasing;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Chasing;
using RemoteClassroom.Storage.Halls;

namespace RemoteClassroom.Server.Attendance;

/// <summary>For whoever must go after the missing: halls worst first with whom to call, and the masked names of those who have not checked in.</summary>
internal static class ChaseEndpoints
{
    private const int HallsAtOnce = 50;
    private const int MostPages = 200;

    /// <summary>Maps them.</summary>
    public static void MapChase(this IEndpointRouteBuilder api)
    {
        var session = api.MapGroup("/sessions/{s:guid}").WithTags("Attendance");
        session.MapGet("/attendance/halls", HallsAsync).Allow(Callers.Staff).Produces<HallLines>()
            .WithSummary("Halls at and below a unit, worst first: out of reach, without sound, low attendance; with contact and when they were last called.");
        session.MapGet("/attendance/missing", MissingAsync).Allow(Callers.Administrator).Produces<MissingPeople>()
            .WithSummary("Who has not checked in, masked, hall by hall; ?branch= for one hall. People without any hall are not among them.");
        session.MapPost("/branches/{b:guid}/calls", CallAsync).Allow(Callers.Staff).Produces<HallCalled>()
            .WithSummary("Notes that the hall was called, so that nobody calls it twice.");
    }

    private static async Task<HallLines> HallsAsync(
        Guid s, Guid? unit, Guid? round, string? cursor, int? limit, HttpContext context, Caller caller, SessionAccess access, ISessionDirectory directory, IGrainFactory grains, RemoteClassroomDb db,
        IOfflineEntries offline)
    {
        context.Response.Headers.CacheControl = "no-store";
        var cancelled = context.RequestAborted;
        var take = Paging.Limit(limit);
        var skip = (int)Math.Min(int.MaxValue, Paging.Skip(cursor));
        var wanted = await UnitAsync(s, unit, caller, access, directory, cancelled);
        var page = await grains.AttendanceOf(s).HallsAsync(new HallsRequest(wanted, round, HallOrder.WorstFirst, skip, take)) ?? throw Refused.NotFound("unit or round in this session");
        var ids = page.Halls.Select(hall => hall.BranchId).ToList();
        var venues = await db.Venues.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancelled);
        var calls = await db.HallCalls.AsNoTracking().Where(row => row.SessionId == s && ids.Contains(row.BranchId)).ToDictionaryAsync(row => row.BranchId, cancelled);
        var reminders = await db.LastRemindersAsync(s, ids, cancelled);
        var missing = await MissingEntriesAsync(ids, db, offline, cancelled);
        return new HallLines(
            [.. page.Halls.Select(hall => LineOf(hall, venues.GetValueOrDefault(hall.BranchId), calls.GetValueOrDefault(hall.BranchId), missing.GetValueOrDefault(hall.BranchId), reminders.GetValueOrDefault(hall.BranchId)))],
            page.RoundId,
            page.More ? Paging.Cursor(skip + take) : null);
    }

    private static async Task<Dictionary<Guid, long>> MissingEntriesAsync(List<Guid> halls, RemoteClassroomDb db, IOfflineEntries offline, CancellationToken cancellationToken)
    {
        var devices = await db.Devices.AsNoTracking().Where(row => halls.Contains(row.VenueId)).ToDictionaryAsync(row => row.Id, row => row.VenueId, cancellationToken);
        return (await offline.GapsAsync(devices.Keys, cancellationToken)).GroupBy(gap => devices[gap.DeviceId]).ToDictionary(gaps => gaps.Key, gaps => gaps.Sum(gap => gap.Count));
    }

    private static HallLine LineOf(HallFigures hall, Storage.Organization.VenueRow? venue, HallCallRow? call, long missing, ReminderRow? reminder) => new(
        new UnitRef(hall.BranchId, hall.Name, NodeKind.Venue, hall.Online, PictureNames.Of(hall.Picture), hall.Online ? null : hall.LastSeen, hall.Hall),
        new Counts(hall.Expected, hall.Present, hall.Late, hall.Waiting, hall.Absent, hall.Unknown, hall.Excused),
        hall.Path,
        Given(venue?.Contact), Given(venue?.ContactPhone),
        call is null ? null : Micros.ToInstant(call.At), call?.ByName, missing > 0 ? missing : null, ReminderLists.BriefOf(reminder, names: true));

    private static string? Given(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static async Task<MissingPeople> MissingAsync(
        Guid s, Guid? unit, Guid? branch, Guid? round, string? cursor, int? limit, HttpContext context, Caller caller, SessionAccess access, ISessionDirectory directory,
        IGrainFactory grains, ILedger ledger, ISessionStates states)
    {
        context.Response.Headers.CacheControl = "no-store";
        var cancelled = context.RequestAborted;
        var take = Paging.Limit(limit);
        await access.ToLedgerAsync(caller, s, cancelled);
        var wanted = await UnitAsync(s, unit, caller, access, directory, cancelled);
        var (from, after) = Read(cursor);
        var only = branch is { } one ? await directory.BranchAsync(s, one, cancelled) ?? throw Refused.NotFound("hall in this session") : null;
        from = Math.Max(from, only?.Index ?? 0);
        var people = new List<MissingPerson>();
        for (var pages = 0; pages < MostPages; pages++)
        {
            var page = await grains.AttendanceOf(s).HallsAsync(new HallsRequest(wanted, round, HallOrder.OnlyMissing, from, only is null ? HallsAtOnce : 1)) ?? throw Refused.NotFound("unit or round in this session");
            if (page.RoundId is not { } roundId || page.Halls.Length == 0 || (only is not null && page.Halls[0].BranchId != only.BranchId))
            {
                return new MissingPeople(people, page.RoundId);
            }

            var asked = (await states.GetAsync(s, fresh: false, cancelled))?.FindRound(roundId);
            var lines = (await ledger.MissingAsync(s, roundId, [.. page.Halls.Select(hall => hall.BranchId)], cancelled)).ToLookup(line => line.BranchId);
            foreach (var hall in page.Halls)
            {
                after = hall.Index == from ? after : null;
                foreach (var line in lines[hall.BranchId].Where(line => (after is null || line.TraineeId.CompareTo(after.Value) > 0) && asked?.Asks(hall.Index, line.TraineeId) != false).OrderBy(line => line.TraineeId))
                {
                    if (people.Count == take)
                    {
                        return new MissingPeople(people, roundId, $"{hall.Index}.{after:N}");
                    }

                    people.Add(new MissingPerson(Masking.Name(line.Name), Masking.RosterNo(line.RosterNo), hall.BranchId, hall.Name, StatusOf(hall)));
                    (from, after) = (hall.Index, line.TraineeId);
                }
            }

            (from, after) = (page.Halls[^1].Index + 1, null);
            if (!page.More || only is not null)
            {
                return new MissingPeople(people, roundId);
            }
        }

        return new MissingPeople(people, round, $"{from}.");
    }

    private static MissingStatus StatusOf(HallFigures hall) => hall.Unknown > 0 ? MissingStatus.Unknown : hall.Waiting > 0 ? MissingStatus.Waiting : MissingStatus.Absent;

    // "hall.trainee": the place in the frozen tree to begin at, and after whom to go on there.
    private static (int From, Guid? After) Read(string? cursor) =>
        cursor is null ? (0, null)
        : cursor.Split('.') is [var halls, var after] && int.TryParse(halls, out var skip) && skip >= 0 && (after.Length == 0 || Guid.TryParseExact(after, "N", out _))
            ? (skip, after.Length == 0 ? null : Guid.ParseExact(after, "N"))
            : throw Paging.BadCursor();

    private static async Task<IResult> CallAsync(
        Guid s, Guid b, Caller caller, Change change, Body<EmptyCommand> body, SessionAccess access, ISessionDirectory directory, Places places, IEdits edits, TimeProvider time, CancellationToken cancellationToken)
    {
        var (_, path) = await access.ToAttendanceAsync(caller, s, null, cancellationToken);
        if (await directory.BranchAsync(s, b, cancellationToken) is null || await places.OfVenueAsync(b, cancellationToken) is not { } place || !Paths.Contains(path, place))
        {
            throw Refused.NotFound("hall in this session");
        }

        var at = Micros.Truncate(time.GetUtcNow());
        var by = Answers.Masked((AccountCaller)caller);
        return Answers.Of(await edits.RunAsync(
            change.For(caller),
            async (db, cancelled) =>
            {
                if (await db.HallCalls.FirstOrDefaultAsync(row => row.SessionId == s && row.BranchId == b, cancelled) is { } row)
                {
                    (row.At, row.ByName) = (Micros.Of(at), by);
                }
                else
                {
                    db.HallCalls.Add(new HallCallRow { SessionId = s, BranchId = b, At = Micros.Of(at), ByName = by });
                }

                return (StatusCodes.Status200OK, Answers.Json(new HallCalled(at)));
            },
            cancellationToken));
    }

    /// <summary>The unit asked for, or the top of what the caller may see in the session's own tree; null: all of it.</summary>
    internal static async Task<Guid?> UnitAsync(Guid session, Guid? unit, Caller caller, SessionAccess access, ISessionDirectory directory, CancellationToken cancellationToken)
    {
        var (_, path) = await access.ToAttendanceAsync(caller, session, unit, cancellationToken);
        return unit ?? (path.Length == 0 ? null : (await directory.TreeAsync(session, cancellationToken))?.Units.FirstOrDefault(place => Paths.Contains(path, place.Path))?.UnitId);
    }
}
