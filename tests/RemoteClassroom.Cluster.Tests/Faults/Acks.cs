using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using RemoteClassroom.TestKit.ByContract;

namespace RemoteClassroom.Cluster.Tests.Faults;

/// <summary>An acknowledged check-in.</summary>
public sealed record AckedCheckIn(string Round, int Hall, int Person, string CheckInId, Guid Key, JsonObject Body, WireAnswer Answer);

/// <summary>Everything that the server ever acknowledged, and when; the checker's memory.</summary>
public sealed class Acks
{
    /// <summary>The acknowledged check-ins.</summary>
    public ConcurrentQueue<AckedCheckIn> CheckIns { get; } = new();

    /// <summary>The acknowledged questions' ids.</summary>
    public ConcurrentQueue<string> Questions { get; } = new();

    /// <summary>Refusals by status and code, of all tries.</summary>
    public ConcurrentDictionary<string, int> Refusals { get; } = new(StringComparer.Ordinal);

    private Visit _longest = new();

    /// <summary>Who waited longest since <see cref="ForgetWaits"/>, from looking at the screen to being acknowledged, and how it went.</summary>
    public Visit Longest => _longest;

    /// <summary>Notes how long somebody waited.</summary>
    public void Waited(Visit visit)
    {
        visit.End();
        for (var known = _longest; visit.Took > known.Took; known = _longest)
        {
            Interlocked.CompareExchange(ref _longest, visit, known);
        }
    }

    /// <summary>Begins anew.</summary>
    public void ForgetWaits() => _longest = new Visit();

    /// <summary>Notes a refusal.</summary>
    public void Refused(string what) => Refusals.AddOrUpdate(what, 1, static (_, count) => count + 1);
}

/// <summary>One person's way to an acknowledgement: what each try was told, and when.</summary>
public sealed class Visit
{
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly List<string> _tries = [];

    /// <summary>How long it took; zero before the end.</summary>
    public TimeSpan Took { get; private set; }

    /// <summary>Notes a try that did not succeed.</summary>
    public void Tried(string what) => _tries.Add($"{Stopwatch.GetElapsedTime(_began).TotalSeconds:0.0} s {what}");

    /// <summary>The person is acknowledged.</summary>
    public void End() => Took = Stopwatch.GetElapsedTime(_began);

    /// <inheritdoc />
    public override string ToString() => $"{Took.TotalSeconds:0.0} s ({string.Join(", ", _tries)})";
}
