namespace RemoteClassroom.TestKit;

/// <summary>A folder of one test's own; gone afterwards.</summary>
public sealed class TempFolder : IDisposable
{
    /// <summary>Makes it.</summary>
    /// <param name="prefix">How its name begins.</param>
    /// <param name="under">In which folder; null for the system's own for such things.</param>
    public TempFolder(string prefix = "rc-test-", string? under = null) =>
        Path = under is null ? Directory.CreateTempSubdirectory(prefix).FullName : Directory.CreateDirectory(System.IO.Path.Combine(under, prefix + Guid.NewGuid().ToString("N"))).FullName;

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>A file or folder in it.</summary>
    public string Of(string name) => System.IO.Path.Combine(Path, name);

    /// <inheritdoc />
    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
