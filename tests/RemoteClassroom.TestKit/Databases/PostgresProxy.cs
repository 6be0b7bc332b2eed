using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RemoteClassroom.TestKit.Databases;

/// <summary>Where a connection is cut when its COMMIT comes by.</summary>
public enum CommitCut
{
    /// <summary>COMMIT never reaches the database, which rolls back; the client cannot know.</summary>
    BeforeTheDatabase,
    /// <summary>COMMIT reaches the database, and both ends are cut at once.</summary>
    UnderWay,
    /// <summary>The database has answered, and the answer is thrown away.</summary>
    AfterItsAnswer,
}

/// <summary>
/// A proxy in front of PostgreSQL that understands just enough of its protocol to see a COMMIT go by, and cuts the connection there when it is told to.
/// Clients must not use TLS.
/// </summary>
public sealed class PostgresProxy : IAsyncDisposable
{
    private const int SslRequest = 80877103;
    private const int GssRequest = 80877104;
    private static readonly byte[] Commit = [(byte)'Q', 0, 0, 0, 11, .. "COMMIT\0"u8];
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _target;
    private readonly CancellationTokenSource _stopping = new();
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;
    private CancellationTokenSource _lines = new();
    private volatile bool _down;
    private int _cuts;
    private int _queries;

    private PostgresProxy(int target)
    {
        _target = target;
        _listener.Start(512);
        _accepting = AcceptAsync();
    }

    /// <summary>Asked at each COMMIT, from any thread: whether to cut there; null to let it pass.</summary>
    public Func<CommitCut?> Judge { get; set; } = () => null;

    /// <summary>Whether the database cannot be reached: all connections are cut, and new ones closed at once.</summary>
    public bool Down
    {
        get => _down;
        set
        {
            _down = value;
            if (value)
            {
                // Not awaited: it may be called from within a connection that it cuts.
                _ = Interlocked.Exchange(ref _lines, new CancellationTokenSource()).CancelAsync();
            }
        }
    }

    /// <summary>How far away the database is: each of its answers comes so much later. At once, unless told otherwise.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>How often it cut.</summary>
    public int Cuts => Volatile.Read(ref _cuts);

    /// <summary>How many statements went by, on all connections: simple queries and executions of prepared ones.</summary>
    public int Queries => Volatile.Read(ref _queries);

    /// <summary>Starts one in front of a server of the tests.</summary>
    public static PostgresProxy Before(PostgresServer server)
    {
        ArgumentNullException.ThrowIfNull(server);
        return new PostgresProxy(server.Port);
    }

    /// <summary>The same connection string by way of the proxy.</summary>
    public string Through(string connectionString)
    {
        ArgumentNullException.ThrowIfNull(connectionString);
        return connectionString.Replace($"Port={_target}", $"Port={((IPEndPoint)_listener.LocalEndpoint).Port}", StringComparison.Ordinal) + ";SSL Mode=Disable;GSS Encryption Mode=Disable";
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_connections);
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                if (_down)
                {
                    client.Dispose();
                    continue;
                }

                _connections.RemoveAll(connection => connection.IsCompleted);
                _connections.Add(ServeAsync(client));
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The proxy is being disposed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var ours = client;
        using var server = new TcpClient { NoDelay = true };
        ours.NoDelay = true;
        var cut = new Cut();
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _target, _stopping.Token);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token, Volatile.Read(ref _lines).Token);
            var there = ForwardAsync(ours.GetStream(), server.GetStream(), cut, end.Token);
            var back = ReturnAsync(server.GetStream(), ours.GetStream(), cut, end.Token);
            await Task.WhenAny(there, back);
            await end.CancelAsync();
            await Task.WhenAll(Quietly(there), Quietly(back));
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException)
        {
            // One of the two ends went away; the other is closed by leaving.
        }
    }

    private async Task ForwardAsync(NetworkStream client, NetworkStream server, Cut cut, CancellationToken cancellationToken)
    {
        await ForwardStartupAsync(client, server, cancellationToken);
        var head = new byte[5];
        while (await TryFillAsync(client, head, cancellationToken))
        {
            var message = new byte[1 + BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(1))];
            head.CopyTo(message, 0);
            await client.ReadExactlyAsync(message.AsMemory(5), cancellationToken);
            if (message[0] is (byte)'Q' or (byte)'E')
            {
                Interlocked.Increment(ref _queries);
            }

            if (message.AsSpan().SequenceEqual(Commit) && Judge() is { } where)
            {
                Interlocked.Increment(ref _cuts);
                cut.Where = where;
                if (where == CommitCut.BeforeTheDatabase)
                {
                    return;
                }

                await server.WriteAsync(message, cancellationToken);
                if (where == CommitCut.UnderWay)
                {
                    return;
                }

                continue;
            }

            await server.WriteAsync(message, cancellationToken);
        }
    }

    private static async Task ForwardStartupAsync(NetworkStream client, NetworkStream server, CancellationToken cancellationToken)
    {
        var head = new byte[8];
        int code;
        do
        {
            await client.ReadExactlyAsync(head, cancellationToken);
            code = BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(4));
            var rest = new byte[BinaryPrimitives.ReadInt32BigEndian(head) - head.Length];
            await client.ReadExactlyAsync(rest, cancellationToken);
            await server.WriteAsync(head, cancellationToken);
            await server.WriteAsync(rest, cancellationToken);
        }
        while (code is SslRequest or GssRequest);
    }

    private async Task ReturnAsync(NetworkStream server, NetworkStream client, Cut cut, CancellationToken cancellationToken)
    {
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await server.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (cut.Where == CommitCut.AfterItsAnswer && Encoding.ASCII.GetString(buffer, 0, read).Contains("COMMIT", StringComparison.Ordinal))
            {
                return;
            }

            if (Delay > TimeSpan.Zero)
            {
                await Task.Delay(Delay, cancellationToken);
            }

            await client.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }
    }

    private static async Task<bool> TryFillAsync(NetworkStream stream, byte[] buffer, CancellationToken cancellationToken) =>
        await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken) == buffer.Length;

    private static async Task Quietly(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Cut, as intended, or the client went.
        }
    }

    private sealed class Cut
    {
        private int _where = -1;

        public CommitCut? Where
        {
            get => Volatile.Read(ref _where) is >= 0 and var where ? (CommitCut)where : null;
            set => Volatile.Write(ref _where, (int)value!.Value);
        }
    }
}
