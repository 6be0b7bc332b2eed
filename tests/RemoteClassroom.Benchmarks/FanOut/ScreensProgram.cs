using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace RemoteClassroom.Benchmarks.FanOut;

/// <summary>All screens in one process of their own, driven by one thread that polls their sockets. Leads the run and prints its figures.</summary>
internal sealed class ScreensProgram
{
    private const int Openers = 32;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly ScreenSink _sink;
    private readonly FanOutPlan _plan;
    private readonly Uri _server;
    private readonly FanOutOptions _options;
    private readonly Screen[] _screens;
    private readonly byte[] _buffer = new byte[512 * 1024];
    private int _nextCommand;

    private ScreensProgram(FanOutPlan plan, FanOutOptions options)
    {
        (_plan, _server, _options) = (plan, new Uri(plan.Address), options);
        var sink = _sink = new ScreenSink(plan.Commands.Count);
        _screens = [.. plan.Screens.Select(_ => new Screen(sink))];
    }

    public static async Task<int> RunAsync(string[] arguments)
    {
        var plan = JsonSerializer.Deserialize<FanOutPlan>(await File.ReadAllTextAsync(arguments[0]))!;
        var figures = await new ScreensProgram(plan, FanOutOptions.Read(arguments[1..])).MeasureAsync();
        Console.WriteLine(JsonSerializer.Serialize(figures));
        return 0;
    }

    private async Task<ScreenFigures> MeasureAsync()
    {
        using var stop = new CancellationTokenSource();
        var join = await JoinAsync();
        var pings = PingAsync(stop.Token);
        using var http = new HttpClient { BaseAddress = _server, Timeout = TimeSpan.FromMinutes(5) };
        if (_plan.Staff.Length > 0)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _plan.Staff);
        }

        await PacedAsync(http);
        var (p50, p99) = (_sink.Latencies.Percentile(0.50), _sink.Latencies.Percentile(0.99));

        var (perSecond, burstP99) = await BurstsAsync(http);
        await stop.CancelAsync();
        await pings;
        var hash = Array.TrueForAll(_screens, screen => screen.Hash == _screens[0].Hash) ? _screens[0].Hash.ToString("x16") : "";
        return new ScreenFigures(join, p50, p99, perSecond, burstP99, _sink.Wrong, _sink.Total, hash);
    }

    private async Task<double> JoinAsync()
    {
        var endpoint = new IPEndPoint(IPAddress.Parse(_server.Host), _server.Port);
        byte[] join =
        [
            .. Masked("""{"protocol":"json","version":1}"""),
            .. Masked($$"""{"type":1,"invocationId":"1","target":"Join","arguments":[{"streams":[{"stream":"{{_plan.Stream}}"}]}]}"""),
        ];
        var began = Stopwatch.GetTimestamp();
        var joined = _sink.Expect(_screens.Length);
        var next = -1;
        Thread[] openers = [.. Enumerable.Range(0, Openers).Select(_ => new Thread(() =>
        {
            for (var i = Interlocked.Increment(ref next); i < _screens.Length; i = Interlocked.Increment(ref next))
            {
                _screens[i].Open(endpoint, Hello(_plan.Screens[i]), join);
                Listen(_screens[i]);
            }
        }))];
        Array.ForEach(openers, thread => thread.Start());
        var last = await joined.WaitAsync(Patience);
        return (last - began) / (double)Stopwatch.Frequency;
    }

    private byte[] Hello(string token) => Encoding.ASCII.GetBytes(
        $"GET /hubs/classroom HTTP/1.1\r\nHost: {_server.Authority}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
        (token.Length > 0 ? $"Authorization: Bearer {token}\r\n\r\n" : "\r\n"));

    /// <summary>An empty receive is done when there is something to read: so ten thousand screens need one buffer.</summary>
    private void Listen(Screen screen)
    {
        var ready = new SocketAsyncEventArgs();
        ready.SetBuffer(Array.Empty<byte>(), 0, 0);
        ready.Completed += (_, args) => Drive(screen, args);
        if (!screen.Socket.ReceiveAsync(ready))
        {
            // Ready already; still only the polling thread may drive it: look again through it.
            ThreadPool.UnsafeQueueUserWorkItem(_ => Drive(screen, ready), null);
        }
    }

    private void Drive(Screen screen, SocketAsyncEventArgs ready)
    {
        lock (_buffer)
        {
            do
            {
                if (!screen.Receive(_buffer))
                {
                    _sink.Wrong++;
                    return;
                }
            }
            while (!screen.Socket.ReceiveAsync(ready));
        }
    }

    /// <summary>One event a second; none waits for the one before.</summary>
    private async Task PacedAsync(HttpClient http)
    {
        var paced = _sink.Expect((long)_screens.Length * _options.Paced);
        var sent = new List<Task>();
        var due = Stopwatch.GetTimestamp();
        for (var i = 0; i < _options.Paced; i++)
        {
            due += Stopwatch.Frequency;
            var wait = TimeSpan.FromSeconds((due - Stopwatch.GetTimestamp()) / (double)Stopwatch.Frequency);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait);
            }

            sent.Add(CommandAsync(http, due));
        }

        await Task.WhenAll(sent);
        await paced.WaitAsync(Patience);
    }

    private async Task<(double PerSecond, double P99Ms)> BurstsAsync(HttpClient http)
    {
        var each = (long)_screens.Length * FanOutOptions.BurstEvents;
        var seconds = 0.0;
        var worst = new List<double>();
        for (var i = 0; i < _options.Bursts; i++)
        {
            var done = _sink.Expect(each);
            var began = Stopwatch.GetTimestamp();
            var posted = Task.WhenAll(Enumerable.Range(0, FanOutOptions.BurstEvents).Select(_ => CommandAsync(http, began)));
            seconds += (await done.WaitAsync(Patience) - began) / (double)Stopwatch.Frequency;
            await posted;
            worst.Add(_sink.Latencies.Percentile(0.99));
            await Task.Delay(TimeSpan.FromMilliseconds(500));
        }

        return (each * _options.Bursts / seconds, new Harness.Series(worst).Median);
    }

    /// <summary>Every screen shows signs of life every ten seconds, one after another.</summary>
    private async Task PingAsync(CancellationToken stop)
    {
        var ping = Masked("""{"type":6}""");
        var part = Math.Max(1, _screens.Length / 200);
        var at = 0;
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                for (var i = 0; i < part; i++)
                {
                    _screens[at++ % _screens.Length].Socket.Send(ping);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }

    /// <summary>Sends the next command, whose event was due at that moment.</summary>
    private async Task CommandAsync(HttpClient http, long due)
    {
        var command = Interlocked.Increment(ref _nextCommand) - 1;
        _sink.Due(command, due);
        using var request = new HttpRequestMessage(HttpMethod.Post, _plan.Commands[command]) { Content = JsonContent.Create(new { }) };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>A text frame under the mask 0, which changes nothing.</summary>
    private static byte[] Masked(string message)
    {
        var payload = Encoding.UTF8.GetBytes(message + '\u001e');
        byte[] length = payload.Length < 126 ? [(byte)(0x80 | payload.Length)] : [0x80 | 126, (byte)(payload.Length >> 8), (byte)payload.Length];
        return [0x81, .. length, 0, 0, 0, 0, .. payload];
    }
}
