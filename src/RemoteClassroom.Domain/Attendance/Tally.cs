namespace RemoteClassroom.Domain.Attendance;

/// <summary>Disjoint counts of persons in one round; expected is the sum of all others.</summary>
/// <param name="Expected">On the roster when the doors opened.</param>
/// <param name="Present">Checked in, in time.</param>
/// <param name="Late">Checked in, late.</param>
/// <param name="Waiting">Not checked in; the round has not closed and the hall is within reach.</param>
/// <param name="Absent">Not checked in when the round closed, in a hall within reach.</param>
/// <param name="Unknown">Not checked in, out of reach.</param>
/// <param name="Excused">Excused beforehand.</param>
public readonly record struct Tally(int Expected, int Present, int Late, int Waiting, int Absent, int Unknown, int Excused)
{
    /// <summary>Adds up, count by count.</summary>
    public static Tally operator +(Tally left, Tally right) => new(
        left.Expected + right.Expected, left.Present + right.Present, left.Late + right.Late, left.Waiting + right.Waiting,
        left.Absent + right.Absent, left.Unknown + right.Unknown, left.Excused + right.Excused);

    /// <summary>The same as the operator.</summary>
    public static Tally Add(Tally left, Tally right) => left + right;

    /// <summary>The tally of people whom no venue takes in: out of reach for good.</summary>
    public static Tally OfHomeless(int people) => new(people, 0, 0, 0, 0, people, 0);

    /// <summary>The tally of one branch.</summary>
    /// <param name="expected">On its roster.</param>
    /// <param name="present">In time.</param>
    /// <param name="late">Late.</param>
    /// <param name="closed">Whether the round is closed.</param>
    /// <param name="withinReach">Whether the hall is (or at the close was) within reach.</param>
    public static Tally OfBranch(int expected, int present, int late, bool closed, bool withinReach)
    {
        // The roster is frozen and a person counts once, so nobody can be in beyond the expected; if a restored database says otherwise, the sum still holds.
        var missing = Math.Max(0, expected - present - late);
        return new Tally(
            present + late + missing, present, late,
            withinReach && !closed ? missing : 0,
            withinReach && closed ? missing : 0,
            withinReach ? 0 : missing,
            0);
    }
}
