using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Sessions;

namespace RemoteClassroom.Server.Sessions;

/// <summary>Rounds that open by themselves at a moment within a window; which moment, nobody is told beforehand.</summary>
internal static class PlanEndpoints
{
    private const int MostPlans = 20;
    private const int LongestMinutes = 120;
    private static readonly TimeSpan LongestWindow = TimeSpan.FromHours(12);

    /// <summary>Maps them.</summary>
    public static void MapRoundPlans(this IEndpointRouteBuilder api)
    {
        var plans = api.MapGroup("/sessions/{s:guid}/round-plans").WithTags("Sessions");
        plans.MapPost("", PlanAsync).Allow(Callers.Staff).Produces<RoundPlanned>(StatusCodes.Status201Created)
            .WithSummary("Plans a round, such as a spot check: it opens by itself at a random moment of the window, for everybody or for a sample of each county's halls or of each hall's people.");
        plans.MapGet("", ListAsync).Allow(Callers.Staff).Produces<Page<RoundPlanInfo>>();
        plans.MapPost("/{p:guid}/drop", DropAsync).Allow(Callers.Staff).Produces<RoundPlanInfo>().WithSummary("Gives up a plan whose round has not opened.");
    }

    private static async Task<IResult> PlanAsync(
        Guid s, Caller caller, Change change, Body<PlanRound> body, SessionAccess access, ISessionStates states, IEdits edits, TimeProvider time, CancellationToken cancellationToken)
    {
        var session = await access.ToHelpAsync(caller, s, cancellationToken);
        var wish = body.Value;
        var percent = CommandEndpoints.PercentOf(wish.SamplePercent);
        if (wish.To < wish.From || wish.To - wish.From > LongestWindow)
        {
            throw Refused.Validation("to", $"Give a window of at most {LongestWindow.TotalHours} hours whose end is not before its beginning.");
        }

        if (wish.Minutes is < 1 or > LongestMinutes)
        {
            throw Refused.Validation("minutes", $"Let the round stay open for 1 to {LongestMinutes} minutes.");
        }

        return Answers.Of(await edits.RunAsync(
            change.For(caller),
            async (db, cancelled) =>
            {
                var now = time.GetUtcNow();
                if (wish.To < now)
                {
                    throw Refused.Validation("to", "Give a window that is not over.");
                }

                if (await db.RoundPlans.CountAsync(row => row.SessionId == s && row.State == "waiting", cancelled) >= MostPlans)
                {
                    throw new RefusedException(Contracts.Errors.ErrorCodes.Conflict, $"At most {MostPlans} rounds can be planned at a time; drop one first.");
                }

                if ((await states.GetAsync(s, fresh: true, cancelled))?.Phase == Phase.Ended)
                {
                    throw new RefusedException(Contracts.Errors.ErrorCodes.IllegalTransition, "The session is over.");
                }

                var id = Guid.CreateVersion7(now);
                var from = wish.From > now ? wish.From : now;
                db.RoundPlans.Add(new RoundPlanRow
                {
                    Id = id, SessionId = s, Purpose = CommandEndpoints.PurposeOf(wish.Kind).ToString(), FromAt = Micros.Of(wish.From), ToAt = Micros.Of(wish.To),
                    DueAt = Micros.Of(RoundSample.Moment(session.Secret, id, from, wish.To)), Minutes = wish.Minutes, SamplePercent = percent, OfPeople = wish.SampleOf == SampleOf.People, State = "waiting",
                });
                return (StatusCodes.Status201Created, Answers.Json(new RoundPlanned(id)));
            },
            cancellationToken));
    }

    private static async Task<Page<RoundPlanInfo>> ListAsync(Guid s, HttpContext context, Caller caller, SessionAccess access, RemoteClassroomDb db)
    {
        context.Response.Headers.CacheControl = "no-store";
        await access.ToHelpAsync(caller, s, context.RequestAborted);
        var rows = await db.RoundPlans.AsNoTracking().Where(row => row.SessionId == s).OrderByDescending(row => row.Id).Take(Paging.Default).ToListAsync(context.RequestAborted);
        return new Page<RoundPlanInfo>([.. rows.Select(InfoOf)], null);
    }

    private static async Task<IResult> DropAsync(
        Guid s, Guid p, Caller caller, Change change, Body<EmptyCommand> body, SessionAccess access, IEdits edits, CancellationToken cancellationToken)
    {
        await access.ToHelpAsync(caller, s, cancellationToken);
        return Answers.Of(await edits.RunAsync(
            change.For(caller),
            async (db, cancelled) =>
            {
                var row = await db.RoundPlans.FirstOrDefaultAsync(row => row.Id == p && row.SessionId == s, cancelled) ?? throw Refused.NotFound("plan");
                if (row.State != "waiting")
                {
                    throw new RefusedException(Contracts.Errors.ErrorCodes.IllegalTransition, "The plan is over; its round can be closed by hand if it is open.");
                }

                row.State = "dropped";
                return (StatusCodes.Status200OK, Answers.Json(InfoOf(row)));
            },
            cancellationToken));
    }

    private static RoundPlanInfo InfoOf(RoundPlanRow row) => new(
        row.Id,
        Enum.Parse<RoundPurpose>(row.Purpose) switch { RoundPurpose.SpotCheck => RoundKind.SpotCheck, RoundPurpose.SignOut => RoundKind.SignOut, _ => RoundKind.SignIn },
        Micros.ToInstant(row.FromAt), Micros.ToInstant(row.ToAt), row.Minutes, row.SamplePercent, Enum.Parse<RoundPlanState>(row.State, ignoreCase: true),
        row.SamplePercent == 100 ? null : row.OfPeople ? SampleOf.People : SampleOf.Halls);
}
