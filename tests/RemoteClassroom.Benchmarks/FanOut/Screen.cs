using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace RemoteClassroom.Benchmarks.FanOut;

/// <summary>
/// One screen, as small as it can be: a socket, the place it has reached, and what is left over of a message. All screens are driven by the one
/// thread that polls the sockets, so none of this needs a lock.
/// </summary>
internal sealed class Screen
{
    private const byte Separator = 0x1e;
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, Blocking = true };
    private readonly ScreenSink _sink;
    private byte[] _rest = [];
    private long _inFrame;
    private ulong _hash = ScreenSink.NoEvents;

    public Screen(ScreenSink sink) => _sink = sink;

    public Socket Socket => _socket;

    /// <summary>The last offset seen, in the snapshot at first.</summary>
    public long Last { get; private set; }

    /// <summary>Over all offsets and commands seen, in their order.</summary>
    public ulong Hash => _hash;

    public bool Joined { get; private set; }

    /// <summary>Connects, upgrades and asks to join; blocking, for the threads that open the screens.</summary>
    public void Open(IPEndPoint server, byte[] hello, byte[] join)
    {
        _socket.Connect(server);
        _socket.Send(hello);
        Span<byte> answer = stackalloc byte[1024];
        var got = 0;
        while (answer[..got].IndexOf("\r\n\r\n"u8) < 0)
        {
            var read = _socket.Receive(answer[got..]);
            got += read > 0 ? read : throw new IOException("The upgrade was not answered.");
        }

        if (!answer.StartsWith("HTTP/1.1 101"u8))
        {
            throw new IOException("The upgrade was refused.");
        }

        _socket.Send(join);
        _socket.Blocking = false;
    }

    /// <summary>Takes what the socket holds.</summary>
    /// <returns>False once it has ended.</returns>
    public bool Receive(Span<byte> buffer)
    {
        while (true)
        {
            _rest.CopyTo(buffer);
            var got = _socket.Receive(buffer[_rest.Length..], SocketFlags.None, out var error);
            if (error == SocketError.WouldBlock)
            {
                return true;
            }

            if (got <= 0)
            {
                return false;
            }

            var held = _rest.Length + got;
            var used = Take(buffer[..held]);
            _rest = buffer[used..held].ToArray();
            if (held < buffer.Length)
            {
                return true;
            }
        }
    }

    /// <summary>Takes frames off the bytes: the payload of an unmasked frame may come in pieces, and one hub message in several frames.</summary>
    private int Take(Span<byte> bytes)
    {
        // Payloads are moved together at the front, so that messages stand whole; headers fall out.
        var (from, to, start) = (0, 0, 0);
        var inFrame = _inFrame;
        while (true)
        {
            if (inFrame == 0)
            {
                if (!TryHeader(bytes[from..], out var header, out inFrame))
                {
                    break;
                }

                from += header;
                continue;
            }

            var piece = (int)Math.Min(inFrame, bytes.Length - from);
            if (piece == 0)
            {
                break;
            }

            bytes.Slice(from, piece).CopyTo(bytes[to..]);
            (from, to, inFrame) = (from + piece, to + piece, inFrame - piece);
            while (bytes[start..to].IndexOf(Separator) is >= 0 and var end)
            {
                Message(bytes.Slice(start, end));
                start += end + 1;
            }
        }

        _inFrame = inFrame + (to - start);
        return Keep(bytes, start, to, from);
    }

    /// <summary>Puts the payload of an unfinished message right before the bytes that were not looked at, as if its frame had just begun.</summary>
    private static int Keep(Span<byte> bytes, int start, int to, int from)
    {
        var unfinished = to - start;
        bytes[start..to].CopyTo(bytes[(from - unfinished)..]);
        return from - unfinished;
    }

    private static bool TryHeader(ReadOnlySpan<byte> bytes, out int header, out long payload)
    {
        (header, payload) = (2, 0);
        if (bytes.Length < 2)
        {
            return false;
        }

        payload = bytes[1] & 0x7f;
        header = payload switch { 126 => 4, 127 => 10, _ => 2 };
        if (bytes.Length < header)
        {
            payload = 0;
            return false;
        }

        payload = payload switch { 126 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]), 127 => BinaryPrimitives.ReadInt64BigEndian(bytes[2..]), _ => payload };
        return true;
    }

    private void Message(ReadOnlySpan<byte> message)
    {
        if (message.IndexOf("\"target\":\"snapshot\""u8) >= 0)
        {
            Last = Number(message[(message.IndexOf("\"upTo\":"u8) + 7)..]);
            Joined = true;
            _sink.Joined();
            return;
        }

        if (message.IndexOf("\"after\":"u8) is >= 0 and var after && Number(message[(after + 8)..]) != Last)
        {
            _sink.Wrong++;
        }

        var now = Stopwatch.GetTimestamp();
        while (message.IndexOf("\"offset\":"u8) is >= 0 and var at)
        {
            message = message[(at + 9)..];
            var offset = Number(message);
            message = message[(message.IndexOf("\"n="u8) + 3)..];
            Event(offset, (int)Number(message), now);
        }
    }

    private void Event(long offset, int command, long now)
    {
        if (offset != Last + 1)
        {
            _sink.Wrong++;
        }

        Last = offset;
        _hash = ScreenSink.Chain(_hash, offset, command);
        _sink.Delivered(command, now);
    }

    private static long Number(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text, out long number, out _) ? number : -1;
}
