using RemoteClassroom.Server.Composition;
using RemoteClassroom.Storage.Backups;

namespace RemoteClassroom.Server.Backups;

/// <summary>
/// <c>backup FILE</c> and <c>restore FILE</c> in the place of a server: with the same options and environment they mean the same database.
/// </summary>
internal sealed class BackupCommand
{
    private readonly bool _restores;
    private readonly string? _file;
    private readonly string[] _options;

    private BackupCommand(bool restores, string? file, string[] options) => (_restores, _file, _options) = (restores, file, options);

    /// <summary>The command on the command line; null if a server is wanted.</summary>
    public static BackupCommand? Find(string[] arguments) => arguments is [var verb, ..] && verb.TrimStart('-') is "backup" or "restore"
        ? new BackupCommand(arguments[0].TrimStart('-') == "restore", arguments.Length > 1 && !arguments[1].StartsWith('-') ? arguments[1] : null, [.. arguments.Skip(2)])
        : null;

    /// <summary>Does it, and says what it did.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync()
    {
        if (_file is null)
        {
            await Console.Error.WriteLineAsync("Write: backup FILE, or restore FILE, then options such as --data DIR.");
            return ExitCodes.Usage;
        }

        var options = ServerOptions.From(new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(ServerOptions.Complete(_options)).Build());
        await using var services = new ServiceCollection().AddLogging().AddStorage(options).BuildServiceProvider();
        var backups = services.GetRequiredService<IBackups>();
        Console.WriteLine(_restores ? $"Restored {await backups.RestoreAsync(_file, CancellationToken.None)}" : $"Backed up {await backups.BackupAsync(_file, CancellationToken.None)} into '{_file}'");
        return ExitCodes.Stopped;
    }
}
