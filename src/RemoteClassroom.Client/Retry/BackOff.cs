using RemoteClassroom.Contracts.Hub;

namespace RemoteClassroom.Client.Retry;

/// <summary>Full-jitter back-off: a random time between 0 and min(cap, base × 2ⁿ), so that thousands who fail together do not return together.</summary>
public sealed class BackOff
{
    private const int MaxExponent = 30;
    private readonly Func<double> _random;

    /// <summary>Makes a back-off.</summary>
    /// <param name="advice">Base and cap.</param>
    /// <param name="random">Gives numbers in [0, 1); null for the shared generator.</param>
    public BackOff(RetryAdvice advice, Func<double>? random = null)
    {
        ArgumentNullException.ThrowIfNull(advice);
        Advice = advice;
        _random = random ?? Random.Shared.NextDouble;
    }

    /// <summary>Base and cap; the server may give others.</summary>
    public RetryAdvice Advice { get; set; }

    /// <summary>How long to wait.</summary>
    /// <param name="attempt">How many tries have failed before, from 0.</param>
    /// <param name="atLeast">What the server asked for; the jitter comes on top.</param>
    public TimeSpan Delay(int attempt, TimeSpan? atLeast = null)
    {
        var most = Math.Min(Advice.CapMs, Advice.BaseMs * Math.Pow(2, Math.Min(attempt, MaxExponent)));
        return (atLeast ?? TimeSpan.Zero) + TimeSpan.FromMilliseconds(most * _random());
    }
}
