using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Organization;
using RemoteClassroom.Server.Access;
using RemoteClassroom.Server.Http;
using RemoteClassroom.Storage;
using RemoteClassroom.Storage.Organization;

namespace RemoteClassroom.Server.Organization;

/// <summary>Reads the tree, each caller his own subtree.</summary>
internal static class OrgUnitEndpoints
{
    private const int LongestQuery = 80;

    /// <summary>Maps them.</summary>
    public static void MapOrgUnits(this IEndpointRouteBuilder api)
    {
        api.MapGet("/org-units", ListAsync).Allow(Callers.Staff | Callers.SecurityAdministrator | Callers.Auditor).Produces<Page<OrgUnitInfo>>().WithSummary("Units of the caller's subtree whose name or code holds the query, from the top down.");
        api.MapGet("/org-units/{unitId:guid}", GetAsync).Allow(Callers.Staff | Callers.SecurityAdministrator | Callers.Auditor).Produces<OrgUnitInfo>().WithSummary("A unit.");
        api.MapGet("/org-units/{unitId:guid}/children", ChildrenAsync).Allow(Callers.Staff | Callers.SecurityAdministrator | Callers.Auditor).Produces<Page<OrgUnitInfo>>().WithSummary("The units directly below a unit.");
    }

    /// <summary>What a list's query may be: nothing, or up to 80 characters.</summary>
    /// <exception cref="RefusedException">It is longer.</exception>
    public static string? CheckQuery(string? query) =>
        query?.Length > LongestQuery ? throw Refused.Validation("query", $"Search with at most {LongestQuery} characters.") : string.IsNullOrWhiteSpace(query) ? null : query.Trim();

    private static async Task<OrgUnitInfo> GetAsync(Guid unitId, Caller caller, TreeAccess access, RemoteClassroomDb db, CancellationToken cancellationToken)
    {
        await access.ToUnitAsync(caller, unitId, cancellationToken);
        return await db.OrgUnits.AsNoTracking().FirstOrDefaultAsync(row => row.Id == unitId, cancellationToken) is { } row ? Info(row) : throw Refused.NotFound("unit");
    }

    private static async Task<Page<OrgUnitInfo>> ChildrenAsync(
        Guid unitId, Caller caller, TreeAccess access, RemoteClassroomDb db, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        await access.ToUnitAsync(caller, unitId, cancellationToken);
        return await PageAsync(db.OrgUnits.AsNoTracking().Where(row => row.ParentId == unitId && row.MergedInto == null), cursor, limit, cancellationToken);
    }

    private static Task<Page<OrgUnitInfo>> ListAsync(Caller caller, RemoteClassroomDb db, string? query, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        var units = db.OrgUnits.AsNoTracking().InSubtree(TreeAccess.ScopeOf(caller) ?? throw Refused.NotFound("unit")).Where(row => row.MergedInto == null);
        if (CheckQuery(query) is { } wanted)
        {
            units = units.Where(row => row.Name.Contains(wanted) || row.Code.Contains(wanted));
        }

        return PageAsync(units, cursor, limit, cancellationToken);
    }

    private static async Task<Page<OrgUnitInfo>> PageAsync(IQueryable<OrgUnitRow> units, string? cursor, int? limit, CancellationToken cancellationToken)
    {
        var most = Paging.Limit(limit);
        var after = ListCursor.Read(cursor);
        var rows = await units.Where(row => row.Path.CompareTo(after) > 0).OrderBy(row => row.Path).Take(most + 1).ToListAsync(cancellationToken);
        return new Page<OrgUnitInfo>([.. rows.Take(most).Select(Info)], rows.Count > most ? ListCursor.Of(rows[most - 1].Path) : null);
    }

    /// <summary>The unit as it is told.</summary>
    public static OrgUnitInfo Info(OrgUnitRow row) => new(row.Id, row.Code, row.Name, row.Level, row.Path, row.ParentId);
}
