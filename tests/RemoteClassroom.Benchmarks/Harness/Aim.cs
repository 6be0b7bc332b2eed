namespace RemoteClassroom.Benchmarks.Harness;

/// <summary>A figure that was promised.</summary>
/// <param name="Sign">How it is written.</param>
/// <param name="Value">The figure.</param>
/// <param name="Holds">Whether a measured one keeps the promise.</param>
internal sealed record Aim(string Sign, double Value, Func<double, bool> Holds)
{
    /// <summary>Not more than this.</summary>
    public static Aim AtMost(double value) => new("≤", value, measured => measured <= value);

    /// <summary>Less than this.</summary>
    public static Aim Below(double value) => new("<", value, measured => measured < value);

    /// <summary>Not less than this.</summary>
    public static Aim AtLeast(double value) => new("≥", value, measured => measured >= value);

    /// <summary>The promise, and what became of it.</summary>
    public string Judge(double measured) => $"{Sign} {Value}, {(Holds(measured) ? "reached" : "**missed**")}";
}
