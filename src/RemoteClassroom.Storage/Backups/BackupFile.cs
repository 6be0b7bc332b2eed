namespace RemoteClassroom.Storage.Backups;

/// <summary>A file that is complete when it appears: written beside its place, then moved there.</summary>
internal static class BackupFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes it.</summary>
    /// <param name="file">Its place.</param>
    /// <param name="write">Writes the file of the name that it is given; that file exists and is empty.</param>
    /// <exception cref="DatabaseUnfitException">It cannot be written.</exception>
    public static async Task<T> WriteAsync<T>(string file, Func<string, Task<T>> write)
    {
        var full = Path.GetFullPath(file);
        var partial = $"{full}.{Guid.NewGuid():N}.partial";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            await using (var made = new FileStream(partial, OptionsFor(FileAccess.Write)))
            {
                // Only made, for its owner alone.
            }

            var result = await write(partial);
            await using (var written = new FileStream(partial, FileMode.Open, FileAccess.ReadWrite))
            {
                written.Flush(flushToDisk: true);
            }

            File.Move(partial, full, overwrite: true);
            return result;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseUnfitException($"'{full}' cannot be written: {error.Message}", error);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static FileStreamOptions OptionsFor(FileAccess access)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = access };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }
}
