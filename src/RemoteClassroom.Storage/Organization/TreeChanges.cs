using Microsoft.EntityFrameworkCore;
using RemoteClassroom.Domain.Organization;

namespace RemoteClassroom.Storage.Organization;

/// <summary>
/// Carries out changes of the tree. Sessions whose doors were opened keep the tree of their day, since they froze it; everything else – scopes, imports, new sessions – goes by the
/// tree as it stands.
/// </summary>
public static class TreeChanges
{
    /// <summary>The kind of a new name.</summary>
    public const string Renamed = "renamed";

    /// <summary>The kind of a new unit above.</summary>
    public const string Moved = "moved";

    /// <summary>The kind of a unit that goes: its halls, people, sessions and the units below it go over to another. Its own accounts do not: that would widen their rights.</summary>
    public const string Merged = "merged";

    /// <summary>Carries a change out, within the caller's transaction, and notes on its row what was before.</summary>
    /// <param name="db">Its context.</param>
    /// <param name="change">The change; its row is tracked.</param>
    /// <param name="levels">The levels, the highest first.</param>
    /// <param name="now">The time, µs since 1970.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>Why it cannot be; then nothing was changed but the row. Null if it was done.</returns>
    public static async Task<string?> CarryOutAsync(RemoteClassroomDb db, OrgUnitChangeRow change, IReadOnlyList<string> levels, long now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(change);
        var unit = await db.OrgUnits.FirstOrDefaultAsync(row => row.Id == change.UnitId, cancellationToken);
        var target = change.TargetId is { } id ? await db.OrgUnits.FirstOrDefaultAsync(row => row.Id == id, cancellationToken) : null;
        change.DoneAt = now;
        change.Fault = unit is null or { MergedInto: not null } ? "The unit is gone."
            : change.Kind != Renamed && target is null or { MergedInto: not null } ? "The unit that it was to go to is gone."
            : change.Kind == Renamed ? null : await FaultAsync(db, change.Kind, unit, target!, levels, cancellationToken);
        if (change.Fault is not null)
        {
            return change.Fault;
        }

        (change.FormerName, change.FormerPath) = (unit!.Name, unit.Path);
        switch (change.Kind)
        {
            case Renamed:
                unit.Name = change.Name!;
                break;
            case Moved:
                await MoveAsync(db, unit, target!, cancellationToken);
                break;
            default:
                await MergeAsync(db, unit, target!, cancellationToken);
                break;
        }

        await db.SaveChangesAsync(cancellationToken);
        return null;
    }

    private static async Task<string?> FaultAsync(RemoteClassroomDb db, string kind, OrgUnitRow unit, OrgUnitRow target, IReadOnlyList<string> levels, CancellationToken cancellationToken)
    {
        TreePlace Place(OrgUnitRow row) => new(row.Path, Rank(row.Level));
        int Rank(string level) => levels.ToList().IndexOf(level);

        var deepest = await db.OrgUnits.InSubtree(unit.Path).MaxAsync(row => row.Path.Length, cancellationToken);
        if (kind == Moved)
        {
            return TreeRules.MoveFault(Place(unit), Place(target), deepest);
        }

        var below = await db.OrgUnits.Where(row => row.ParentId == unit.Id && row.MergedInto == null).Select(row => row.Level).Distinct().ToListAsync(cancellationToken);
        return TreeRules.MergeFault(Place(unit), Place(target), below.Count == 0 ? null : below.Min(Rank), deepest);
    }

    private static async Task MoveAsync(RemoteClassroomDb db, OrgUnitRow unit, OrgUnitRow target, CancellationToken cancellationToken)
    {
        var (from, to) = (unit.Path, $"{target.Path}/{unit.Code}");
        unit.ParentId = target.Id;
        unit.Path = to;
        await db.SaveChangesAsync(cancellationToken);
        await RebaseAsync(db, from, to, cancellationToken);
    }

    private static async Task MergeAsync(RemoteClassroomDb db, OrgUnitRow unit, OrgUnitRow target, CancellationToken cancellationToken)
    {
        Guid? into = target.Id;
        await db.OrgUnits.Where(row => row.ParentId == unit.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.ParentId, into), cancellationToken);
        await RebaseAsync(db, unit.Path, target.Path, cancellationToken);
        await db.Venues.Where(row => row.UnitId == unit.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.UnitId, target.Id), cancellationToken);
        await db.Trainees.Where(row => row.UnitId == unit.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.UnitId, target.Id), cancellationToken);
        await db.Sessions.Where(row => row.OwnerUnitId == unit.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.OwnerUnitId, target.Id), cancellationToken);
        var invited = db.SessionInvites.Where(row => row.UnitId == unit.Id);
        await invited.Where(row => db.SessionInvites.Any(other => other.SessionId == row.SessionId && other.UnitId == target.Id)).ExecuteDeleteAsync(cancellationToken);
        await invited.ExecuteUpdateAsync(set => set.SetProperty(row => row.UnitId, target.Id), cancellationToken);
        unit.MergedInto = target.Id;
    }

    // Everything strictly below.
    private static async Task RebaseAsync(RemoteClassroomDb db, string from, string to, CancellationToken cancellationToken)
    {
        var (first, last) = Subtree.Below(from);
        var rest = from.Length + 1;
        await db.Database.ExecuteSqlAsync($"UPDATE org_units SET path = {to} || substr(path, {rest}) WHERE path >= {first} AND path < {last}", cancellationToken);
    }
}
