namespace RemoteClassroom.Server.Access;

/// <summary>Pure questions about places in the tree. A path holds the codes from the root down, joined by <c>/</c>; the empty one is the whole tree.</summary>
public static class Paths
{
    /// <summary>Whether <paramref name="path"/> is <paramref name="root"/> or below it.</summary>
    public static bool Contains(string root, string path)
    {
        ArgumentNullException.ThrowIfNull(root);
        ArgumentNullException.ThrowIfNull(path);
        return root.Length == 0 || (path.StartsWith(root, StringComparison.Ordinal) && (path.Length == root.Length || path[root.Length] == '/'));
    }

    /// <summary>Whether one of the two subtrees lies within the other.</summary>
    public static bool Meet(string one, string other) => Contains(one, other) || Contains(other, one);

    /// <summary>The path itself and every path above it, from the top down; none for the empty path.</summary>
    public static IReadOnlyList<string> UpTo(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var all = new List<string>();
        for (var slash = path.IndexOf('/', StringComparison.Ordinal); slash >= 0; slash = path.IndexOf('/', slash + 1))
        {
            all.Add(path[..slash]);
        }

        if (path.Length > 0)
        {
            all.Add(path);
        }

        return all;
    }
}
