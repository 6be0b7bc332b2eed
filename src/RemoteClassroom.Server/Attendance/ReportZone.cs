namespace RemoteClassroom.Server.Attendance;

/// <summary>
/// The zone in which people read times: on the phone page and in exports, which name it. Inside, everything is UTC. Set by <c>TimeZone</c>
/// (an IANA name); default <c>Asia/Shanghai</c>.
/// </summary>
/// <param name="zone">The zone.</param>
public sealed class ReportZone(TimeZoneInfo zone)
{
    /// <summary>The default: China has one zone.</summary>
    public const string Default = "Asia/Shanghai";

    /// <summary>The zone's name.</summary>
    public string Name => zone.Id;

    /// <summary>Finds the zone by its name.</summary>
    /// <exception cref="TimeZoneNotFoundException">There is none of that name on this machine; the default is found everywhere.</exception>
    public static ReportZone Find(string? name)
    {
        var wanted = string.IsNullOrWhiteSpace(name) ? Default : name.Trim();
        if (TimeZoneInfo.TryFindSystemTimeZoneById(wanted, out var zone))
        {
            return new ReportZone(zone);
        }

        // A machine without the zone database still knows that China is eight hours ahead, all year.
        return wanted == Default
            ? new ReportZone(TimeZoneInfo.CreateCustomTimeZone(Default, TimeSpan.FromHours(8), Default, Default))
            : throw new TimeZoneNotFoundException($"This machine knows no time zone '{wanted}'; set TimeZone to a name such as {Default}.");
    }

    /// <summary>An instant in this zone.</summary>
    public DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone);

    /// <summary>Hours and minutes in this zone, such as <c>08:52</c>.</summary>
    public string Clock(DateTimeOffset at) => Local(at).ToString("HH:mm");
}
