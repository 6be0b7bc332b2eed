using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace RemoteClassroom.TestKit.ByContract;

/// <summary>What a screen saw of one stream since its last snapshot.</summary>
public sealed class StreamRecord
{
    /// <summary>The reasons of the snapshots, in their order.</summary>
    public List<string> Snapshots { get; } = [];

    /// <summary>Where the first range begins: the offset of the last snapshot.</summary>
    public long From { get; set; }

    /// <summary>The stream's own offset now.</summary>
    public long Offset { get; set; }

    /// <summary>The cursor to echo.</summary>
    public string? Cursor { get; set; }

    /// <summary>Every applied event as <c>offset:type</c>.</summary>
    public List<string> Events { get; } = [];

    /// <summary>How often a frame did not fit and the stream was joined again.</summary>
    public int Holes { get; set; }

    /// <summary>All applied frames' texts, to search for what must not be there.</summary>
    public StringBuilder Raw { get; } = new();
}

/// <summary>
/// A branch screen written from the text of the public contract alone: a bare WebSocket that speaks SignalR's JSON protocol, applies frames by the
/// contract's rules and comes back by itself, for ever, with full jitter.
/// </summary>
public sealed class ContractScreen : IAsyncDisposable
{
    private const char End = '\u001e';
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(5);
    private readonly Uri _hub;
    private readonly Func<string> _bearer;
    private readonly Dictionary<string, StreamRecord> _streams;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly int _receiveBuffer;
    private readonly Task _loop;
    private volatile TaskCompletionSource? _still;
    private ClientWebSocket? _socket;
    private int _advisedMs;

    /// <summary>Starts it.</summary>
    /// <param name="server">Where the server listens.</param>
    /// <param name="bearer">Gives the credential at each connect.</param>
    /// <param name="streams">What to join.</param>
    public ContractScreen(Uri server, Func<string> bearer, params string[] streams)
        : this(server, bearer, 0, streams)
    {
    }

    /// <summary>Starts one whose system takes in little for it while it does not read.</summary>
    /// <param name="server">Where the server listens.</param>
    /// <param name="bearer">Gives the credential at each connect.</param>
    /// <param name="receiveBuffer">The socket's receive buffer in bytes; 0: the system's usual one.</param>
    /// <param name="streams">What to join.</param>
    public ContractScreen(Uri server, Func<string> bearer, int receiveBuffer, params string[] streams)
    {
        _receiveBuffer = receiveBuffer;
        _hub = new UriBuilder(new Uri(server, "hubs/classroom")) { Scheme = "ws" }.Uri;
        _bearer = bearer;
        _streams = streams.ToDictionary(stream => stream, _ => new StreamRecord(), StringComparer.Ordinal);
        _loop = Task.Run(LiveAsync);
    }

    /// <summary>Whether the applied frames' texts are kept; many screens of a long lecture had better not.</summary>
    public bool KeepsRaw { get; init; } = true;

    /// <summary>How often it connected.</summary>
    public int Connects { get; private set; }

    /// <summary>The codes of the byes it was told.</summary>
    public List<string> Byes { get; } = [];

    /// <summary>The newest totals by stream and key.</summary>
    public Dictionary<string, JsonNode> Totals { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads one stream's record under the lock.</summary>
    public T Look<T>(string stream, Func<StreamRecord, T> look)
    {
        lock (_lock)
        {
            return look(_streams[stream]);
        }
    }

    /// <summary>The newest totals of a stream; null before the first.</summary>
    public JsonNode? LatestTotals(string stream, string key)
    {
        lock (_lock)
        {
            return Totals.GetValueOrDefault(stream + " " + key)?.DeepClone();
        }
    }

    /// <summary>Told of each frame that was applied: the offset that it reached. Called under the lock; set it right after construction.</summary>
    public Action<long>? Applied { get; set; }

    /// <summary>Told of each message of totals as it came. Set it right after construction.</summary>
    public Action<JsonObject>? Told { get; set; }

    /// <summary>Stops reading: what the server sends stays in the systems' buffers, and then in the server.</summary>
    public void StandStill() => _still = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Reads on.</summary>
    public void ReadOn() => Interlocked.Exchange(ref _still, null)?.TrySetResult();

    /// <summary>Cuts the connection without a word; it comes back by itself.</summary>
    public void Cut() => _socket?.Abort();

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        ReadOn();
        Cut();
        await _loop;
        _stop.Dispose();
    }

    private async Task LiveAsync()
    {
        for (var failures = 0; !_stop.IsCancellationRequested;)
        {
            try
            {
                using var socket = new ClientWebSocket();
                socket.Options.SetRequestHeader("Authorization", "Bearer " + _bearer());
                if (_receiveBuffer > 0)
                {
                    using var narrow = new HttpMessageInvoker(Narrow());
                    await socket.ConnectAsync(_hub, narrow, _stop.Token);
                }
                else
                {
                    await socket.ConnectAsync(_hub, _stop.Token);
                }

                _socket = socket;
                Connects++;
                await SendAsync(socket, new JsonObject { ["protocol"] = "json", ["version"] = 1 });
                await JoinAsync(socket);
                failures = 0;
                await ReadAsync(socket);
            }
            catch (Exception error) when (error is WebSocketException or IOException or OperationCanceledException or ObjectDisposedException)
            {
                failures++;
            }

            try
            {
                await Task.Delay(Math.Max(_advisedMs, Random.Shared.Next(0, Math.Min(1_000, 50 << Math.Min(failures, 5)))), _stop.Token);
                _advisedMs = 0;
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task JoinAsync(ClientWebSocket socket)
    {
        var wanted = new JsonArray();
        lock (_lock)
        {
            foreach (var (name, record) in _streams)
            {
                wanted.Add(record.Cursor is { } cursor ? new JsonObject { ["stream"] = name, ["cursor"] = cursor } : new JsonObject { ["stream"] = name });
            }
        }

        await SendAsync(socket, new JsonObject { ["type"] = 1, ["invocationId"] = "join", ["target"] = "Join", ["arguments"] = new JsonArray(new JsonObject { ["streams"] = wanted }) });
        await BeatAsync(socket);
    }

    private Task BeatAsync(ClientWebSocket socket) =>
        SendAsync(socket, new JsonObject { ["type"] = 1, ["target"] = "Heartbeat", ["arguments"] = new JsonArray(new JsonObject { ["cursors"] = new JsonObject() }) });

    private async Task ReadAsync(ClientWebSocket socket)
    {
        var pending = new StringBuilder();
        var decoder = Encoding.UTF8.GetDecoder();
        var bytes = new byte[16 * 1024];
        var characters = new char[16 * 1024];
        var beat = TimeProvider.System.GetTimestamp();
        while (socket.State == WebSocketState.Open)
        {
            // Whoever cannot read may well be able to speak: silence would be another reason to be cut.
            while (_still is { } still && await Task.WhenAny(still.Task, Task.Delay(BeatEvery, _stop.Token)) != still.Task)
            {
                await BeatAsync(socket);
            }

            var got = await socket.ReceiveAsync(bytes, _stop.Token);
            if (got.MessageType == WebSocketMessageType.Close)
            {
                return;
            }

            pending.Append(characters, 0, decoder.GetChars(bytes, 0, got.Count, characters, 0));
            for (var text = pending.ToString(); text.IndexOf(End, StringComparison.Ordinal) is >= 0 and var end; text = pending.ToString())
            {
                pending.Remove(0, end + 1);
                if (!await TakeAsync(socket, JsonNode.Parse(text[..end])!.AsObject()))
                {
                    return;
                }
            }

            if (TimeProvider.System.GetElapsedTime(beat) > BeatEvery)
            {
                beat = TimeProvider.System.GetTimestamp();
                await BeatAsync(socket);
            }
        }
    }

    private async Task<bool> TakeAsync(ClientWebSocket socket, JsonObject message)
    {
        if (message["type"]?.GetValue<int>() is not 1)
        {
            if (message["invocationId"]?.GetValue<string>() == "join" && message["result"]?["ok"]?.GetValue<bool>() == false)
            {
                Byes.Add("join:" + message["result"]!["error"]!["code"]!.GetValue<string>());
            }

            return message["type"]?.GetValue<int>() is not 7;
        }

        var data = message["arguments"]![0]!.AsObject();
        switch (message["target"]!.GetValue<string>())
        {
            case "frame" when !Apply(data):
                await JoinAsync(socket);
                return true;
            case "snapshot":
                Start(data);
                return true;
            case "totals":
                Told?.Invoke(data);
                Keep(data);
                return true;
            case "bye":
                Byes.Add(data["code"]!.GetValue<string>());
                _advisedMs = data["retryAfterMs"]?.GetValue<int>() ?? 0;
                return false;
            default:
                return true;
        }
    }

    private bool Apply(JsonObject frame)
    {
        lock (_lock)
        {
            var record = _streams[frame["stream"]!.GetValue<string>()];
            var (after, upTo) = (frame["after"]!.GetValue<long>(), frame["upTo"]!.GetValue<long>());
            if (upTo <= record.Offset)
            {
                return true;
            }

            if (after != record.Offset)
            {
                record.Holes++;
                return false;
            }

            foreach (var item in frame["events"]!.AsArray())
            {
                record.Events.Add($"{item!["offset"]!.GetValue<long>()}:{item["type"]!.GetValue<string>()}");
            }

            if (KeepsRaw)
            {
                record.Raw.Append(frame.ToJsonString()).Append('\n');
            }

            (record.Offset, record.Cursor) = (upTo, frame["cursor"]!.GetValue<string>());
            Applied?.Invoke(upTo);
            return true;
        }
    }

    private void Start(JsonObject snapshot)
    {
        lock (_lock)
        {
            var record = _streams[snapshot["stream"]!.GetValue<string>()];
            record.Snapshots.Add(snapshot["reason"]!.GetValue<string>());
            if (KeepsRaw)
            {
                record.Raw.Append(snapshot.ToJsonString()).Append('\n');
            }

            record.Events.Clear();
            (record.Offset, record.Cursor) = (snapshot["upTo"]!.GetValue<long>(), snapshot["cursor"]!.GetValue<string>());
            record.From = record.Offset;
        }
    }

    private void Keep(JsonObject totals)
    {
        lock (_lock)
        {
            var key = totals["stream"]!.GetValue<string>() + " " + totals["key"]!.GetValue<string>();
            if (!Totals.TryGetValue(key, out var known) || Order(totals).CompareTo(Order(known)) > 0)
            {
                Totals[key] = totals.DeepClone();
            }
        }

        static (long Epoch, long Seq) Order(JsonNode node) => (node["epoch"]!.GetValue<long>(), node["seq"]!.GetValue<long>());
    }

    private SocketsHttpHandler Narrow() => new()
    {
        ConnectCallback = async (context, cancellationToken) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, ReceiveBufferSize = _receiveBuffer };
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        },
    };

    private async Task SendAsync(ClientWebSocket socket, JsonObject message) =>
        await socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString() + End), WebSocketMessageType.Text, true, _stop.Token);
}
