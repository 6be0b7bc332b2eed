using System.Buffers;
using System.Text;
using RemoteClassroom.Contracts.Hub;

namespace RemoteClassroom.Relay.Frames;

/// <summary>Cuts frames of one view: what lies between two offsets becomes one message, up to a number of bytes.</summary>
/// <param name="stream">The view's stream.</param>
/// <param name="streamId">The stream's fingerprint for cursors.</param>
/// <param name="maxBytes">Largest frame; a single event may exceed it.</param>
internal sealed class FrameCutter(StreamName stream, ulong streamId, int maxBytes)
{
    private const int Envelope = 320;

    /// <summary>The frame after <paramref name="after"/>, up to <paramref name="target"/> or as far as the bytes allow; null if the source no longer holds the events.</summary>
    public FrameMessage? Cut(IEventSource source, long after, long target)
    {
        var visible = new List<byte[]>();
        var bytes = Envelope;
        var upTo = after;
        var tag = 0UL;
        while (upTo < target)
        {
            if (source.At(upTo + 1) is not { } next)
            {
                return null;
            }

            if (next.In(stream) is { } json)
            {
                if (visible.Count > 0 && bytes + json.Length + 1 > maxBytes)
                {
                    break;
                }

                visible.Add(json);
                bytes += json.Length + 1;
            }

            (upTo, tag) = (next.Offset, next.Tag);
        }

        var cursor = new Cursor(streamId, upTo, tag).Format();
        return new FrameMessage(after, upTo, cursor, HubBytes.Write("frame", (stream, after, upTo, cursor, visible), Write, bytes));
    }

    private static void Write(IBufferWriter<byte> buffer, (StreamName Stream, long After, long UpTo, string Cursor, List<byte[]> Visible) frame)
    {
        Encoding.UTF8.GetBytes((ReadOnlySpan<char>)$"{{\"stream\":\"{frame.Stream.Format()}\",\"after\":{frame.After},\"upTo\":{frame.UpTo},\"cursor\":\"{frame.Cursor}\",\"events\":[", buffer);
        for (var i = 0; i < frame.Visible.Count; i++)
        {
            if (i > 0)
            {
                buffer.Write(","u8);
            }

            buffer.Write(frame.Visible[i]);
        }

        buffer.Write("]}"u8);
    }
}
