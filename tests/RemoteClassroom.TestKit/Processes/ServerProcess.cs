using System.Diagnostics;
using System.Text;

namespace RemoteClassroom.TestKit.Processes;

/// <summary>The real server as a process of its own, on loopback, with a data folder that outlives it: it can be killed and started again.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    /// <summary>The first administrator of every server that this class starts.</summary>
    public const string AdministratorName = "root-admin";

    /// <summary>The first administrator's password.</summary>
    public const string AdministratorPassword = "correct-horse-battery-1";

    private readonly StringBuilder _output = new();
    private readonly string _dataFolder;
    private readonly string[] _arguments;
    private readonly Dictionary<string, string> _environment;
    private Process? _process;

    /// <summary>Prepares a server; <see cref="StartAsync"/> starts it.</summary>
    /// <param name="dataFolder">Its data folder.</param>
    /// <param name="arguments">More command-line arguments.</param>
    /// <param name="environment">More environment variables, e.g. a connection string.</param>
    public ServerProcess(string dataFolder, string[]? arguments = null, Dictionary<string, string>? environment = null)
    {
        _dataFolder = dataFolder;
        _arguments = arguments ?? [];
        _environment = environment ?? [];
        Address = new Uri($"http://127.0.0.1:{FreePort.Take()}/");
    }

    /// <summary>Where it listens; stays the same over restarts.</summary>
    public Uri Address { get; }

    /// <summary>Its process id; 0 while it does not run.</summary>
    public int ProcessId => _process?.Id ?? 0;

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

        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = RepositoryFolder.Root };
        foreach (var argument in (string[])[dll, "--urls", Address.ToString().TrimEnd('/'), "--data", _dataFolder, .. _arguments])
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

    /// <summary>SIGTERM, as Ctrl-C or a supervisor sends it; waits for the end.</summary>
    /// <param name="deadline">How long it may take.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> StopAsync(TimeSpan deadline)
    {
        var process = _process ?? throw new InvalidOperationException("The server does not run.");
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString()]))
        {
            await kill.WaitForExitAsync();
        }

        using var limit = new CancellationTokenSource(deadline);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"The server did not stop within {deadline} of SIGTERM. It printed:\n{Output}", late);
        }

        var code = process.ExitCode;
        process.Dispose();
        _process = null;
        return code;
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
                using var answer = await http.GetAsync("healthz/ready");
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
            }
        }
    }
}
