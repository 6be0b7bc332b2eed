using RemoteClassroom.Contracts.CheckIns;

namespace RemoteClassroom.Client.CheckIns;

/// <summary>
/// This run of the program as the server may judge its times: monotonic time since it began, and the contacts with the server by which wall clock and monotonic time can be compared with the server's. A wall clock
/// that is wrong by decades does no harm; one that jumps after the last contact only makes the offset unknown until the next.
/// </summary>
/// <param name="time">The device's clocks.</param>
public sealed class DeviceClock(TimeProvider time)
{
    private static readonly TimeSpan Jump = TimeSpan.FromSeconds(5);
    private readonly long _began = time.GetTimestamp();
    private DeviceContact? _last;

    /// <summary>Which run this is: monotonic time means nothing outside of it.</summary>
    public Guid Run { get; } = Guid.NewGuid();

    /// <summary>Milliseconds since the run began.</summary>
    public long MonotonicMs => (long)time.GetElapsedTime(_began).TotalMilliseconds;

    /// <summary>Server's clock minus this device's; null without a contact, or if the wall clock was set or the device slept since.</summary>
    public long? OffsetMs
    {
        get
        {
            if (_last is not { } last)
            {
                return null;
            }

            var passed = TimeSpan.FromMilliseconds(MonotonicMs - last.MonotonicMs);
            var now = time.GetUtcNow();
            return (now - last.DeviceAt - passed).Duration() > Jump ? null : (long)(last.ServerAt + passed - now).TotalMilliseconds;
        }
    }

    /// <summary>Asks for the server's time and notes the contact.</summary>
    /// <param name="ask">Asks the server; answers its time.</param>
    public async Task<DeviceContact> ContactAsync(Func<Task<DateTimeOffset>> ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        var sent = time.GetTimestamp();
        var serverAt = await ask();
        var trip = time.GetElapsedTime(sent);
        return _last = new DeviceContact(Run, MonotonicMs - (long)(trip.TotalMilliseconds / 2), time.GetUtcNow() - (trip / 2), serverAt, (int)Math.Ceiling(trip.TotalMilliseconds));
    }
}
