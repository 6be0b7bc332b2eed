using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.Chasing;

/// <summary>How patient chasing is.</summary>
/// <param name="CoolDown">How long the same level of the same hall and round is left alone after a reminder.</param>
/// <param name="StepAfter">After how long without enough people the level above is told.</param>
/// <param name="EnoughPercent">From which share of those due on, in a hundred, no further level is told.</param>
public sealed record ChasePolicy(TimeSpan CoolDown, TimeSpan StepAfter, int EnoughPercent)
{
    /// <summary>Five minutes, ten minutes, 80 %.</summary>
    public static ChasePolicy Default { get; } = new(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10), 80);
}

/// <summary>What came of the wish to chase a hall: either a refusal, or to whom the reminder goes as the how manieth.</summary>
/// <param name="Refusal">Why not; null if it goes out.</param>
/// <param name="Target">To whom; null if refused.</param>
/// <param name="Occasion">The how manieth reminder to that level, from 1; 0 if refused.</param>
public sealed record ChaseDecision(Refusal? Refusal, ChaseTarget? Target, int Occasion);

/// <summary>Whom a reminder goes to, and when the next may go. Pure.</summary>
public static class ChaseRules
{
    /// <summary>Why nobody may be chased in a session at all; null if chasing is possible.</summary>
    /// <param name="phase">The session's phase.</param>
    /// <param name="hasRound">Whether the round that is to be chased for exists.</param>
    public static Refusal? MayChase(Phase phase, bool hasRound) =>
        phase is not (Phase.Open or Phase.Live or Phase.Paused) ? new Refusal(RefusalCodes.IllegalTransition, "Chase while the session is under way: between the opening of its doors and its end.")
        : !hasRound ? new Refusal(RefusalCodes.IllegalTransition, "Nobody was asked to check in yet; open a round first.")
        : null;

    /// <summary>
    /// The chain of a hall: its operator, then the administrators of the units above, from below upward. Levels at which nobody is are passed over; where nobody is
    /// anywhere the hall itself remains, for its page and its screen's contact are still there.
    /// </summary>
    /// <param name="hall">The hall.</param>
    /// <param name="units">The units it stands at, the nearest first.</param>
    /// <param name="isManned">Whether somebody is at a hall or unit who can be told.</param>
    public static IReadOnlyList<ChaseTarget> Chain(ChaseTarget hall, IReadOnlyList<(Guid Id, string Name)> units, Func<Guid, bool> isManned)
    {
        ArgumentNullException.ThrowIfNull(hall);
        ArgumentNullException.ThrowIfNull(units);
        ArgumentNullException.ThrowIfNull(isManned);
        var all = units.Select((unit, distance) => new ChaseTarget(distance + 1, unit.Id, unit.Name)).Prepend(hall).ToList();
        var manned = all.Where(target => isManned(target.Id)).ToList();
        return manned.Count > 0 ? manned : [hall];
    }

    /// <summary>
    /// Decides about one hall. The first reminder goes to the chain's first level. A later one goes to the level of the last one, or, if that was at least
    /// <see cref="ChasePolicy.StepAfter"/> ago and there is still nobody or too few, to the next level above. A level that was told within the cool-down is not told again.
    /// </summary>
    /// <param name="figures">The hall's figures now.</param>
    /// <param name="chain">The hall's chain, in the order of levels; never empty.</param>
    /// <param name="past">The reminders about this hall in this round, in any order.</param>
    /// <param name="policy">How patient to be.</param>
    /// <param name="now">Now.</param>
    public static ChaseDecision Decide(ChaseFigures figures, IReadOnlyList<ChaseTarget> chain, IReadOnlyCollection<PastReminder> past, ChasePolicy policy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(figures);
        ArgumentNullException.ThrowIfNull(chain);
        ArgumentNullException.ThrowIfNull(past);
        ArgumentNullException.ThrowIfNull(policy);
        if (figures.Open <= 0)
        {
            return new ChaseDecision(new Refusal(RefusalCodes.Conflict, "Nobody is missing in this hall."), null, 0);
        }

        var target = Next(figures, chain, past, policy, now);
        var last = past.Where(reminder => reminder.Level == target.Level).MaxBy(reminder => reminder.At);
        if (last is not null && last.At + policy.CoolDown - now is { Ticks: > 0 } wait)
        {
            return new ChaseDecision(
                new Refusal(RefusalCodes.Conflict, $"This hall was chased {Minutes(now - last.At)} minutes ago; again in {Minutes(wait) + 1}.", RetryAfterMs: (int)Math.Ceiling(wait.TotalMilliseconds)), null, 0);
        }

        return new ChaseDecision(null, target, past.Count(reminder => reminder.Level == target.Level) + 1);
    }

    /// <summary>Whether there is still nobody, or a smaller share of those who can be expected than is enough. People who are excused are in neither.</summary>
    public static bool IsTooFew(ChaseFigures figures, ChasePolicy policy)
    {
        ArgumentNullException.ThrowIfNull(figures);
        ArgumentNullException.ThrowIfNull(policy);
        var due = figures.Arrived + figures.Open;
        return figures.Open > 0 && (figures.Arrived == 0 || (long)figures.Arrived * 100 < (long)policy.EnoughPercent * due);
    }

    /// <summary>When the server is to look by itself whether the level above must be told; null if there is none above.</summary>
    /// <param name="chain">The hall's chain.</param>
    /// <param name="told">The level that is told now.</param>
    /// <param name="policy">How patient to be.</param>
    /// <param name="now">Now.</param>
    public static DateTimeOffset? StepDue(IReadOnlyList<ChaseTarget> chain, int told, ChasePolicy policy, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return chain.Any(target => target.Level > told) ? now + policy.StepAfter : null;
    }

    private static ChaseTarget Next(ChaseFigures figures, IReadOnlyList<ChaseTarget> chain, IReadOnlyCollection<PastReminder> past, ChasePolicy policy, DateTimeOffset now)
    {
        if (past.MaxBy(reminder => reminder.At) is not { } last)
        {
            return chain[0];
        }

        // Somebody may have come to a level that was passed over before; who was told stays told.
        var highest = past.Max(reminder => reminder.Level);
        var stays = chain.LastOrDefault(target => target.Level <= highest) ?? chain[0];
        return now - last.At >= policy.StepAfter && IsTooFew(figures, policy) ? chain.FirstOrDefault(target => target.Level > highest) ?? stays : stays;
    }

    private static int Minutes(TimeSpan time) => Math.Max(0, (int)time.TotalMinutes);
}
