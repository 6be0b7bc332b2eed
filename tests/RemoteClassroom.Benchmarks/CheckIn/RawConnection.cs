using System.Net;
using System.Net.Sockets;
using System.Text;

namespace RemoteClassroom.Benchmarks.CheckIn;

/// <summary>One kept-alive HTTP/1.1 connection with nothing between the bytes and the socket, so that the client takes as little as possible of the processors that it shares with the server.</summary>
internal sealed class RawConnection : IDisposable
{
    private const int MostBytes = 16_384;

    private readonly IPEndPoint _server;
    private readonly byte[] _out = new byte[MostBytes];
    private readonly byte[] _in = new byte[MostBytes];
    private Socket? _socket;

    public RawConnection(IPEndPoint server) => _server = server;

    /// <summary>Sends a POST and waits for the answer; the body is valid until the next call.</summary>
    /// <exception cref="SocketException">The connection broke; the next call opens a new one.</exception>
    public async ValueTask<(int Status, ReadOnlyMemory<byte> Body)> PostAsync(string path, Guid? key, string body)
    {
        var length = Write(path, key, body);
        try
        {
            if (_socket is null)
            {
                _socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await _socket.ConnectAsync(_server);
            }

            await _socket.SendAsync(_out.AsMemory(0, length));
            return await ReadAsync(_socket);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _socket?.Dispose();
        _socket = null;
    }

    private int Write(string path, Guid? key, string body)
    {
        var head = key is { } id
            ? $"POST {path} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nIdempotency-Key: {id}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n"
            : $"POST {path} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n";
        var written = Encoding.ASCII.GetBytes(head, _out);
        return written + Encoding.UTF8.GetBytes(body, _out.AsSpan(written));
    }

    private async ValueTask<(int Status, ReadOnlyMemory<byte> Body)> ReadAsync(Socket socket)
    {
        var filled = 0;
        while (true)
        {
            var read = await socket.ReceiveAsync(_in.AsMemory(filled));
            if (read == 0)
            {
                throw new SocketException((int)SocketError.ConnectionReset);
            }

            filled += read;
            if (TryParse(_in.AsSpan(0, filled)) is { } answer)
            {
                return (answer.Status, _in.AsMemory(answer.From, answer.Length));
            }
        }
    }

    private static (int Status, int From, int Length)? TryParse(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return null;
        }

        var head = bytes[..end];
        var status = ((head[9] - '0') * 100) + ((head[10] - '0') * 10) + (head[11] - '0');
        var name = "\r\nContent-Length: "u8;
        var at = head.IndexOf(name);
        if (at < 0)
        {
            // Only refusals come in chunks; they are shown as they are.
            var chunked = head.IndexOf("chunked"u8) >= 0;
            return !chunked ? (status, end + 4, 0) : bytes.EndsWith("\r\n0\r\n\r\n"u8) ? (status, end + 4, bytes.Length - end - 4) : null;
        }

        var length = 0;
        for (var i = at + name.Length; i < head.Length && head[i] is >= (byte)'0' and <= (byte)'9'; i++)
        {
            length = (length * 10) + (head[i] - '0');
        }

        return bytes.Length >= end + 4 + length ? (status, end + 4, length) : null;
    }
}
