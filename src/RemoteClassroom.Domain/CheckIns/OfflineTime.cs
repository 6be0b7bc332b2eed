namespace RemoteClassroom.Domain.CheckIns;

/// <summary>What a device noted when it took an entry. All of it is the device's word; what it is worth is for <see cref="OfflineTime"/> to say.</summary>
/// <param name="ScannedAt">The device's wall clock, which may be wrong by minutes or by decades.</param>
/// <param name="PageLoad">Which run of the page (or program) took it; its monotonic time means nothing outside of it. Null: not told.</param>
/// <param name="MonotonicMs">Milliseconds since that run began, by a clock that nobody sets; it may stand still while the device sleeps. Null: not told.</param>
/// <param name="ClockOffsetMs">
/// Server's clock minus the device's at that moment, as the device knew it from a contact within the same run. Null: no contact yet, or the clock was set or the device slept since.
/// </param>
public sealed record OfflineStamp(DateTimeOffset ScannedAt, Guid? PageLoad = null, long? MonotonicMs = null, long? ClockOffsetMs = null);

/// <summary>One answer of the server that a device got, by which its clocks can be compared with ours.</summary>
/// <param name="PageLoad">The run of the page that got it.</param>
/// <param name="MonotonicMs">That run's monotonic time in the middle of the round trip.</param>
/// <param name="DeviceAt">The device's wall clock at the same moment.</param>
/// <param name="ServerAt">The server's time in the answer.</param>
/// <param name="RoundTripMs">How long the round trip took; half of it bounds the error.</param>
public sealed record ServerContact(Guid PageLoad, long MonotonicMs, DateTimeOffset DeviceAt, DateTimeOffset ServerAt, int RoundTripMs);

/// <summary>When something honestly happened: the likeliest instant, and the bounds that are certain.</summary>
/// <param name="At">The likeliest instant, by the server's clock; never after the entry was received.</param>
/// <param name="Earliest">Certainly not before; null if nothing bounds it.</param>
/// <param name="Latest">Certainly not after; at worst when it was received.</param>
public sealed record HonestTime(DateTimeOffset At, DateTimeOffset? Earliest, DateTimeOffset Latest)
{
    /// <summary>Whether both sides are bounded by the device's own clocks.</summary>
    public bool IsMeasured => Earliest is not null;
}

/// <summary>
/// Finds out when an entry was taken whatever the device's wall clock said. Within one run of a page monotonic time passes as ours does or, while the device sleeps, slower, never faster. So each contact before the
/// entry tells the earliest moment at which it can have been taken, each contact after it the latest; where the wall clock passed as the monotonic one did, the device neither slept nor was its clock set,
/// and one contact bounds both sides. (A clock set back by just what the device slept escapes this; whoever can do that holds the device's key anyway.) Without any contact in that run the time is unproven.
/// </summary>
public static class OfflineTime
{
    /// <summary>By how much wall and monotonic time may differ and still be taken as one that was neither set nor interrupted.</summary>
    public static readonly TimeSpan Jump = TimeSpan.FromSeconds(5);

    /// <summary>How much two honest clocks may disagree at the edge of a round: one step of the codes.</summary>
    public static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(BranchCodes.StepMs);

    // Cheap crystals are off by up to a hundred in a million; twice that, so that eight hours cost six seconds.
    private const double Drift = 2e-4;

    // Longer than any session; beyond it a number is a fault of the device and tells nothing.
    private const long MostMs = 7L * 86_400_000;

    /// <summary>When the entry was taken.</summary>
    /// <param name="stamp">What the device noted.</param>
    /// <param name="contacts">The contacts that it tells of, of any run, in any order.</param>
    /// <param name="receivedAt">When the entry reached the server.</param>
    public static HonestTime Of(OfflineStamp stamp, IReadOnlyCollection<ServerContact> contacts, DateTimeOffset receivedAt)
    {
        ArgumentNullException.ThrowIfNull(stamp);
        ArgumentNullException.ThrowIfNull(contacts);
        return stamp.PageLoad is { } run && stamp.MonotonicMs is { } monotonic and >= 0 and <= MostMs
            ? Bounded(stamp, contacts.Where(contact => contact.PageLoad == run && IsSound(contact, receivedAt)), monotonic, receivedAt) ?? ByOffset(stamp, receivedAt)
            : Unproven(stamp, receivedAt);
    }

    private static bool IsSound(ServerContact contact, DateTimeOffset receivedAt) =>
        contact.ServerAt <= receivedAt + Slack && contact.RoundTripMs is >= 0 and < 120_000 && contact.MonotonicMs is >= 0 and <= MostMs;

    private static HonestTime? Bounded(OfflineStamp stamp, IEnumerable<ServerContact> contacts, long monotonic, DateTimeOffset receivedAt)
    {
        DateTimeOffset? earliest = null, likeliest = null;
        var (latest, nearest) = (receivedAt, long.MaxValue);
        foreach (var contact in contacts)
        {
            var passed = TimeSpan.FromMilliseconds(monotonic - contact.MonotonicMs);
            var error = TimeSpan.FromMilliseconds((contact.RoundTripMs / 2.0) + 1 + Math.Abs(passed.TotalMilliseconds * Drift));
            var here = contact.ServerAt + passed;
            var steady = (stamp.ScannedAt - contact.DeviceAt - passed).Duration() <= Jump;
            if (passed >= TimeSpan.Zero || steady)
            {
                earliest = Later(earliest, here - error - (passed < TimeSpan.Zero ? Jump : TimeSpan.Zero));
            }

            if (passed < TimeSpan.Zero || steady)
            {
                latest = Earlier(latest, here + error + (passed >= TimeSpan.Zero ? Jump : TimeSpan.Zero));
            }

            if (Math.Abs(monotonic - contact.MonotonicMs) < nearest)
            {
                // Between two contacts the wall clock went on while the device slept: clamped below it is the better guess.
                (nearest, likeliest) = (Math.Abs(monotonic - contact.MonotonicMs), steady ? here : contact.ServerAt + (stamp.ScannedAt - contact.DeviceAt));
            }
        }

        if (likeliest is not { } at)
        {
            return null;
        }

        if (earliest > latest)
        {
            // The contacts contradict each other: the device tells nonsense, and nothing of it is a bound.
            return Unproven(stamp, receivedAt);
        }

        return new HonestTime(Earlier(latest, Later(earliest, at)), earliest, latest);
    }

    private static HonestTime ByOffset(OfflineStamp stamp, DateTimeOffset receivedAt)
    {
        if (stamp.ClockOffsetMs is not { } offset || Math.Abs((double)offset) > TimeSpan.FromDays(365 * 200).TotalMilliseconds)
        {
            return Unproven(stamp, receivedAt);
        }

        var at = stamp.ScannedAt + TimeSpan.FromMilliseconds(offset);
        return at > receivedAt + Slack ? Unproven(stamp, receivedAt) : new HonestTime(Earlier(at, receivedAt), at - Jump, Earlier(at + Jump, receivedAt));
    }

    private static HonestTime Unproven(OfflineStamp stamp, DateTimeOffset receivedAt) => new(Earlier(stamp.ScannedAt, receivedAt), null, receivedAt);

    private static DateTimeOffset Later(DateTimeOffset? one, DateTimeOffset other) => one > other ? one.Value : other;

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
