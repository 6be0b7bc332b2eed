namespace RemoteClassroom.Domain.Chasing;

/// <summary>Where a delivery stands. Only forward: waiting → sent, or waiting → failed → … → sent or given up.</summary>
public enum DeliveryState
{
    /// <summary>Not tried yet.</summary>
    Waiting,
    /// <summary>The channel took it.</summary>
    Sent,
    /// <summary>Tried in vain; it is tried again.</summary>
    Failed,
    /// <summary>It is not tried any more.</summary>
    GivenUp,
}

/// <summary>What a channel answers.</summary>
public enum ChannelResult
{
    /// <summary>Taken.</summary>
    Sent,
    /// <summary>Not taken now; later perhaps.</summary>
    Failed,
    /// <summary>Refused in a way that another try does not mend.</summary>
    Refused,
    /// <summary>Not tried at all, because the channel is known to be out of order; counts as no try.</summary>
    Postponed,
}

/// <summary>One try of a delivery.</summary>
/// <param name="At">When it began.</param>
/// <param name="Result">What came of it.</param>
/// <param name="Reason">Why, as a lower-case word such as <c>timeout</c> or <c>status_503</c>; empty where it was taken.</param>
/// <param name="TookMs">How long it took.</param>
public sealed record DeliveryTry(DateTimeOffset At, ChannelResult Result, string Reason, int TookMs);

/// <summary>What a channel made of a message.</summary>
/// <param name="Result">What came of it in the end.</param>
/// <param name="Tries">Every single try, in order; none where it was postponed.</param>
/// <param name="RetryAfter">What the other side asked to wait, if it did.</param>
public sealed record ChannelOutcome(ChannelResult Result, IReadOnlyList<DeliveryTry> Tries, TimeSpan? RetryAfter = null);

/// <summary>What comes after an outcome.</summary>
/// <param name="State">Where the delivery stands now.</param>
/// <param name="DueAt">When it is to be tried again; null if never.</param>
public sealed record DeliveryStep(DeliveryState State, DateTimeOffset? DueAt);

/// <summary>When a delivery is tried again and when it is given up. Pure.</summary>
public static class DeliveryRules
{
    /// <summary>A reminder of an hour ago reminds nobody of anything.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>Tries after which it is given up.</summary>
    public const int MostTries = 24;

    /// <summary>The longest pause between two tries.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private const int MostDoublings = 10;

    /// <summary>Whether it is too late for it.</summary>
    public static bool IsOver(DateTimeOffset madeAt, DateTimeOffset now) => now - madeAt >= Lifetime;

    /// <summary>The next step.</summary>
    /// <param name="outcome">What the channel made of it.</param>
    /// <param name="madeAt">When the reminder was made.</param>
    /// <param name="triedBefore">How many tries there were before these.</param>
    /// <param name="rounds">How many times it was taken up before in vain.</param>
    /// <param name="now">Now.</param>
    /// <param name="random">A number in [0, 1): full jitter, so that what failed together does not return together.</param>
    public static DeliveryStep After(ChannelOutcome outcome, DateTimeOffset madeAt, int triedBefore, int rounds, DateTimeOffset now, double random)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        switch (outcome.Result)
        {
            case ChannelResult.Sent:
                return new DeliveryStep(DeliveryState.Sent, null);
            case ChannelResult.Refused:
                return new DeliveryStep(DeliveryState.GivenUp, null);
            default:
                var tried = triedBefore + outcome.Tries.Count;
                var due = now + Pause(rounds, random, outcome.RetryAfter);
                return tried >= MostTries || IsOver(madeAt, due) ? new DeliveryStep(DeliveryState.GivenUp, null)
                    : new DeliveryStep(tried == 0 ? DeliveryState.Waiting : DeliveryState.Failed, due);
        }
    }

    /// <summary>How long to wait: at least a second and what the other side asked for, then a random part of 10 s × 2ⁿ; five minutes at most.</summary>
    /// <param name="rounds">How many times it was taken up before, from 0.</param>
    /// <param name="random">A number in [0, 1).</param>
    /// <param name="asked">What the other side asked for.</param>
    public static TimeSpan Pause(int rounds, double random, TimeSpan? asked = null)
    {
        var least = asked is { } wait && wait > ShortestPause ? wait : ShortestPause;
        var jitter = FirstPause * Math.Pow(2, Math.Clamp(rounds, 0, MostDoublings)) * Math.Clamp(random, 0, 1);
        var pause = least + jitter;
        return pause < LongestPause ? pause : LongestPause;
    }
}
