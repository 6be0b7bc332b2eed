using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Errors;
using RemoteClassroom.Contracts.Organization;
using RemoteClassroom.Domain.Audit;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Audit;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Server.Organization.Imports;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Audit;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Server.Organization;

/// <summary>The tree over time: units get another name, go to another unit above, or are taken in by another; now, or from a day on.</summary>
internal static class UnitChangeEndpoints
{
    private static readonly TimeSpan Farthest = TimeSpan.FromDays(5 * 366);

    /// <summary>Maps them.</summary>
    public static void MapUnitChanges(this IEndpointRouteBuilder api)
    {
        var unit = api.MapGroup("/org-units/{unitId:guid}").WithTags("Organization");
        unit.MapPost("/rename", RenameAsync).Allow(Callers.Administrator).Produces<OrgUnitChange>().WithSummary("Gives a unit another name, now or from a day on.");
        unit.MapPost("/move", MoveAsync).Allow(Callers.Administrator).Produces<OrgUnitChange>()
            .WithSummary("Puts a unit with all below it under another, now or from a day on; sessions whose doors were opened keep the tree of their day.");
        unit.MapPost("/merge", MergeAsync).Allow(Callers.Administrator).Produces<OrgUnitChange>()
            .WithSummary("Has a unit taken in by another with its halls, people, sessions and units below; its own accounts stay behind.");
        unit.MapGet("/history", HistoryAsync).Allow(Callers.Administrator | Callers.Auditor).WithSummary("What changed at a unit and what is to change, the newest first.");
        unit.MapPost("/changes/{c:guid}/withdraw", WithdrawAsync).Allow(Callers.Administrator).Produces<OrgUnitChange>().WithSummary("Withdraws a change whose day has not come.");
    }

    private static async Task<IResult> RenameAsync(Guid unitId, Caller caller, Change change, Body<RenameOrgUnit> body, TreeAccess tree, Desk desk, CancellationToken cancellationToken)
    {
        OrganizationEdits.CheckText("name", body.Value.Name, FieldRules.LongestName);
        await tree.ToUnitAsync(caller, unitId, cancellationToken);
        return await desk.RunAsync(caller, change, unitId, TreeChanges.Renamed, null, body.Value.Name, body.Value.EffectiveAt, cancellationToken);
    }

    private static async Task<IResult> MoveAsync(Guid unitId, Caller caller, Change change, Body<MoveOrgUnit> body, TreeAccess tree, Desk desk, CancellationToken cancellationToken)
    {
        await ToBothAsync(tree, caller, unitId, body.Value.ParentId, cancellationToken);
        return await desk.RunAsync(caller, change, unitId, TreeChanges.Moved, body.Value.ParentId, null, body.Value.EffectiveAt, cancellationToken);
    }

    private static async Task<IResult> MergeAsync(Guid unitId, Caller caller, Change change, Body<MergeOrgUnit> body, TreeAccess tree, Desk desk, CancellationToken cancellationToken)
    {
        await ToBothAsync(tree, caller, unitId, body.Value.IntoId, cancellationToken);
        return await desk.RunAsync(caller, change, unitId, TreeChanges.Merged, body.Value.IntoId, null, body.Value.EffectiveAt, cancellationToken);
    }

    // Where the own unit stands is the next level's business.
    private static async Task ToBothAsync(TreeAccess tree, Caller caller, Guid unitId, Guid targetId, CancellationToken cancellationToken)
    {
        await tree.ToUnitAsync(caller, targetId, cancellationToken);
        if (await tree.ToUnitAsync(caller, unitId, cancellationToken) == TreeAccess.ScopeOf(caller))
        {
            throw Refused.NotFound("unit below your own");
        }
    }

    private static async Task<Page<OrgUnitChange>> HistoryAsync(
        Guid unitId, Caller caller, TreeAccess tree, RemoteClassroomDb db, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        await tree.ToUnitAsync(caller, unitId, cancellationToken);
        var take = Paging.Limit(limit);
        var skip = (int)Paging.Skip(cursor);
        var rows = await db.OrgUnitChanges.AsNoTracking().Where(row => row.UnitId == unitId || row.TargetId == unitId)
            .OrderByDescending(row => row.EffectiveAt).ThenByDescending(row => row.MadeAt).ThenBy(row => row.Id).Skip(skip).Take(take + 1).ToListAsync(cancellationToken);
        return new Page<OrgUnitChange>([.. rows.Take(take).Select(Info)], rows.Count > take ? Paging.Cursor(skip + take) : null);
    }

    private static async Task<IResult> WithdrawAsync(
        Guid unitId, Guid c, Caller caller, Change change, TreeAccess tree, IEdits edits, TimeProvider time, CancellationToken cancellationToken)
    {
        var path = await tree.ToUnitAsync(caller, unitId, cancellationToken);
        return Answers.Of(await edits.RunAsync(
            change.For(caller),
            async (db, cancelled) =>
            {
                var row = await db.OrgUnitChanges.FirstOrDefaultAsync(row => row.Id == c && row.UnitId == unitId, cancelled) ?? throw Refused.NotFound("change");
                if (row.DoneAt is not null)
                {
                    throw new RefusedException(ErrorCodes.IllegalTransition, "This change was carried out or withdrawn already.");
                }

                (row.DoneAt, row.Fault) = (Micros.Of(time.GetUtcNow()), Withdrawn);
                db.Audit(AuditLine.Of(time.GetUtcNow(), AuditBy.Of(caller), AuditActions.UnitChanged, new AuditObject(AuditKinds.Unit, unitId, path), detail: [("change", row.Kind), ("withdrawn", true)]));
                return (StatusCodes.Status200OK, Answers.Json(Info(row)));
            },
            cancellationToken));
    }

    private const string Withdrawn = "withdrawn";

    private static OrgUnitChange Info(OrgUnitChangeRow row) => new(
        row.Id, row.UnitId, Enum.Parse<OrgUnitChangeKind>(row.Kind, ignoreCase: true), Micros.ToInstant(row.EffectiveAt),
        row.DoneAt is null ? OrgUnitChangeState.Waiting : row.Fault is null ? OrgUnitChangeState.Done : row.Fault == Withdrawn ? OrgUnitChangeState.Withdrawn : OrgUnitChangeState.Refused,
        row.TargetId, row.Name, row.FormerName, row.FormerPath, row.Fault == Withdrawn ? null : row.Fault);

    /// <summary>Takes a change: carries it out at once, or keeps it for its day.</summary>
    internal sealed class Desk(IEdits edits, Places places, TimeProvider time)
    {
        public async Task<IResult> RunAsync(
            Caller caller, Change change, Guid unitId, string kind, Guid? targetId, string? name, DateTimeOffset? effectiveAt, CancellationToken cancellationToken)
        {
            var now = time.GetUtcNow();
            if (effectiveAt > now + Farthest)
            {
                throw Refused.Validation("effectiveAt", "A change is planned at most five years ahead.");
            }

            var id = Guid.CreateVersion7(now);
            var later = effectiveAt > now;
            var answer = await edits.RunAsync(
                change.For(caller),
                async (db, cancelled) =>
                {
                    var row = new OrgUnitChangeRow
                    {
                        Id = id, UnitId = unitId, Kind = kind, TargetId = targetId, Name = name, MadeBy = (caller as AccountCaller)?.Id, MadeAt = Micros.Of(now),
                        EffectiveAt = Micros.Of(later ? effectiveAt!.Value : now),
                    };
                    db.OrgUnitChanges.Add(row);
                    if (!later && await TreeChanges.CarryOutAsync(db, row, OrgLevels.All, Micros.Of(now), cancelled) is { } fault)
                    {
                        throw Refused.Validation(kind == TreeChanges.Moved ? "parentId" : "intoId", fault);
                    }

                    var path = await db.OrgUnits.Where(unit => unit.Id == unitId).Select(unit => unit.Path).FirstOrDefaultAsync(cancelled) ?? "";
                    db.Audit(AuditLine.Of(
                        now, AuditBy.Of(caller), AuditActions.UnitChanged, new AuditObject(AuditKinds.Unit, unitId, path), detail: [("change", kind), ("planned", later)]));
                    return (StatusCodes.Status200OK, Answers.Json(Info(row)));
                },
                cancellationToken);
            places.Forget();
            return Answers.Of(answer);
        }
    }
}
