using System.Buffers;
using System.Text;
using System.Text.Json;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Relay.Tail;

namespace RemoteClassroom.Relay.Frames;

/// <summary>One view's snapshot at the newest head anybody asked for: its state is serialised once, and each message once a reason, for all who join there.</summary>
/// <param name="stream">The view's stream.</param>
/// <param name="streamId">The stream's fingerprint for cursors.</param>
/// <param name="state">Writes the view's state as JSON.</param>
internal sealed class SnapshotShelf(StreamName stream, ulong streamId, Func<FeedPosition, byte[]> state)
{
    private static readonly int Reasons = Enum.GetValues<SnapshotReason>().Length;
    private readonly Lock _making = new();
    private Shelf? _shelf;

    public SnapshotMessage Get(FeedPosition position, SnapshotReason reason)
    {
        var shelf = Volatile.Read(ref _shelf);
        if (shelf?.Position == position && Volatile.Read(ref shelf.Messages[(int)reason]) is { } ready)
        {
            return ready;
        }

        lock (_making)
        {
            if (_shelf?.Position != position)
            {
                Volatile.Write(ref _shelf, new Shelf(position, state(position), new SnapshotMessage?[Reasons]));
            }

            return _shelf!.Messages[(int)reason] ??= Make(stream, streamId, position, _shelf.State, reason);
        }
    }

    /// <summary>A snapshot of a state, made for one.</summary>
    public static SnapshotMessage Make(StreamName stream, ulong streamId, FeedPosition position, byte[] state, SnapshotReason reason)
    {
        var cursor = new Cursor(streamId, position.Offset, position.Tag).Format();
        return new SnapshotMessage(position.Offset, cursor, Message(stream, position.Offset, cursor, reason, state));
    }

    /// <summary>A snapshot message around a state's JSON.</summary>
    public static HubBytes Message(StreamName stream, long upTo, string cursor, SnapshotReason reason, ReadOnlyMemory<byte> state) =>
        HubBytes.Write("snapshot", (stream, upTo, cursor, reason, state), static (buffer, snapshot) =>
        {
            var why = JsonSerializer.Serialize(snapshot.reason, ContractsJson.Options);
            Encoding.UTF8.GetBytes(
                (ReadOnlySpan<char>)$"{{\"stream\":\"{snapshot.stream.Format()}\",\"upTo\":{snapshot.upTo},\"cursor\":\"{snapshot.cursor}\",\"reason\":{why},\"state\":", buffer);
            buffer.Write(snapshot.state.Span);
            buffer.Write("}"u8);
        }, state.Length + 320);

    private sealed record Shelf(FeedPosition Position, byte[] State, SnapshotMessage?[] Messages);
}
