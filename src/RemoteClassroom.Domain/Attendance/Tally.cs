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

    /// <summary>The tally of people whom no venue takes in: out of reach for good, unless they came to another hall or somebody says how it was.</summary>
    /// <param name="people">How many.</param>
    /// <param name="heads">Who of them counts how.</param>
    public static Tally OfHomeless(int people, Heads heads = default) => Of(people, heads, closed: false, withinReach: false);

    /// <summary>The tally of one branch.</summary>
    /// <param name="expected">On its roster.</param>
    /// <param name="present">In time.</param>
    /// <param name="late">Late.</param>
    /// <param name="closed">Whether the round is closed.</param>
    /// <param name="withinReach">Whether the hall is (or at the close was) within reach.</param>
    public static Tally OfBranch(int expected, int present, int late, bool closed, bool withinReach) => Of(expected, new Heads(present, late, 0, 0), closed, withinReach);

    /// <summary>The tally of one branch, corrections included.</summary>
    /// <param name="expected">On its roster.</param>
    /// <param name="heads">Who of them counts how.</param>
    /// <param name="closed">Whether the round is closed.</param>
    /// <param name="withinReach">Whether the hall is (or at the close was) within reach.</param>
    public static Tally Of(int expected, Heads heads, bool closed, bool withinReach)
    {
        // The roster is frozen and a person counts once, so nobody can be in beyond the expected; if a restored database says otherwise, the sum still holds.
        var (present, late) = (Math.Max(0, heads.Present), Math.Max(0, heads.Late));
        var missing = Math.Max(0, expected - present - late - heads.Absent - heads.Excused);
        return new Tally(
            present + late + heads.Absent + heads.Excused + missing, present, late,
            withinReach && !closed ? missing : 0,
            heads.Absent + (withinReach && closed ? missing : 0),
            withinReach ? 0 : missing,
            heads.Excused);
    }
}

/// <summary>How many people of one place count how, corrections included.</summary>
/// <param name="Present">There, in time.</param>
/// <param name="Late">There, late.</param>
/// <param name="Absent">Known not to have been there.</param>
/// <param name="Excused">Excused and not there.</param>
public readonly record struct Heads(int Present, int Late, int Absent, int Excused)
{
    /// <summary>Adds up, count by count.</summary>
    public static Heads operator +(Heads left, Heads right) => new(left.Present + right.Present, left.Late + right.Late, left.Absent + right.Absent, left.Excused + right.Excused);

    /// <summary>The same as the operator.</summary>
    public static Heads Add(Heads left, Heads right) => left + right;
}
