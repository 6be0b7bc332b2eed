using RemoteClassroom.Storage.Chasing;

namespace RemoteClassroom.Storage.Organization;

/// <summary>Subtrees as ranges of paths, so that the index on the path is used on both databases.</summary>
public static class Subtree
{
    /// <summary>The units at and below the unit with that path.</summary>
    public static IQueryable<OrgUnitRow> InSubtree(this IQueryable<OrgUnitRow> units, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var (from, to) = Below(path);
        return path.Length == 0 ? units : units.Where(unit => unit.Path == path || (unit.Path.CompareTo(from) >= 0 && unit.Path.CompareTo(to) < 0));
    }

    /// <summary>The reminders about halls of units at and below the unit with that path.</summary>
    public static IQueryable<ReminderRow> InSubtree(this IQueryable<ReminderRow> reminders, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var (from, to) = Below(path);
        return path.Length == 0 ? reminders : reminders.Where(row => row.UnitPath == path || (row.UnitPath.CompareTo(from) >= 0 && row.UnitPath.CompareTo(to) < 0));
    }

    /// <summary>Whether <paramref name="path"/> is <paramref name="root"/> or below it.</summary>
    public static bool Contains(string root, string path)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(path);
        return root.Length == 0 || (path.StartsWith(root, StringComparison.Ordinal) && (path.Length == root.Length || path[root.Length] == '/'));
    }

    /// <summary>The range [From, To) of the paths strictly below <paramref name="path"/>, in binary order: '0' is the character after '/'.</summary>
    internal static (string From, string To) Below(string path) => (path + "/", path + "0");
}
