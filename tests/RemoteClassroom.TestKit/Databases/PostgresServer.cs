using System.Diagnostics;
using System.Globalization;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.TestKit.Databases;

/// <summary>
/// A PostgreSQL server of the tests' own: a fresh cluster in a temporary folder, on loopback, stopped and deleted at the end.
/// It runs the programs that the machine has (on PATH or under /usr/lib/postgresql), and as the user <c>postgres</c> when the tests run as root, which PostgreSQL refuses to be.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "postgres";
    private readonly string _bin;
    private readonly TempFolder _folder;

    private readonly string? _network;

    private PostgresServer(string bin, TempFolder folder, int port, string? network) => (_bin, _folder, Port, _network) = (bin, folder, port, network);

    /// <summary>The loopback port.</summary>
    public int Port { get; }

    private string Beside => _network is null ? "" : "," + _network.Split('/')[0];

    private string Data => _folder.Of("data");

    /// <summary>Starts one; about two seconds.</summary>
    /// <param name="under">The folder in which its own is made; null for the usual one.</param>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or does not start.</exception>
    /// <param name="network">An address beside loopback to listen at, with its network's length, such as <c>10.7.3.1/24</c>; who is in that network may come in.</param>
    public static async Task<PostgresServer> StartAsync(string? under = null, string? network = null)
    {
        var folder = new TempFolder("rc-pg-", under);
        var server = new PostgresServer(FindPrograms(), folder, FreePort.Take(), network);
        try
        {
            if (IsRoot)
            {
                await RunAsync("chown", [User, folder.Path]);
            }

            await server.AsOwnerAsync("initdb", ["-D", server.Data, "-A", "trust", "-U", User, "-E", "UTF8", "--locale=C", "--no-sync"]);
            if (network is not null)
            {
                await File.AppendAllTextAsync(Path.Combine(server.Data, "pg_hba.conf"), $"host all all {network} trust\n");
            }

            await server.StartServerAsync();
            return server;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>A connection string for one of its databases.</summary>
    public string ConnectionString(string database = "postgres") =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username={User};Database={database};Maximum Pool Size=40");

    /// <summary>Whether it was started and not stopped.</summary>
    public bool IsUp => File.Exists(Path.Combine(Data, "postmaster.pid"));

    /// <summary>A fresh, empty database; gives its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"t{Guid.NewGuid():N}";
        await AsOwnerAsync("createdb", ["-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", User, name]);
        return ConnectionString(name);
    }

    /// <summary>Stops it at once, unless it died by itself, and starts it again: every connection breaks, as in a failure.</summary>
    public async Task RestartAsync()
    {
        if (IsUp)
        {
            await StopServerAsync("immediate");
        }

        await StartServerAsync();
    }

    /// <summary>Stops it.</summary>
    /// <param name="mode"><c>fast</c> breaks connections in order; <c>immediate</c> is like a crash.</param>
    public Task StopServerAsync(string mode = "fast") => AsOwnerAsync("pg_ctl", ["-D", Data, "-m", mode, "-w", "stop"]);

    /// <summary>Starts it after <see cref="StopServerAsync"/>.</summary>
    public Task StartServerAsync()
    {
        var options = string.Create(
            CultureInfo.InvariantCulture, $"-p {Port} -c listen_addresses=127.0.0.1{Beside} -c unix_socket_directories={_folder.Path} -c max_connections=200 -c shared_buffers=256MB");
        return AsOwnerAsync("pg_ctl", ["-D", Data, "-o", options, "-l", _folder.Of("log"), "-w", "-t", "30", "start"]);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (IsUp)
        {
            await StopServerAsync("immediate");
        }

        _folder.Dispose();
    }

    private static bool IsRoot => !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    private static string FindPrograms()
    {
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0).Select(folder => Path.Combine(folder, "bin"))
            : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return installed.Concat(onPath).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "pg_ctl")))
            ?? throw new InvalidOperationException("PostgreSQL is not installed: neither PATH nor /usr/lib/postgresql has initdb. On Debian: apt-get install postgresql.");
    }

    private Task AsOwnerAsync(string program, string[] arguments)
    {
        var path = Path.Combine(_bin, program);
        return IsRoot ? RunAsync("runuser", ["-u", User, "--", path, .. arguments]) : RunAsync(path, arguments);
    }

    private static async Task RunAsync(string program, string[] arguments)
    {
        // The server that pg_ctl leaves behind would keep a redirected pipe open: its output goes to its log, and what is said here to a file.
        var output = Path.GetTempFileName();
        try
        {
            using var process = new Process
            {
                StartInfo = new ProcessStartInfo("/bin/sh", ["-c", "out=$1; shift; exec \"$@\" >\"$out\" 2>&1 </dev/null", "sh", output, program, .. arguments])
                {
                    WorkingDirectory = "/",
                    UseShellExecute = false,
                },
            };
            process.Start();
            await process.WaitForExitAsync();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"{Path.GetFileName(program)} failed with {process.ExitCode}: {await File.ReadAllTextAsync(output)}");
            }
        }
        finally
        {
            File.Delete(output);
        }
    }
}
