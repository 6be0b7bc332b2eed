using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Contracts.Sessions;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Composition;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using SessionCreated = RemoteClassroom.Contracts.Sessions.SessionCreated;

namespace RemoteClassroom.Server.Sessions;

/// <summary>Sessions: made, listed, looked at; where to publish.</summary>
internal static class SessionEndpoints
{
    private const int MaxInvited = 1_000;

    /// <summary>Maps <c>/sessions</c>.</summary>
    public static void MapSessions(this IEndpointRouteBuilder api)
    {
        var sessions = api.MapGroup("/sessions").WithTags("Sessions");
        sessions.MapPost("", CreateAsync).Allow(Callers.Administrator | Callers.Lecturer).Produces<SessionCreated>(StatusCodes.Status201Created);
        sessions.MapGet("", ListAsync).Allow(Callers.Classroom | Callers.Auditor | Callers.Screen);
        sessions.MapGet("/{s:guid}", OneAsync).Allow(Callers.Classroom | Callers.Auditor | Callers.Screen);
        sessions.MapGet("/{s:guid}/publish", PublishAsync).Allow(Callers.Administrator | Callers.Lecturer);
    }

    private static async Task<IResult> CreateAsync(
        Caller caller, Change change, Body<CreateSession> body, SessionMaking making, IReceipts receipts, CancellationToken cancellationToken)
    {
        var key = change.For(caller);
        return await receipts.FindAsync(key, cancellationToken) is { } before
            ? Answers.Of(before)
            : Answers.Of(await making.MakeAsync((AccountCaller)caller, key, body.Value, cancellationToken));
    }

    private static Task<Page<SessionInfo>> ListAsync(Caller caller, string? cursor, int? limit, SessionList list, CancellationToken cancellationToken) =>
        list.PageAsync(caller, cursor, Paging.Limit(limit), cancellationToken);

    private static async Task<SessionInfo> OneAsync(Guid s, Caller caller, SessionAccess access, SessionList list, CancellationToken cancellationToken)
    {
        await access.ToViewAsync(caller, s, cancellationToken);
        return await list.OneAsync(s, cancellationToken);
    }

    private static async Task<PublishInfo> PublishAsync(Guid s, Caller caller, HttpContext context, SessionAccess access, ServerOptions options)
    {
        var session = await access.ToRunAsync(caller, s, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return new PublishInfo($"{options.AddressFor(context.Request)}/live/{s:D}/index.m3u8", "live", session.StreamKey);
    }

    /// <summary>Makes a session for a caller: checks what it invites, and finds who holds it.</summary>
    internal sealed class SessionMaking(RemoteClassroomDb db, TreeAccess tree, ISessionCreation creation, ISessionNotices notices, TimeProvider time)
    {
        public async Task<StoredAnswer> MakeAsync(AccountCaller caller, ReceiptKey key, CreateSession wish, CancellationToken cancellationToken)
        {
            var invited = wish.Invited.Distinct().ToList();
            if (invited.Count is 0 or > MaxInvited || invited.Count != wish.Invited.Count)
            {
                throw Refused.Validation("invited", $"Invite 1 to {MaxInvited} units, each once.");
            }

            foreach (var unit in invited)
            {
                await tree.ToUnitAsync(caller, unit, cancellationToken);
            }

            var now = time.GetUtcNow();
            var id = Guid.CreateVersion7(now);
            var announcement = new ScheduleSession(wish.Title, wish.StartsAt, wish.OneDevicePerRound ?? false, wish.Rehearsal ?? false, wish.Hotline, RulesOf(wish.Rules));
            var receipt = new Receipt(key, StatusCodes.Status201Created, Answers.Json(new SessionCreated(id)));
            var outcome = await creation.CreateAsync(
                new NewSession(id, announcement, wish.CourseId, await OwnerOfAsync(caller, cancellationToken), caller.Id, invited, now, receipt), cancellationToken);
            switch (outcome)
            {
                case Domain.Sessions.SessionCreated.Stored stored:
                    notices.Announce(id, stored.First.Offset);
                    return new StoredAnswer(receipt.Status, receipt.Body, true);
                case Domain.Sessions.SessionCreated.Answered answered:
                    return answered.Answer;
                case Domain.Sessions.SessionCreated.Refused refused:
                    throw new RefusedException(refused.Refusal);
                default:
                    throw new InvalidOperationException("The store gave an outcome that is not known.");
            }
        }

        private static AttendanceRules? RulesOf(RuleSet? rules)
        {
            var usual = AttendanceRules.Default;
            return rules is null
                ? null
                : new AttendanceRules(rules.LateAfterMinutes ?? usual.LateAfterMinutes, rules.LeaveBeforeMinutes ?? usual.LeaveBeforeMinutes, rules.PartialBelowPercent ?? usual.PartialBelowPercent);
        }

        // Who holds the whole tree makes sessions of its root.
        private async Task<Guid> OwnerOfAsync(AccountCaller caller, CancellationToken cancellationToken) =>
            caller.UnitId ?? await db.OrgUnits.Where(unit => unit.ParentId == null).OrderBy(unit => unit.Path).Select(unit => (Guid?)unit.Id).FirstOrDefaultAsync(cancellationToken) ??
            throw new RefusedException(ErrorCodes.Conflict, "There is no unit yet that could hold a session; import the tree first.");
    }
}
