namespace RemoteClassroom.Cluster.Tests.Faults;

/// <summary>The short set, inside every run of the tests, or the whole one: <c>RC_FAULTS=whole</c>.</summary>
public static class FaultSettings
{
    /// <summary>Whether the whole set is wanted.</summary>
    public static bool Whole { get; } = string.Equals(Environment.GetEnvironmentVariable("RC_FAULTS"), "whole", StringComparison.OrdinalIgnoreCase);

    /// <summary>Screens in the lecture.</summary>
    public static int Screens => Whole ? 600 : 500;

    /// <summary>Halls; several screens share one.</summary>
    public static int Halls => 50;

    /// <summary>People in each hall; all of them make a storm.</summary>
    public static int PeoplePerHall => Whole ? 400 : 24;

    /// <summary>How long the whole set's coming and going lasts: an hour, or <c>RC_CHURN_MINUTES</c>.</summary>
    public static TimeSpan Churn => TimeSpan.FromMinutes(int.TryParse(Environment.GetEnvironmentVariable("RC_CHURN_MINUTES"), out var minutes) ? minutes : 60);

    /// <summary>Seeds of the fault that is tried with many.</summary>
    public static int Seeds => Whole ? 20 : 1;
}
