using System.Net;
using System.Net.Sockets;
using System.Text.Unicode;

namespace RemoteClassroom.Benchmarks.CheckIn;

/// <summary>One kept-alive HTTP/1.1 connection with nothing between the bytes and the socket, so that the client takes as little as possible of the processors that it shares with the server.</summary>
internal sealed class RawConnection : IDisposable
{
    private const int MostBytes = 16_384;
    private const int MostBodyBytes = 1_024;

    private readonly byte[] _out = new byte[MostBytes];
    private readonly byte[] _in = new byte[MostBytes];
    private readonly byte[] _body = new byte[MostBodyBytes];
    private int _length;
    private int _filled;

    /// <summary>Connects.</summary>
    /// <exception cref="SocketException">It cannot.</exception>
    public RawConnection(IPEndPoint server)
    {
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Socket.Connect(server);
        Socket.Blocking = false;
    }

    /// <summary>The socket, to be watched.</summary>
    public Socket Socket { get; }

    /// <summary>Asks for a ticket by a code.</summary>
    public void Scan(string code)
    {
        _ = Utf8.TryWrite(_body, $"{{\"code\":\"{code}\"}}", out var body);
        _ = Utf8.TryWrite(_out, $"POST /api/v1/scans HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nContent-Length: {body}\r\n\r\n", out var head);
        Send(head, body);
    }

    /// <summary>Checks a person in.</summary>
    public void CheckIn(Guid key, string ticket, string rosterNo, string lastDigits)
    {
        _ = Utf8.TryWrite(_body, $"{{\"ticket\":\"{ticket}\",\"rosterNo\":\"{rosterNo}\",\"lastDigits\":\"{lastDigits}\"}}", out var body);
        _ = Utf8.TryWrite(
            _out, $"POST /api/v1/check-ins HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nIdempotency-Key: {key}\r\nContent-Length: {body}\r\n\r\n", out var head);
        Send(head, body);
    }

    /// <summary>Sends the last request again, byte for byte.</summary>
    /// <exception cref="SocketException">The connection broke.</exception>
    public void SendAgain()
    {
        // A few hundred bytes, and the answer to what went before was read: they always fit.
        if (Socket.Send(_out.AsSpan(0, _length)) != _length)
        {
            throw new SocketException((int)SocketError.NoBufferSpaceAvailable);
        }
    }

    /// <summary>Takes what came; true with the whole answer, which is valid until the next call.</summary>
    /// <exception cref="SocketException">The connection broke.</exception>
    public bool TryRead(out int status, out ReadOnlySpan<byte> body)
    {
        status = 0;
        body = default;
        var read = Socket.Receive(_in.AsSpan(_filled), SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock)
        {
            return false;
        }

        if (error != SocketError.Success || read == 0)
        {
            throw new SocketException((int)(error == SocketError.Success ? SocketError.ConnectionReset : error));
        }

        _filled += read;
        if (TryParse(_in.AsSpan(0, _filled)) is not { } answer)
        {
            return false;
        }

        (_filled, status) = (0, answer.Status);
        body = _in.AsSpan(answer.From, answer.Length);
        return true;
    }

    /// <inheritdoc />
    public void Dispose() => Socket.Dispose();

    private void Send(int head, int body)
    {
        _body.AsSpan(0, body).CopyTo(_out.AsSpan(head));
        _length = head + body;
        SendAgain();
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
