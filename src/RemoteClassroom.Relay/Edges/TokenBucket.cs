namespace RemoteClassroom.Relay.Edges;

/// <summary>So many at once, so many a second in the long run. For one caller at a time.</summary>
/// <param name="burst">How many at once.</param>
/// <param name="perSecond">How many a second.</param>
/// <param name="time">The clock.</param>
internal struct TokenBucket(int burst, double perSecond, TimeProvider time)
{
    private double _tokens = burst;
    private long _at = time.GetTimestamp();

    public bool TryTake()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(burst, _tokens + (perSecond * time.GetElapsedTime(_at, now).TotalSeconds));
        _at = now;
        if (_tokens < 1)
        {
            return false;
        }

        _tokens--;
        return true;
    }
}
