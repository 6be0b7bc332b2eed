using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Corrections;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Organization;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Corrections;
using RemoteClassroom.Storage.Identities;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Server.Corrections;

/// <summary>Requests for leave (请假) and their decision (准假).</summary>
internal static class LeaveEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapLeaves(this IEndpointRouteBuilder api)
    {
        var leaves = api.MapGroup("/sessions/{s:guid}/leaves").WithTags("Attendance");
        leaves.MapPost("", (Guid s, Caller caller, Change change, Body<AskLeave> body, LeaveDesk desk, CancellationToken cancellationToken) =>
            desk.AskAsync(s, caller, change.For(caller), body.Value, cancellationToken)).Allow(Callers.Administrator | Callers.Operator).Produces<LeaveAsked>(StatusCodes.Status201Created)
            .WithSummary("Asks leave from the session for a person of the own hall's roster, or of the caller's subtree.");
        leaves.MapGet("", (Guid s, string? cursor, int? limit, HttpContext context, Caller caller, LeaveDesk desk) => desk.ListAsync(s, cursor, limit, context, caller))
            .Allow(Callers.Administrator | Callers.Operator).Produces<Page<LeaveInfo>>().WithSummary("Requests for leave in the caller's scope (an operator: the own hall's), newest first.");
        leaves.MapPost("/{l:guid}/decide", (Guid s, Guid l, Caller caller, Change change, Body<DecideLeave> body, LeaveDesk desk, CancellationToken cancellationToken) =>
            desk.DecideAsync(s, l, caller, change.For(caller), body.Value, cancellationToken)).Allow(Callers.Administrator).Produces<LeaveAnswered>()
            .WithSummary("Grants or refuses a request; granted, an entry of the ledger excuses the person from the whole session.");
    }
}

/// <summary>Takes requests for leave and decisions about them.</summary>
internal sealed class LeaveDesk(RemoteClassroomDb reading, ITraineeIdentities identities, CorrectionDesk corrections, SessionAccess access, IEdits edits, TimeProvider time)
{
    private const string Waiting = "waiting";
    private const int MostWaiting = 20;

    /// <summary>Asks.</summary>
    public async Task<IResult> AskAsync(Guid sessionId, Caller caller, ReceiptKey key, AskLeave wish, CancellationToken cancellationToken)
    {
        Check(wish.Reason);
        var person = await corrections.PersonAsync(caller, sessionId, wish.TraineeId, cancellationToken);
        return Answers.Of(await edits.RunAsync(
            key,
            async (db, cancelled) =>
            {
                if (await db.Leaves.CountAsync(row => row.SessionId == sessionId && row.TraineeId == wish.TraineeId, cancelled) >= MostWaiting ||
                    await db.Leaves.AnyAsync(row => row.SessionId == sessionId && row.TraineeId == wish.TraineeId && row.State == Waiting, cancelled))
                {
                    throw new RefusedException(Contracts.Errors.ErrorCodes.Conflict, "A request for this person waits to be decided already.");
                }

                var now = time.GetUtcNow();
                var row = new LeaveRow
                {
                    Id = Guid.CreateVersion7(now), SessionId = sessionId, TraineeId = wish.TraineeId, HomeId = person.HomeId, Reason = wish.Reason.Trim(), State = Waiting, AskedAt = Micros.Of(now),
                };
                db.Leaves.Add(row);
                return (StatusCodes.Status201Created, Answers.Json(new LeaveAsked(row.Id)));
            },
            cancellationToken));
    }

    /// <summary>Lists.</summary>
    public async Task<Page<LeaveInfo>> ListAsync(Guid sessionId, string? cursor, int? limit, HttpContext context, Caller caller)
    {
        context.Response.Headers.CacheControl = "no-store";
        var cancelled = context.RequestAborted;
        var most = Paging.Limit(limit);
        var before = cursor is null ? long.MaxValue : Paging.Skip(cursor);
        var rows = reading.Leaves.AsNoTracking().Where(row => row.SessionId == sessionId && row.AskedAt < before);
        if (SessionAccess.VenueOf(caller) is { } venue)
        {
            await access.ToHallAsync(caller, sessionId, venue, cancelled);
            rows = rows.Where(row => row.HomeId == venue);
        }
        else if (await access.ToLedgerAsync(caller, sessionId, cancelled) is { Length: > 0 } path)
        {
            var units = reading.OrgUnits.InSubtree(path).Select(unit => unit.Id);
            rows = rows.Where(row => units.Contains(row.HomeId) || reading.Venues.Any(hall => hall.Id == row.HomeId && units.Contains(hall.UnitId)));
        }

        var page = await rows.OrderByDescending(row => row.AskedAt).Take(most + 1).Join(reading.Trainees.AsNoTracking(), row => row.TraineeId, person => person.Id, (row, person) => new { row, person })
            .OrderByDescending(pair => pair.row.AskedAt).ToListAsync(cancelled);
        await identities.OpenAsync(reading, [.. page.Select(pair => pair.person)], cancelled);
        return new Page<LeaveInfo>([.. page.Take(most).Select(pair => InfoOf(pair.row, pair.person.Name))], page.Count > most ? Paging.Cursor(page[most - 1].row.AskedAt) : null);
    }

    /// <summary>Decides.</summary>
    public async Task<IResult> DecideAsync(Guid sessionId, Guid leaveId, Caller caller, ReceiptKey key, DecideLeave wish, CancellationToken cancellationToken)
    {
        Check(wish.Reason);
        if (await corrections.FindAsync(key, cancellationToken) is { } before)
        {
            return before;
        }

        var leave = await reading.Leaves.AsNoTracking().FirstOrDefaultAsync(row => row.Id == leaveId && row.SessionId == sessionId, cancellationToken) ?? throw Refused.NotFound("request");
        await corrections.PersonAsync(caller, sessionId, leave.TraineeId, cancellationToken);
        if (leave.State != Waiting)
        {
            // The same command, sent twice at once, may have been what decided it.
            return await corrections.FindAsync(key, cancellationToken) ?? throw Decided();
        }

        var by = Answers.Masked((AccountCaller)caller);
        var answer = Answers.Json(new LeaveAnswered(leaveId, wish.Grant ? LeaveState.Granted : LeaveState.Refused));
        if (wish.Grant)
        {
            var excuse = new CorrectionDesk.Wish(leave.TraineeId, CorrectionKind.Excuse, Standing.Missing, null, $"{wish.Reason.Trim()} [{leave.Reason}]");
            return Answers.Of(await corrections.WriteAsync(caller, sessionId, excuse, key, (new LeaveDecided(leaveId, by), answer), cancellationToken));
        }

        return Answers.Of(await edits.RunAsync(
            key,
            async (db, cancelled) =>
            {
                var row = await db.Leaves.FirstAsync(row => row.Id == leaveId, cancelled);
                if (row.State != Waiting)
                {
                    throw Decided();
                }

                (row.State, row.DecidedAt, row.DecidedBy, row.Answer) = ("refused", Micros.Of(time.GetUtcNow()), by, wish.Reason.Trim());
                return (StatusCodes.Status200OK, answer);
            },
            cancellationToken));
    }

    private static RefusedException Decided() => new(Contracts.Errors.ErrorCodes.IllegalTransition, "This request was decided already; an administrator can still correct what counts.");

    private static void Check(string reason)
    {
        if (CorrectionRules.MayGive(reason) is { } refusal)
        {
            throw new RefusedException(refusal);
        }
    }

    internal static LeaveInfo InfoOf(LeaveRow row, string name) => new(
        row.Id, row.TraineeId, Masking.Name(name), row.Reason, Enum.Parse<LeaveState>(row.State, ignoreCase: true), Micros.ToInstant(row.AskedAt),
        row.DecidedAt is { } at ? Micros.ToInstant(at) : null, row.DecidedBy, row.Answer);
}
