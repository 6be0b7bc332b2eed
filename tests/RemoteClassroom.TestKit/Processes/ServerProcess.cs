using System.Diagnostics;
using System.Text;

namespace RemoteClassroom.TestKit.Processes;

/// <summary>
/// The real server as a process of its own, on loopback, with a data folder that outlives it: it can be killed and started again. What it prints is kept for failures; the environment variable
/// <c>RC_TEST_LOGS</c> names a folder where it is written as well, a file for each server by its port.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    /// <summary>The first administrator of every server that this class starts.</summary>
    public const string AdministratorName = "root-admin";

    /// <summary>The first administrator's password.</summary>
    public const string AdministratorPassword = "correct-horse-battery-1";

    private static readonly string? Logs = System.Environment.GetEnvironmentVariable("RC_TEST_LOGS");
    private readonly StringBuilder _output = new();
    private readonly string _dataFolder;
    private readonly string[] _arguments;
    private readonly Dictionary<string, string> _environment;
    private Process? _process;

    /// <summary>Prepares a server; <see cref="StartAsync"/> starts it.</summary>
    /// <param name="dataFolder">Its data folder.</param>
    /// <param name="arguments">More command-line arguments.</param>
    /// <param name="environment">More environment variables, e.g. a connection string.</param>
    /// <param name="host">The address it listens at; loopback by default.</param>
    public ServerProcess(string dataFolder, string[]? arguments = null, Dictionary<string, string>? environment = null, string host = "127.0.0.1")
    {
        _dataFolder = dataFolder;
        _arguments = arguments ?? [];
        _environment = environment ?? [];
        Address = new Uri($"http://{host}:{FreePort.Take()}/");
    }

    /// <summary>What stands before the program, such as <c>ip netns exec NAME</c>; taken at the next start. It must become the program, not its parent.</summary>
    public string[] Through { get; set; } = [];

    /// <summary>More environment variables; taken at the next start.</summary>
    public Dictionary<string, string> Environment => _environment;

    /// <summary>Whether a start waits for readiness, or only until it answers that it lives.</summary>
    public bool WaitsForReady { get; set; } = true;

    /// <summary>Where it listens; stays the same over restarts.</summary>
    public Uri Address { get; }

    /// <summary>Its process id; 0 while it does not run.</summary>
    public int ProcessId => _process?.Id ?? 0;

    /// <summary>Whether its process is not there, or ended by itself.</summary>
    public bool HasEnded => _process?.HasExited ?? true;

    /// <summary>What it printed so far, in all its lives.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="deadline">How long it may take; 60 s by default.</param>
    public async Task StartAsync(TimeSpan? deadline = null)
    {
        var dll = Path.Combine(RepositoryFolder.Output("src/RemoteClassroom.Server"), "RemoteClassroom.Server.dll");
        if (!File.Exists(dll))
        {
            throw new InvalidOperationException("Build the server first: " + dll + " is not there.");
        }

        var command = (string[])[.. Through, "dotnet"];
        var start = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = RepositoryFolder.Root };
        foreach (var argument in (string[])[.. command[1..], dll, "--urls", Address.ToString().TrimEnd('/'), "--data", _dataFolder, .. _arguments])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["RC_BOOTSTRAP_ADMIN"] = AdministratorName + ":" + AdministratorPassword;
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start) ?? throw new InvalidOperationException("The server's process did not start.");
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        await WaitUntilReadyAsync(process, deadline ?? TimeSpan.FromSeconds(60));
    }

    /// <summary>kill -9: it gets no chance to finish anything.</summary>
    public async Task KillAsync()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
            _process = null;
        }
    }

    /// <summary>SIGSTOP: it stands still where it is, and does not know it.</summary>
    public Task FreezeAsync() => SignalAsync("STOP");

    /// <summary>SIGCONT: it goes on where it stood.</summary>
    public Task ThawAsync() => SignalAsync("CONT");

    /// <summary>Waits until it has ended by itself, or by a signal that somebody else sent.</summary>
    /// <param name="deadline">How long that may take.</param>
    /// <returns>The exit code; 137 after SIGKILL.</returns>
    public async Task<int> EndedAsync(TimeSpan deadline)
    {
        var process = _process ?? throw new InvalidOperationException("The server does not run.");
        using var limit = new CancellationTokenSource(deadline);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"The server did not end within {deadline}. It printed:\n{Output}", late);
        }

        var code = process.ExitCode;
        process.Dispose();
        _process = null;
        return code;
    }

    /// <summary>SIGTERM, as Ctrl-C or a supervisor sends it; waits for the end.</summary>
    /// <param name="deadline">How long it may take.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync(TimeSpan deadline)
    {
        await SignalAsync("TERM");
        return await EndedAsync(deadline);
    }

    private async Task SignalAsync(string signal)
    {
        var process = _process ?? throw new InvalidOperationException("The server does not run.");
        using var kill = Process.Start("kill", ["-" + signal, process.Id.ToString()]);
        await kill.WaitForExitAsync();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await KillAsync();

    private async Task WaitUntilReadyAsync(Process process, TimeSpan deadline)
    {
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < deadline)
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"The server ended with {process.ExitCode} before it was ready. It printed:\n{Output}");
            }

            try
            {
                using var answer = await http.GetAsync(WaitsForReady ? "healthz/ready" : "healthz/live");
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
            {
                // Not listening yet.
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"The server was not ready within {deadline}. It printed:\n{Output}");
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lock (_output)
            {
                _output.AppendLine(line);
                if (Logs is not null)
                {
                    File.AppendAllText(Path.Combine(Logs, $"server-{Address.Host}-{Address.Port}.log"), line + System.Environment.NewLine);
                }
            }
        }
    }
}
