namespace RemoteClassroom.Storage.Sqlite;

/// <summary>One process has the data folder. The operating system gives the lock back when the process ends, however it ends.</summary>
internal sealed class DataFolderLock : IDisposable
{
    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    /// <summary>Makes the folder if need be, for its owner alone, and takes it.</summary>
    /// <exception cref="DatabaseUnfitException">Another process has it, or it cannot be written.</exception>
    public static DataFolderLock Take(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(folder);
            }
            else
            {
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            return new DataFolderLock(new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseUnfitException($"The data folder '{folder}' cannot be taken: another server is using it, or it cannot be written. Stop the other one, or choose another folder with --data.", error);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();
}
