using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.Halls;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.Halls;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Chasing;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Chasing;
using RemoteClassroom.Storage.Halls;

namespace RemoteClassroom.Server.Halls;

/// <summary>What a hall's operator works with: the roster of the hall, masked, and the count of heads.</summary>
internal static class HallEndpoints
{
    private const int MostHeads = 10_000;

    /// <summary>Maps them.</summary>
    public static void MapHalls(this IEndpointRouteBuilder api)
    {
        var branch = api.MapGroup("/sessions/{s:guid}/branches/{b:guid}").WithTags("Halls");
        branch.MapGet("/roster", RosterAsync).Allow(Callers.Hall).Produces<HallRoster>()
            .WithSummary("Who is expected in the caller's own hall, masked, and who of them checked in during the open round, else the newest.");
        branch.MapPost("/head-count", CountAsync).Allow(Callers.Hall).Produces<HeadCount>()
            .WithSummary("How many people sit in the hall; the last count of a round stands.");
    }

    private static async Task<HallRoster> RosterAsync(
        Guid s, Guid b, HttpContext context, Caller caller, SessionAccess access, ISessionDirectory sessions, ISessionStates states, CorrectedRoster rosters, RemoteClassroomDb db, TimeProvider time)
    {
        var cancelled = context.RequestAborted;
        context.Response.Headers.CacheControl = "no-store";
        var branch = await access.ToHallAsync(caller, s, b, cancelled);
        var state = await states.GetAsync(s, fresh: true, cancelled) ?? throw Refused.NotFound("session");
        var round = RoundOf(state);
        var roster = await sessions.RosterAsync(s, b, cancelled);
        var people = await rosters.ReadAsync(s, branch, roster, round, cancelled);
        var key = round?.RoundId ?? Guid.Empty;
        var heads = await db.HeadCounts.AsNoTracking().FirstOrDefaultAsync(row => row.SessionId == s && row.BranchId == b && row.RoundId == key, cancelled);
        var reminder = await db.LastReminderAsync(s, key, b, cancelled);
        return new HallRoster(
            time.GetUtcNow(), people, round is null ? null : RoundKinds.InfoOf(round), heads is null ? null : new HeadCount(heads.Count, Micros.ToInstant(heads.At), round?.RoundId),
            RosterVersion.Of(roster.Select(person => person.TraineeId)), ReminderLists.BriefOf(reminder, names: false));
    }

    private static async Task<IResult> CountAsync(
        Guid s, Guid b, Caller caller, Change change, Body<CountHeads> body, SessionAccess access, ISessionStates states, IEdits edits, TimeProvider time, CancellationToken cancellationToken)
    {
        await access.ToHallAsync(caller, s, b, cancellationToken);
        var count = body.Value.Count is >= 0 and <= MostHeads ? body.Value.Count : throw Refused.Validation("count", $"Count 0 to {MostHeads} heads.");
        var state = await states.GetAsync(s, fresh: true, cancellationToken) ?? throw Refused.NotFound("session");
        var round = RoundOf(state)?.RoundId;
        var at = Micros.Truncate(time.GetUtcNow());
        return Answers.Of(await edits.RunAsync(
            change.For(caller),
            async (db, cancelled) =>
            {
                var key = round ?? Guid.Empty;
                if (await db.HeadCounts.FirstOrDefaultAsync(row => row.SessionId == s && row.BranchId == b && row.RoundId == key, cancelled) is { } row)
                {
                    (row.Count, row.At) = (count, Micros.Of(at));
                }
                else
                {
                    db.HeadCounts.Add(new HeadCountRow { SessionId = s, BranchId = b, RoundId = key, Count = count, At = Micros.Of(at) });
                }

                return (StatusCodes.Status200OK, Answers.Json(new HeadCount(count, at, round)));
            },
            cancellationToken));
    }

    private static Round? RoundOf(SessionState state) => state.OpenRound ?? (state.Rounds.Count > 0 ? state.Rounds[^1] : null);
}
