using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace RemoteClassroom.TestKit.Clusters;

/// <summary>
/// A plain proxy in front of the nodes, as a deployment has one: gives each connection to a node that says it is ready, in turn; takes the next if one does not accept; and
/// cuts the connections of a node that has stopped answering. It carries bytes and knows nothing of what they mean.
/// </summary>
public sealed class Balancer : IAsyncDisposable
{
    private static readonly TimeSpan CheckEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan CheckLimit = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(3);

    private readonly TcpListener _listener;
    private readonly Backend[] _backends;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task[] _loops;
    private int _turn;

    /// <summary>Starts it on a free loopback port.</summary>
    /// <param name="nodes">Where the nodes listen.</param>
    /// <param name="port">Its own port; 0: a free one.</param>
    public Balancer(IReadOnlyList<Uri> nodes, int port = 0)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        _backends = [.. nodes.Select(node => new Backend(node))];
        _listener = new TcpListener(IPAddress.Loopback, port == 0 ? Processes.FreePort.Take() : port);
        _listener.Start(4_096);
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _loops = [AcceptAsync(), .. _backends.Select(CheckAsync)];
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>How many nodes are ready, as far as it knows.</summary>
    public int Ready => _backends.Count(backend => backend.IsReady);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        foreach (var backend in _backends)
        {
            backend.CutAll();
        }

        await Task.WhenAll(_loops);
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync(_stop.Token);
                _ = CarryAsync(client);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private async Task CarryAsync(Socket client)
    {
        using (client)
        {
            client.NoDelay = true;
            var (node, backend) = await ConnectAsync();
            if (node is null || backend is null)
            {
                return;
            }

            using (node)
            {
                backend.Open[node] = 0;
                try
                {
                    await Task.WhenAny(CopyAsync(client, node), CopyAsync(node, client));
                }
                finally
                {
                    backend.Open.TryRemove(node, out _);
                }
            }
        }
    }

    private async Task<(Socket? Node, Backend? Backend)> ConnectAsync()
    {
        for (var attempt = 0; attempt < 2 * _backends.Length; attempt++)
        {
            var backend = _backends[(uint)Interlocked.Increment(ref _turn) % _backends.Length];
            if (!backend.IsReady)
            {
                continue;
            }

            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
                limit.CancelAfter(CheckLimit);
                await socket.ConnectAsync(backend.EndPoint, limit.Token);
                return (socket, backend);
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException)
            {
                socket.Dispose();
            }
        }

        return (null, null);
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[8 * 1024];
        try
        {
            while (await from.ReceiveAsync(buffer) is > 0 and var read)
            {
                for (var sent = 0; sent < read;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, read - sent));
                }
            }
        }
        catch (Exception cut) when (cut is SocketException or ObjectDisposedException)
        {
            // One side is gone; the other is closed by the caller.
        }
    }

    private async Task CheckAsync(Backend backend)
    {
        using var http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromSeconds(5), ConnectTimeout = CheckLimit }) { BaseAddress = backend.Address, Timeout = CheckLimit };
        var answered = Stopwatch.GetTimestamp();
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var answer = await http.GetAsync("healthz/ready", _stop.Token);
                backend.IsReady = answer.IsSuccessStatusCode;
                answered = Stopwatch.GetTimestamp();
            }
            catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
            {
                backend.IsReady = false;
                if (Stopwatch.GetElapsedTime(answered) > GiveUpAfter)
                {
                    backend.CutAll();
                }
            }

            try
            {
                await Task.Delay(CheckEvery, _stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private sealed class Backend(Uri address)
    {
        private volatile bool _ready;

        public Uri Address { get; } = address;

        public IPEndPoint EndPoint { get; } = new(IPAddress.Parse(address.Host), address.Port);

        public ConcurrentDictionary<Socket, byte> Open { get; } = new();

        public bool IsReady
        {
            get => _ready;
            set => _ready = value;
        }

        public void CutAll()
        {
            foreach (var socket in Open.Keys)
            {
                socket.Dispose();
            }
        }
    }
}
