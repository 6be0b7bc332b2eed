namespace RemoteClassroom.Province;

/// <summary>How many of each a made-up province has.</summary>
/// <param name="Cities">Cities below the province, at least 1.</param>
/// <param name="Counties">Counties, at least one a city.</param>
/// <param name="Townships">Townships, at least one a county.</param>
/// <param name="Villages">Villages, at least one a township.</param>
/// <param name="Venues">Venues: one at each unit above the villages first, the rest in villages.</param>
/// <param name="Trainees">People on the rosters.</param>
public sealed record ProvinceSize(int Cities, int Counties, int Townships, int Villages, int Venues, int Trainees)
{
    /// <summary>The province that one lecture is sized for.</summary>
    public static ProvinceSize Full { get; } = new(14, 86, 1_360, 16_000, 10_300, 264_000);

    /// <summary>Units of all levels, the province itself among them.</summary>
    public int Units => 1 + Cities + Counties + Townships + Villages;

    /// <summary>The full province made smaller; every level keeps at least one unit below each unit above it.</summary>
    /// <param name="scale">More than 0, at most 4; 1 is the full province.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is outside its range.</exception>
    public static ProvinceSize Scaled(double scale)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(scale);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, 4);
        var cities = Part(Full.Cities, scale, 1);
        var counties = Part(Full.Counties, scale, cities);
        var townships = Part(Full.Townships, scale, counties);
        var villages = Part(Full.Villages, scale, townships);
        return new ProvinceSize(cities, counties, townships, villages, Part(Full.Venues, scale, 1), Part(Full.Trainees, scale, 1));
    }

    private static int Part(int full, double scale, int least) => Math.Max(least, (int)Math.Round(full * scale, MidpointRounding.AwayFromZero));
}
