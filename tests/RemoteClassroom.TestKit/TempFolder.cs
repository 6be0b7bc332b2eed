namespace RemoteClassroom.TestKit;

/// <summary>A folder of one test's own; gone afterwards.</summary>
public sealed class TempFolder : IDisposable
{
    /// <summary>Makes it.</summary>
    public TempFolder(string prefix = "rc-test-") => Path = Directory.CreateTempSubdirectory(prefix).FullName;

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
