using Microsoft.Extensions.Options;
using RemoteClassroom.Media.Origin;

namespace RemoteClassroom.Media.Watching;

/// <summary>A token bucket over all readers of this node: it holds one second's worth of bytes and may be overdrawn by one file.</summary>
internal sealed class EgressMeter(IOptions<LiveOriginOptions> options, TimeProvider time)
{
    private readonly double _rate = options.Value.EgressBytesPerSecond;
    private readonly Lock _gate = new();
    private double _tokens = options.Value.EgressBytesPerSecond;
    private long _filledAt = time.GetTimestamp();

    /// <summary>Asks to send a segment.</summary>
    /// <param name="bytes">Its size.</param>
    /// <param name="retryAfter">When there will be room again, if this returns false.</param>
    public bool TryTake(long bytes, out TimeSpan retryAfter)
    {
        lock (_gate)
        {
            Fill();
            if (_tokens <= 0)
            {
                retryAfter = TimeSpan.FromSeconds(-_tokens / _rate) + TimeSpan.FromMilliseconds(1);
                return false;
            }

            _tokens -= bytes;
            retryAfter = TimeSpan.Zero;
            return true;
        }
    }

    /// <summary>Counts bytes that are sent in any case: a playlist is small, and without it a player cannot even wait.</summary>
    public void Take(long bytes)
    {
        lock (_gate)
        {
            Fill();
            _tokens -= bytes;
        }
    }

    private void Fill()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(_rate, _tokens + time.GetElapsedTime(_filledAt, now).TotalSeconds * _rate);
        _filledAt = now;
    }
}
