using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using RemoteClassroom.Contracts.Hub;

namespace RemoteClassroom.Relay.Tests.Support;

/// <summary>One connection: a bare WebSocket that speaks SignalR's JSON protocol. It reads as long as it is not told to stand still.</summary>
internal sealed class HubClient : IAsyncDisposable
{
    private const byte End = 0x1e;
    private readonly ClientWebSocket _socket = new();
    private readonly Dictionary<string, StreamModel> _models;
    private readonly TaskCompletionSource<string> _bye = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, TaskCompletionSource<JsonElement>> _calls = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _cut = new();
    private TaskCompletionSource _reading = Open();
    private int _lastCall;

    private HubClient(IEnumerable<StreamModel> models) => _models = models.ToDictionary(model => model.Name.Format(), StringComparer.Ordinal);

    /// <summary>Done when the connection has ended, whoever ended it.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>The code of the bye.</summary>
    public Task<string> Bye => _bye.Task;

    public bool WasToldBye => _bye.Task.IsCompleted;

    /// <summary>All that came, message by message, if wanted.</summary>
    public List<string>? Raw { get; init; }

    public List<JsonElement> Totals { get; } = [];

    /// <summary>Called after each message was applied.</summary>
    public Action? Applied { get; set; }

    public static async Task<HubClient> ConnectAsync(
        Uri hub, string user, IEnumerable<StreamModel> models, int receiveBuffer = 0, bool keepRaw = false, string? origin = null, bool shake = true)
    {
        var client = new HubClient(models) { Raw = keepRaw ? [] : null };
        client._socket.Options.SetRequestHeader("Authorization", "Bearer " + user);
        client._socket.Options.KeepAliveInterval = TimeSpan.Zero;
        if (origin is not null)
        {
            client._socket.Options.SetRequestHeader("Origin", origin);
        }

        using var invoker = new HttpMessageInvoker(Handler(receiveBuffer));
        await client._socket.ConnectAsync(hub, invoker, CancellationToken.None);
        if (shake)
        {
            await client.SendAsync("""{"protocol":"json","version":1}""");
        }

        client.Ended = client.ReadAsync();
        return client;
    }

    public async Task<JsonElement> JoinAsync(params IEnumerable<StreamModel> models) => await CallAsync("Join", new JoinRequest(
        [.. models.Select(model => new JoinStream(model.Name.Format(), model.Cursor))]));

    public async Task<JsonElement> CallAsync(string method, object argument)
    {
        var id = Interlocked.Increment(ref _lastCall).ToString();
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_calls)
        {
            _calls[id] = answer;
        }

        var body = JsonSerializer.Serialize(argument, Contracts.ContractsJson.Options);
        await SendAsync($$"""{"type":1,"invocationId":"{{id}}","target":"{{method}}","arguments":[{{body}}]}""");
        var ended = Ended.ContinueWith(_ => default(JsonElement), TaskScheduler.Default);
        var first = await Task.WhenAny(answer.Task, ended, Task.Delay(TimeSpan.FromSeconds(15)));
        return first == answer.Task ? await answer.Task : throw new IOException($"{method} was not answered.");
    }

    public async Task SendAsync(string message) =>
        await _socket.SendAsync(Encoding.UTF8.GetBytes(message + (char)End), WebSocketMessageType.Text, true, _cut.Token);

    public async Task SendRawAsync(byte[] bytes) => await _socket.SendAsync(bytes, WebSocketMessageType.Text, true, _cut.Token);

    /// <summary>Stops reading; the kernel's buffers fill.</summary>
    public void StandStill() => Volatile.Write(ref _reading, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    public void ReadOn() => Volatile.Read(ref _reading).TrySetResult();

    /// <summary>Ends the connection without a word.</summary>
    public void Cut()
    {
        _cut.Cancel();
        _socket.Abort();
        ReadOn();
    }

    public async ValueTask DisposeAsync()
    {
        Cut();
        await Ended;
        _socket.Dispose();
    }

    private static TaskCompletionSource Open()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }

    private static SocketsHttpHandler Handler(int receiveBuffer) => new()
    {
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            if (receiveBuffer > 0)
            {
                socket.ReceiveBufferSize = receiveBuffer;
            }

            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };

    private async Task ReadAsync()
    {
        await Task.Yield();
        var buffer = new byte[4096];
        using var pending = new MemoryStream();
        try
        {
            while (true)
            {
                await Volatile.Read(ref _reading).Task;
                var got = await _socket.ReceiveAsync(buffer.AsMemory(), _cut.Token);
                if (got.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                for (var i = 0; i < got.Count; i++)
                {
                    if (buffer[i] != End)
                    {
                        pending.WriteByte(buffer[i]);
                        continue;
                    }

                    Take(Encoding.UTF8.GetString(pending.GetBuffer(), 0, (int)pending.Length));
                    pending.SetLength(0);
                }
            }
        }
        catch (Exception end) when (end is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            // The link is gone: that is what Ended says.
        }

        _bye.TrySetCanceled();
        lock (_calls)
        {
            foreach (var call in _calls.Values)
            {
                call.TrySetException(new IOException("The connection ended."));
                _ = call.Task.Exception;
            }
        }
    }

    private void Take(string text)
    {
        if (Raw is { } raw)
        {
            lock (raw)
            {
                raw.Add(text);
            }
        }

        if (text == "{}")
        {
            return;
        }

        var message = JsonDocument.Parse(text).RootElement;
        switch (message.GetProperty("type").GetInt32())
        {
            case 1:
                Deliver(message.GetProperty("target").GetString()!, message.GetProperty("arguments")[0]);
                break;
            case 3:
                Answer(message);
                break;
        }

        Applied?.Invoke();
    }

    private void Deliver(string target, JsonElement argument)
    {
        switch (target)
        {
            case "frame":
                _models[argument.GetProperty("stream").GetString()!].Frame(argument);
                break;
            case "snapshot":
                _models[argument.GetProperty("stream").GetString()!].Snapshot(argument);
                break;
            case "totals":
                lock (Totals)
                {
                    Totals.Add(argument);
                }

                break;
            case "bye":
                _bye.TrySetResult(argument.GetProperty("code").GetString()!);
                break;
        }
    }

    private void Answer(JsonElement completion)
    {
        lock (_calls)
        {
            // What a test sent by hand is answered too, until the connection is cut.
            if (!_calls.TryGetValue(completion.GetProperty("invocationId").GetString()!, out var call))
            {
                return;
            }

            if (completion.TryGetProperty("result", out var result))
            {
                call.TrySetResult(result);
            }
            else
            {
                call.TrySetException(new InvalidOperationException(completion.GetRawText()));
            }
        }
    }
}
