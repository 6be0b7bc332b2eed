using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Domain.CheckIns;

/// <summary>How well the time of an offline entry is known.</summary>
public enum TimeCertainty
{
    /// <summary>Not at all: no contact within that run of the page, or no signature. The ledger's time is then that of receipt.</summary>
    Unproven,
    /// <summary>That it lies within the round, not when: the round's id bounds it from below, a later contact from above.</summary>
    WithinRound,
    /// <summary>Measured by the device's own monotonic clock against a contact, or by the hall's code.</summary>
    Measured,
}

/// <summary>Where an entry belongs.</summary>
public abstract record Placing
{
    private Placing()
    {
    }

    /// <summary>Into the ledger.</summary>
    /// <param name="Round">The round.</param>
    /// <param name="At">The honest time, within the round.</param>
    /// <param name="NotBefore">The earliest moment it can have been; lateness is judged by it, so that nobody is made late by a clock.</param>
    /// <param name="Certainty">How well it is known.</param>
    /// <param name="MayComeLate">Whether it is taken after the close, too.</param>
    public sealed record Take(Round Round, DateTimeOffset At, DateTimeOffset NotBefore, TimeCertainty Certainty, bool MayComeLate) : Placing;

    /// <summary>Kept for a person to judge: it may have been in time, and nothing proves it.</summary>
    /// <param name="Round">The round it is for; null if that is not certain either.</param>
    public sealed record Keep(Round? Round) : Placing;

    /// <summary>Certainly outside of every round that it could be for.</summary>
    public sealed record Outside : Placing;
}

/// <summary>Places entries without a code: the word of whoever held the device.</summary>
public static class OfflinePlacing
{
    /// <summary>Places an entry whose signature was checked.</summary>
    /// <param name="time">When it was taken.</param>
    /// <param name="roundId">The round that the device named. Nobody can name one before it was opened: that bounds the time from below.</param>
    /// <param name="rounds">The session's rounds, in the order of opening.</param>
    /// <param name="receivedAt">Now.</param>
    public static Placing OfSigned(HonestTime time, Guid? roundId, IReadOnlyList<Round> rounds, DateTimeOffset receivedAt)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(rounds);
        if (roundId is { } named)
        {
            return rounds.FirstOrDefault(round => round.RoundId == named) is { } round ? OfNamed(time, round, receivedAt) : new Placing.Outside();
        }

        var possible = rounds.Where(round => !IsOutside(time, round)).ToList();
        if (possible.Count == 0)
        {
            return new Placing.Outside();
        }

        var certain = time.IsMeasured ? possible.Find(round => time.Earliest >= round.OpenedAt - OfflineTime.Slack && EndsWithin(time, round)) : null;
        return certain is not null ? Within(time, certain, time.Earliest!.Value, TimeCertainty.Measured)
            : possible is [{ ClosedAt: null } open] ? Open(time, open, receivedAt)
            : new Placing.Keep(possible.Count == 1 ? possible[0] : null);
    }

    /// <summary>Places an entry that nobody signed: it counts only while the round is open, as it always did, at the device's own time.</summary>
    /// <param name="time">When it was taken.</param>
    /// <param name="roundId">The round that the device named.</param>
    /// <param name="rounds">The session's rounds.</param>
    public static Placing OfUnsigned(HonestTime time, Guid? roundId, IReadOnlyList<Round> rounds)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(rounds);
        var open = rounds.FirstOrDefault(round => round.ClosedAt is null && (roundId is null || round.RoundId == roundId));
        if (open is null)
        {
            return new Placing.Outside();
        }

        var at = time.At > open.OpenedAt ? time.At : open.OpenedAt;
        return new Placing.Take(open, at, at, TimeCertainty.Unproven, MayComeLate: false);
    }

    private static Placing OfNamed(HonestTime time, Round round, DateTimeOffset receivedAt)
    {
        if (IsOutside(time, round))
        {
            // Before its own round: the device's story does not hold together. After its end: honestly too late.
            return time.Latest < round.OpenedAt - OfflineTime.Slack ? new Placing.Keep(round) : new Placing.Outside();
        }

        if (round.ClosedAt is null)
        {
            return Open(time, round, receivedAt);
        }

        return EndsWithin(time, round)
            ? Within(time, round, time.Earliest ?? round.OpenedAt, time.IsMeasured ? TimeCertainty.Measured : TimeCertainty.WithinRound)
            : new Placing.Keep(round);
    }

    private static Placing.Take Open(HonestTime time, Round round, DateTimeOffset receivedAt) => time.IsMeasured
        ? Within(time, round, time.Earliest!.Value, TimeCertainty.Measured)
        : new Placing.Take(round, receivedAt, round.OpenedAt, TimeCertainty.Unproven, MayComeLate: false);

    private static Placing.Take Within(HonestTime time, Round round, DateTimeOffset notBefore, TimeCertainty certainty)
    {
        var end = round.ClosedAt ?? DateTimeOffset.MaxValue;
        DateTimeOffset Clamp(DateTimeOffset at) => at < round.OpenedAt ? round.OpenedAt : at > end ? end : at;
        // Measured to the second, the likeliest instant tells lateness; else only what is certain does.
        var at = Clamp(time.At);
        return new Placing.Take(round, at, time.IsMeasured ? at : Clamp(notBefore), certainty, EndsWithin(time, round));
    }

    // The time of receipt is by our own clock: where it is the only bound, there is nothing to forgive.
    private static bool EndsWithin(HonestTime time, Round round) =>
        round.ClosedAt is not { } closedAt || time.Latest <= closedAt + (time.IsMeasured ? OfflineTime.Slack : TimeSpan.Zero);

    private static bool IsOutside(HonestTime time, Round round) =>
        time.Latest < round.OpenedAt - OfflineTime.Slack || (round.ClosedAt is { } closedAt && time.Earliest > closedAt + OfflineTime.Slack);
}
