namespace RemoteClassroom.Domain.Log;

/// <summary>Instants as they are stored: whole microseconds since 1970 UTC.</summary>
public static class Micros
{
    /// <summary>To microseconds; what is finer is cut off.</summary>
    public static long Of(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>From microseconds.</summary>
    public static DateTimeOffset ToInstant(long micros) => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);

    /// <summary>The instant as it will be read back from the store.</summary>
    public static DateTimeOffset Truncate(DateTimeOffset at) => ToInstant(Of(at));
}
