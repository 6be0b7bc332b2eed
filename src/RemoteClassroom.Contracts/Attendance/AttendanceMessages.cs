namespace RemoteClassroom.Contracts.Attendance;

/// <summary>Disjoint counts of persons in one round: <c>expected = present + late + waiting + absent + unknown + excused</c>.</summary>
/// <param name="Expected">On the roster when the doors opened.</param>
/// <param name="Present">Checked in in time.</param>
/// <param name="Late">Checked in late.</param>
/// <param name="Waiting">Not checked in; the round is open and the hall within reach.</param>
/// <param name="Absent">Not checked in when the round closed, in a hall within reach.</param>
/// <param name="Unknown">Not checked in, in a hall out of reach; never "absent".</param>
/// <param name="Excused">Excused beforehand.</param>
public sealed record Counts(int Expected, int Present, int Late, int Waiting, int Absent, int Unknown, int Excused);

/// <summary>A unit or hall with its counts. Children always sum to the parent.</summary>
/// <param name="Unit">The unit; for a hall directly at the unit, the hall.</param>
/// <param name="Counts">Its counts.</param>
public sealed record ChildCounts(UnitRef Unit, Counts Counts);

/// <summary>A node of the attendance tree.</summary>
/// <param name="Id">The unit's or venue's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Unit, venue, or the people at the unit itself that no venue holds.</param>
/// <param name="Online">For a venue: whether it is within reach now.</param>
/// <param name="Picture">For a venue within reach: what its screen shows, if it told.</param>
/// <param name="LastSeen">For a venue out of reach: when it was last heard of, if it ever was.</param>
/// <param name="Hall">For a venue: its short number.</param>
public sealed record UnitRef(Guid Id, string Name, NodeKind Kind, bool? Online = null, PictureState? Picture = null, DateTimeOffset? LastSeen = null, long? Hall = null);

/// <summary>What a hall's screen makes of the programme.</summary>
public enum PictureState
{
    /// <summary>Frames advance and the sound is on.</summary>
    Playing,
    /// <summary>Frames advance, but nobody hears anything.</summary>
    Silent,
    /// <summary>There is something to play, but the picture stands still or does not come.</summary>
    Frozen,
    /// <summary>There is nothing to play.</summary>
    Waiting,
    /// <summary>The programme is cut and the slate is on the screen.</summary>
    Slate,
}

/// <summary>What a node of the attendance tree is.</summary>
public enum NodeKind
{
    /// <summary>An organisation unit.</summary>
    Unit,
    /// <summary>A venue (hall).</summary>
    Venue,
    /// <summary>People of the unit itself whom no venue takes in; they are always unknown.</summary>
    Homeless,
}

/// <summary>Answer of <c>GET /sessions/{s}/attendance</c> and data of the <c>a/</c> stream: cut from one state, so that the children sum to <see cref="Counts"/>.</summary>
/// <param name="Unit">The unit asked for.</param>
/// <param name="Epoch">Which life of the counter; a greater one wins.</param>
/// <param name="Seq">Within the epoch, a greater one is newer.</param>
/// <param name="At">When it was cut.</param>
/// <param name="Counts">The unit's counts.</param>
/// <param name="Children">One level down, in the tree's order.</param>
/// <param name="RoundId">The round counted; absent before any.</param>
/// <param name="HallsOnline">How many halls of the unit are within reach.</param>
/// <param name="Halls">How many halls the unit has in the session.</param>
/// <param name="HallsPlaying">How many of them are within reach and have picture and sound.</param>
/// <param name="HallsSilent">How many have a picture that nobody hears.</param>
/// <param name="HallsSlate">How many show the slate of a cut programme.</param>
/// <param name="Refusals">How often people of the unit were refused in this round, by code, most frequent first; counted since the board's epoch began.</param>
public sealed record AttendanceFrame(
    UnitRef Unit, long Epoch, long Seq, DateTimeOffset At, Counts Counts, IReadOnlyList<ChildCounts> Children, Guid? RoundId = null, int HallsOnline = 0, int Halls = 0,
    int HallsPlaying = 0, int HallsSilent = 0, int HallsSlate = 0, IReadOnlyDictionary<string, int>? Refusals = null);
