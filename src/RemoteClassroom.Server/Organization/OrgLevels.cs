namespace RemoteClassroom.Server.Organization;

/// <summary>The levels of units, from the top.</summary>
internal static class OrgLevels
{
    /// <summary>All levels, the highest first.</summary>
    public static IReadOnlyList<string> All { get; } = ["province", "city", "county", "township", "village"];

    /// <summary>The place of a level, 0 for the highest; -1 if there is no such level.</summary>
    public static int Rank(string level)
    {
        for (var i = 0; i < All.Count; i++)
        {
            if (string.Equals(All[i], level, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }
}
