namespace RemoteClassroom.Relay.Connections;

/// <summary>
/// Drives the followers of one session. It is a thread-pool item that drives a few connections and then queues itself again behind whatever else
/// waits, so that the transports' own loops get their turns in between; one long run through ten thousand connections would cost half the speed
/// and twice the memory. Kicks that come during a walk become one more walk: so bursts merge by themselves.
/// </summary>
/// <param name="followers">Whom to drive.</param>
internal sealed class Pump(ConnectionTable followers) : IThreadPoolWorkItem
{
    private const int Chunk = 16;
    private const int Idle = 0;
    private const int Walking = 1;
    private const int Kicked = 2;
    private int _state;
    private int _at;

    /// <summary>Something may be there to send. Returns at once.</summary>
    public void Kick()
    {
        if (Interlocked.Exchange(ref _state, Kicked) == Idle)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        if (_at == 0)
        {
            // What is kicked from here on is not sure to be seen by this walk.
            Interlocked.Exchange(ref _state, Walking);
        }

        var end = Math.Min(_at + Chunk, followers.Length);
        for (; _at < end; _at++)
        {
            followers[_at]?.Drive();
        }

        if (_at >= followers.Length)
        {
            _at = 0;
            if (Interlocked.CompareExchange(ref _state, Idle, Walking) == Walking)
            {
                return;
            }
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }
}
