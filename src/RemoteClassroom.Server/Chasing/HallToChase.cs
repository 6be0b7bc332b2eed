using RemoteClassroom.Domain.Chasing;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Grains.Attendance;
using RemoteClassroom.Storage.Chasing;

namespace RemoteClassroom.Server.Chasing;

/// <summary>A hall with what is needed to decide about it and to write its reminder.</summary>
/// <param name="Figures">As the board has them.</param>
/// <param name="Chain">Who can be told, level by level.</param>
/// <param name="UnitPath">The path of the hall's unit.</param>
internal sealed record HallToChase(HallFigures Figures, IReadOnlyList<ChaseTarget> Chain, string UnitPath)
{
    /// <summary>The domain's view of the figures.</summary>
    public ChaseFigures Counts => new(Figures.Expected, Figures.Present + Figures.Late, Figures.Waiting + Figures.Absent, Figures.Unknown);

    /// <summary>The reminder's row.</summary>
    /// <param name="round">The session and round.</param>
    /// <param name="decision">To whom, as the how manieth.</param>
    /// <param name="by">Who chases.</param>
    /// <param name="now">Now.</param>
    /// <param name="stepDue">When the server looks at the level above; null: never.</param>
    public ReminderRow Row(ChasedRound round, ChaseDecision decision, Chaser by, DateTimeOffset now, DateTimeOffset? stepDue)
    {
        var (target, counts) = (decision.Target!, Counts);
        return new ReminderRow
        {
            Id = Guid.CreateVersion7(now), SessionId = round.SessionId, RoundId = round.RoundId, BranchId = Figures.BranchId, Level = target.Level, Occasion = decision.Occasion,
            TargetId = target.Id, TargetName = target.Name, Title = round.Title, Purpose = round.Purpose.ToString(), HallName = Figures.Name, Hall = Figures.Hall, Place = Figures.Path, UnitPath = UnitPath,
            Expected = counts.Expected, Arrived = counts.Arrived, Missing = counts.Missing, Unknown = counts.Unknown, At = Micros.Of(now), ById = by.Id, ByName = by.Name, ByUnit = by.Unit,
            Scope = by.Scope, StepDueAt = stepDue is { } due ? Micros.Of(due) : null,
        };
    }
}

/// <summary>For which round of which session.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="RoundId">The round.</param>
/// <param name="Title">The session's title.</param>
/// <param name="Purpose">What the round is for.</param>
/// <param name="IsOpen">Whether one can still check in.</param>
internal sealed record ChasedRound(Guid SessionId, Guid RoundId, string Title, RoundPurpose Purpose, bool IsOpen);

/// <summary>Who chases.</summary>
/// <param name="Id">The account; null for the server.</param>
/// <param name="Name">Masked; null for the server.</param>
/// <param name="Unit">The name of his unit; null for the whole tree's administrators.</param>
/// <param name="Scope">His unit's path: the chain climbs up to below it. Empty: to the top.</param>
internal sealed record Chaser(Guid? Id, string? Name, string? Unit, string Scope);
