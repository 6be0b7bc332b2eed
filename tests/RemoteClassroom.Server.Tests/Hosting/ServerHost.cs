using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using RemoteClassroom.Server.Composition;
using RemoteClassroom.TestKit;

namespace RemoteClassroom.Server.Tests.Hosting;

/// <summary>The real server in this process, on a free port of loopback, with a data folder that outlives it.</summary>
public sealed class ServerHost : IAsyncDisposable
{
    public const string RootName = "root-admin";
    public const string RootPassword = "correct-horse-battery-1";

    private readonly TempFolder? _own;
    private readonly string _data;
    private readonly string[] _arguments;
    private readonly TimeProvider? _time;
    private WebApplication? _app;

    private ServerHost(TempFolder? own, string data, string[] arguments, TimeProvider? time) => (_own, _data, _arguments, _time) = (own, data, arguments, time);

    /// <summary>Everything that was logged, with its values, in all lives of the host: of ours more than is ever written, of the framework what is written.</summary>
    public ConcurrentQueue<string> Logged { get; } = new();

    /// <summary>The data folder.</summary>
    public string Data => _data;

    /// <summary>Where it listens now.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    public IServiceProvider Services => _app?.Services ?? throw new InvalidOperationException("The host does not run.");

    /// <summary>Starts a server with a first administrator.</summary>
    public static Task<ServerHost> StartAsync(params string[] arguments) => StartBareAsync([$"--RC_BOOTSTRAP_ADMIN={RootName}:{RootPassword}", .. arguments]);

    /// <summary>Starts a server with a first administrator that goes by another clock than the machine's.</summary>
    public static Task<ServerHost> StartAsync(TimeProvider time, params string[] arguments) => StartBareAsync(time, [$"--RC_BOOTSTRAP_ADMIN={RootName}:{RootPassword}", .. arguments]);

    /// <summary>Starts a server as it is.</summary>
    public static Task<ServerHost> StartBareAsync(params string[] arguments) => StartBareAsync(null, arguments);

    private static async Task<ServerHost> StartBareAsync(TimeProvider? time, string[] arguments)
    {
        var folder = new TempFolder();
        Directory.CreateDirectory(folder.Of("web"));
        await File.WriteAllTextAsync(folder.Of("web/index.html"), "<!doctype html><title>page</title>");
        var host = new ServerHost(folder, folder.Of("data"), arguments, time);
        await host.StartAgainAsync();
        return host;
    }

    public async Task StartAgainAsync()
    {
        var app = RemoteClassroomServer.Build(
            ["--urls", "http://127.0.0.1:0", "--data", _data, "--webroot", Path.Combine(Path.GetDirectoryName(_data)!, "web"), .. _arguments],
            builder => Clocked(builder).Logging.ClearProviders().AddProvider(new Capture(Logged))
                .AddFilter<Capture>(null, LogLevel.Debug).AddFilter<Capture>("Microsoft", LogLevel.Warning).AddFilter<Capture>("System", LogLevel.Warning).AddFilter<Capture>("Orleans", LogLevel.Information));
        await RemoteClassroomServer.StartAsync(app);
        _app = app;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First().Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal));
    }

    // What is registered last counts.
    private WebApplicationBuilder Clocked(WebApplicationBuilder builder)
    {
        if (_time is { } time)
        {
            builder.Services.AddSingleton(time);
        }

        return builder;
    }

    /// <summary>A new host on the same data.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAgainAsync();
    }

    /// <summary>A caller without a credential.</summary>
    public Api Anybody() => new(new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(30) }, null);

    /// <summary>The first administrator.</summary>
    public Task<Api> RootAsync() => Anybody().LoginAsync(RootName, RootPassword);

    public async Task StopAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _own?.Dispose();
    }

    private sealed class Capture(ConcurrentQueue<string> lines) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new Writer(categoryName, lines);

        public void Dispose()
        {
        }

        private sealed class Writer(string category, ConcurrentQueue<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull
            {
                lines.Enqueue($"scope {category}: {state}");
                return null;
            }

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(pair => pair.Value)) : "";
                lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)} | {values} | {exception}");
            }
        }
    }
}
