namespace RemoteClassroom.Domain.Organization;

/// <summary>A unit as the rules of the tree see it.</summary>
/// <param name="Path">The codes from the root down, joined by <c>/</c>.</param>
/// <param name="Rank">Its level, 0 for the highest.</param>
public readonly record struct TreePlace(string Path, int Rank)
{
    /// <summary>Whether the other one is this unit or stands below it.</summary>
    public bool Holds(TreePlace other) =>
        other.Path.StartsWith(Path, StringComparison.Ordinal) && (other.Path.Length == Path.Length || other.Path[Path.Length] == '/');
}

/// <summary>What may become of the tree. Pure.</summary>
public static class TreeRules
{
    /// <summary>The codes of a path have at most so many characters together.</summary>
    public const int LongestPath = 400;

    /// <summary>Why a unit cannot be moved below another; null if it can.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="above">The new unit above.</param>
    /// <param name="deepest">How many characters the longest path below the unit has.</param>
    public static string? MoveFault(TreePlace unit, TreePlace above, int deepest)
    {
        if (unit.Holds(above))
        {
            return "A unit cannot stand below itself.";
        }

        if (unit.Rank <= above.Rank)
        {
            return "A unit's level must be below the level of the unit above it.";
        }

        return above.Path.Length + deepest - unit.Path.LastIndexOf('/') > LongestPath ? $"The codes from the root down may have {LongestPath} characters together." : null;
    }

    /// <summary>Why a unit cannot be taken in by another; null if it can.</summary>
    /// <param name="unit">The unit that goes.</param>
    /// <param name="into">The unit that takes in what stands at it and below it.</param>
    /// <param name="highestBelow">The rank of the highest unit directly below the one that goes; null if there is none.</param>
    /// <param name="deepest">How many characters the longest path below it has.</param>
    public static string? MergeFault(TreePlace unit, TreePlace into, int? highestBelow, int deepest)
    {
        if (unit.Holds(into))
        {
            return "A unit cannot be merged into itself or into one below it.";
        }

        if (highestBelow <= into.Rank)
        {
            return "A unit below the one that goes would stand at or above the level of the one that takes it in; move it first.";
        }

        return into.Path.Length + deepest - unit.Path.Length > LongestPath ? $"The codes from the root down may have {LongestPath} characters together." : null;
    }

    /// <summary>A path after the part above it became another.</summary>
    /// <param name="path">A path at or below <paramref name="from"/>.</param>
    /// <param name="from">What it began with.</param>
    /// <param name="to">What it begins with then.</param>
    public static string Rebased(string path, string from, string to)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(from);
        return to + path[from.Length..];
    }
}
