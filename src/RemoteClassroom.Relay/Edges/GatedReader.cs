using System.Buffers;
using System.IO.Pipelines;

namespace RemoteClassroom.Relay.Edges;

/// <summary>Looks at each whole message before the hub's reader gets it, and counts it. After the first that is not let through the hub reads nothing any more.</summary>
/// <param name="inner">The transport's reader.</param>
/// <param name="maxBytes">Longest message.</param>
/// <param name="bucket">How many messages.</param>
/// <param name="violated">Called once, at the first violation.</param>
internal sealed class GatedReader(PipeReader inner, int maxBytes, TokenBucket bucket, Action violated) : PipeReader
{
    private const byte Separator = 0x1e;
    private TokenBucket _bucket = bucket;
    private ReadOnlySequence<byte> _buffer;
    private long _consumed;
    private long _judged;
    private bool _shaken;
    private bool _shut;

    /// <inheritdoc />
    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (!_shut)
        {
            var result = await inner.ReadAsync(cancellationToken);
            _buffer = result.Buffer;
            if (Judge())
            {
                return result;
            }

            _shut = true;
            inner.AdvanceTo(_buffer.End);
            violated();
        }

        return await DiscardAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override bool TryRead(out ReadResult result)
    {
        result = default;
        return false;
    }

    /// <inheritdoc />
    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    /// <inheritdoc />
    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        if (_shut)
        {
            return;
        }

        _consumed += _buffer.Slice(_buffer.Start, consumed).Length;
        inner.AdvanceTo(consumed, examined);
    }

    /// <inheritdoc />
    public override void CancelPendingRead() => inner.CancelPendingRead();

    /// <inheritdoc />
    public override void Complete(Exception? exception = null) => inner.Complete(exception);

    /// <summary>Until whoever was told to end this connection cancels the read. What still comes is thrown away: left unread, it would have the peer's socket drop the farewell.</summary>
    private async ValueTask<ReadResult> DiscardAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await inner.ReadAsync(cancellationToken);
            inner.AdvanceTo(result.Buffer.End);
            if (result.IsCanceled || result.IsCompleted)
            {
                return new ReadResult(ReadOnlySequence<byte>.Empty, isCanceled: true, isCompleted: false);
            }
        }
    }

    private bool Judge()
    {
        var rest = _buffer.Slice(_judged - _consumed);
        while (rest.PositionOf(Separator) is { } end)
        {
            var message = rest.Slice(0, end);
            if (message.Length > maxBytes || !_bucket.TryTake() || (_shaken && !InboundMessage.IsKnown(message)))
            {
                return false;
            }

            // The first message is the handshake, which SignalR judges.
            _shaken = true;
            _judged += message.Length + 1;
            rest = _buffer.Slice(_judged - _consumed);
        }

        return rest.Length <= maxBytes;
    }
}
