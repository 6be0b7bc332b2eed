using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace RemoteClassroom.Browser.Tests.Cutting;

/// <summary>A TCP proxy in front of the server: one hall's line, which the test can cut and mend.</summary>
public sealed class CuttableLink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly ConcurrentDictionary<TcpClient, bool> _open = new();
    private readonly Uri _server;
    private readonly Task _accepting;
    private volatile bool _cut;

    /// <summary>Starts it.</summary>
    /// <param name="server">Where the real server listens.</param>
    public CuttableLink(Uri server)
    {
        _server = server;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _accepting = AcceptAsync();
    }

    /// <summary>Where the hall connects to.</summary>
    public Uri Address { get; }

    /// <summary>Breaks every connection, and lets no new one through.</summary>
    public void Cut()
    {
        _cut = true;
        foreach (var client in _open.Keys)
        {
            client.Close();
        }
    }

    /// <summary>Lets new connections through again.</summary>
    public void Mend() => _cut = false;

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        _listener.Stop();
        Cut();
        await _accepting;
        _ended.Dispose();
    }

    private async Task AcceptAsync()
    {
        var carrying = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_ended.Token);
                if (_cut)
                {
                    client.Close();
                    continue;
                }

                carrying.RemoveAll(task => task.IsCompleted);
                carrying.Add(CarryAsync(client));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(carrying);
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var upstream = new TcpClient();
        _open[client] = true;
        _open[upstream] = true;
        try
        {
            await upstream.ConnectAsync(_server.Host, _server.Port, _ended.Token);
            await Task.WhenAny(PumpAsync(client, upstream), PumpAsync(upstream, client));
        }
        catch (Exception broken) when (broken is OperationCanceledException or SocketException or ObjectDisposedException or IOException)
        {
            // A cut line: both ends are closed below.
        }
        finally
        {
            _open.TryRemove(client, out _);
            _open.TryRemove(upstream, out _);
            client.Close();
            upstream.Close();
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to)
    {
        try
        {
            await from.GetStream().CopyToAsync(to.GetStream(), _ended.Token);
        }
        catch (Exception broken) when (broken is OperationCanceledException or SocketException or ObjectDisposedException or IOException or InvalidOperationException)
        {
            // The other direction is closed by the caller.
        }
    }
}
