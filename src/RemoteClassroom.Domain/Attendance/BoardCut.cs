namespace RemoteClassroom.Domain.Attendance;

/// <summary>A unit's figures.</summary>
/// <param name="Counts">Everybody at and below the unit.</param>
/// <param name="Halls">Its branches.</param>
public readonly record struct BoardSums(Tally Counts, HallSums Halls)
{
    /// <summary>Adds up.</summary>
    public static BoardSums operator +(BoardSums left, BoardSums right) => new(left.Counts + right.Counts, left.Halls + right.Halls);

    /// <summary>The same as the operator.</summary>
    public static BoardSums Add(BoardSums left, BoardSums right) => left + right;
}

/// <summary>How many branches, and how they are doing now.</summary>
/// <param name="All">All of them.</param>
/// <param name="Online">Within reach.</param>
/// <param name="Playing">Within reach, with picture and sound.</param>
/// <param name="Silent">Within reach, with a picture that nobody hears.</param>
/// <param name="Slate">Within reach, with the slate on the screen.</param>
public readonly record struct HallSums(int All, int Online, int Playing, int Silent, int Slate)
{
    /// <summary>One branch.</summary>
    public static HallSums Of(bool online, HallPicture picture) => new(
        1, online ? 1 : 0, picture == HallPicture.Playing ? 1 : 0, picture == HallPicture.Silent ? 1 : 0, picture == HallPicture.Slate ? 1 : 0);

    /// <summary>Adds up.</summary>
    public static HallSums operator +(HallSums left, HallSums right) =>
        new(left.All + right.All, left.Online + right.Online, left.Playing + right.Playing, left.Silent + right.Silent, left.Slate + right.Slate);

    /// <summary>The same as the operator.</summary>
    public static HallSums Add(HallSums left, HallSums right) => left + right;
}

/// <summary>All figures of one round at one moment.</summary>
/// <param name="RoundId">The round; null before any.</param>
/// <param name="Units">By the tree's units.</param>
/// <param name="Branches">By the tree's branches.</param>
/// <param name="Online">Which branches are within reach now.</param>
/// <param name="Pictures">What each branch's screen shows; none for one out of reach.</param>
/// <param name="Homeless">By the tree's units: the people of the unit itself whom no venue takes in.</param>
public sealed record BoardCut(
    Guid? RoundId, IReadOnlyList<BoardSums> Units, IReadOnlyList<Tally> Branches, byte[] Online, IReadOnlyList<HallPicture> Pictures, IReadOnlyList<Tally> Homeless);
