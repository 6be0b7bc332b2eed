namespace RemoteClassroom.Storage.Backups;

/// <summary>Backs the whole database up into one file, and restores it. Both are for a command of their own; the server need not stop for a backup, and must for a restore.</summary>
public interface IBackups
{
    /// <summary>Writes everything as it stands at one moment. The file appears when it is complete; it holds personal data and is its owner's alone.</summary>
    /// <param name="file">The file; replaced if it is there.</param>
    /// <param name="cancellationToken">Gives up; nothing is left behind.</param>
    /// <returns>What was written, in a line.</returns>
    /// <exception cref="DatabaseUnfitException">There is nothing to back up, or the file cannot be written.</exception>
    Task<string> BackupAsync(string file, CancellationToken cancellationToken);

    /// <summary>Puts a backup in the place of what is there. An older schema is brought up to date at the next start.</summary>
    /// <param name="file">A file that <see cref="BackupAsync"/> wrote, on the same kind of database.</param>
    /// <param name="cancellationToken">Gives up; what was there stays.</param>
    /// <returns>What was restored, in a line.</returns>
    /// <exception cref="DatabaseUnfitException">The file is no such backup, or the database is in use or not empty.</exception>
    Task<string> RestoreAsync(string file, CancellationToken cancellationToken);
}
