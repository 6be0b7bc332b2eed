namespace RemoteClassroom.Domain.Attendance;

/// <summary>Which halls need somebody first.</summary>
public static class HallRank
{
    /// <summary>0 out of reach, 1 without sound or with a standing picture, 2 all others, 3 where nobody is expected. Within a rank the lower <see cref="Rate"/> comes first.</summary>
    /// <param name="online">Whether it is within reach.</param>
    /// <param name="picture">What its screen shows.</param>
    /// <param name="tally">Its figures.</param>
    public static int Of(bool online, HallPicture picture, Tally tally) =>
        tally.Expected == 0 ? 3 : !online ? 0 : picture is HallPicture.Silent or HallPicture.Frozen ? 1 : 2;

    /// <summary>The share of those expected who came; 1 where nobody is expected.</summary>
    public static double Rate(Tally tally) => tally.Expected - tally.Excused is > 0 and var due ? (double)(tally.Present + tally.Late) / due : 1;
}
