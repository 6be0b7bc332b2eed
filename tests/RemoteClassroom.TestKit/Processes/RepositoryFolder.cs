namespace RemoteClassroom.TestKit.Processes;

/// <summary>Finds the checkout that a test program was built from.</summary>
public static class RepositoryFolder
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>The configuration that this program was built in, <c>Debug</c> or <c>Release</c>.</summary>
    public static string Configuration { get; } = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug";

    /// <summary>The build output of a project, e.g. <c>src/RemoteClassroom.Server</c>.</summary>
    public static string Output(string project) => Path.Combine(Root, project, "bin", Configuration, "net10.0");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RemoteClassroom.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("This test program does not lie inside the checkout that it was built from.");
    }
}
