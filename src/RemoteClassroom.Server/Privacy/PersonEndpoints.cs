using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Contracts.Privacy;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Audit;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Audit;
using RemoteClassroom.Storage.Exports;
using RemoteClassroom.Storage.Identities;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Server.Privacy;

/// <summary>Looks at a person unmasked, and erases one. Both ask for a reason, and both stand in the audit.</summary>
internal static class PersonEndpoints
{
    /// <summary>Maps <c>/trainees/{t}/unmask</c> and <c>/erase</c>.</summary>
    public static void MapPersons(this IEndpointRouteBuilder api)
    {
        var person = api.MapGroup("/trainees/{t:guid}").WithTags("Privacy");
        person.MapPost("/unmask", UnmaskAsync).Allow(Callers.Administrator).Fresh().Produces<UnmaskedTrainee>()
            .NotIdempotent("It changes nothing; every look has its own line in the audit, and a kept answer would keep the person's name.")
            .WithSummary("A person's name, roster number and last digits, for a reason that stands in the audit.");
        person.MapPost("/erase", EraseAsync).Allow(Callers.Administrator).Fresh().Produces<TraineeErased>()
            .WithSummary("Deletes a person's key and identifiers for good. The ledger stays, and tells of a pseudonym.");
    }

    private static async Task<UnmaskedTrainee> UnmaskAsync(Guid t, HttpContext context, Caller caller, Body<WithReason> body, People people, IAuditTrail trail, TimeProvider time)
    {
        context.Response.Headers.CacheControl = "no-store";
        var (row, path) = await people.FindAsync(caller, t, context.RequestAborted);
        var reason = Reasons.Check(body.Value.Reason, row);
        if (row.Sealed is null)
        {
            throw new RefusedException(ErrorCodes.Conflict, "This person was erased; there is nothing left to show.");
        }

        await trail.WriteAsync(
            AuditLine.Of(time.GetUtcNow(), AuditBy.Of(caller), AuditActions.TraineeUnmasked, new AuditObject(AuditKinds.Trainee, t, path), reason: reason), context.RequestAborted);
        return new UnmaskedTrainee(t, row.RosterNo, row.Name, row.LastDigits);
    }

    private static async Task<IResult> EraseAsync(
        Guid t, Caller caller, Change change, Body<WithReason> body, People people, ITraineeIdentities identities, IEdits edits, TimeProvider time, CancellationToken cancellationToken)
    {
        var (row, path) = await people.FindAsync(caller, t, cancellationToken);
        var reason = Reasons.Check(body.Value.Reason, row);
        var at = Micros.Truncate(time.GetUtcNow());
        var answer = await edits.RunAsync(
            change.For(caller),
            async (db, cancelled) =>
            {
                if (!await identities.EraseAsync(db, t, cancelled))
                {
                    throw new RefusedException(ErrorCodes.Conflict, "This person was erased before; there is nothing left.");
                }

                await ExportBook.ForgetUnmaskedAsync(db, cancelled);
                db.Audit(AuditLine.Of(at, AuditBy.Of(caller), AuditActions.TraineeErased, new AuditObject(AuditKinds.Trainee, t, path), reason: reason));
                return (StatusCodes.Status200OK, Answers.Json(new TraineeErased(t, at)));
            },
            cancellationToken);
        await identities.ScrubAsync(CancellationToken.None);
        return Answers.Of(answer);
    }

    /// <summary>Finds people of the caller's subtree.</summary>
    internal sealed class People(RemoteClassroomDb db, TreeAccess tree, ITraineeIdentities identities)
    {
        /// <summary>The person, opened, and the path of his unit.</summary>
        /// <exception cref="RefusedException">There is none in the caller's subtree.</exception>
        public async Task<(TraineeRow Row, string Path)> FindAsync(Caller caller, Guid traineeId, CancellationToken cancellationToken)
        {
            var row = await db.Trainees.AsNoTracking().FirstOrDefaultAsync(row => row.Id == traineeId, cancellationToken) ?? throw Refused.NotFound("person");
            var path = await tree.ToUnitAsync(caller, row.UnitId, cancellationToken);
            await identities.OpenAsync(db, [row], cancellationToken);
            return (row, path);
        }
    }
}

/// <summary>What a reason must look like. It is kept for years beside the pseudonym: it must not name whom it is about.</summary>
internal static class Reasons
{
    private const int Shortest = 5;

    /// <summary>The reason as it is kept.</summary>
    /// <exception cref="RefusedException">It is too short, too long, or names the person.</exception>
    public static string Check(string reason, TraineeRow? about = null)
    {
        var text = reason.Trim();
        if (text.Length is < Shortest or > AuditLine.LongestReason || text.Any(char.IsControl))
        {
            throw Refused.Validation("reason", $"Say why with {Shortest} to {AuditLine.LongestReason} characters on one line.");
        }

        return about is { RosterNo.Length: > 0 } && (text.Contains(about.RosterNo, StringComparison.OrdinalIgnoreCase) || text.Contains(about.Name, StringComparison.OrdinalIgnoreCase))
            ? throw Refused.Validation("reason", "The reason stands in the audit, where nobody is named: leave out the person's name and number.")
            : text;
    }
}
