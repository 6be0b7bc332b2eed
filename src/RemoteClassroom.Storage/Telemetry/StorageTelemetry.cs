using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace RemoteClassroom.Storage.Telemetry;

/// <summary>What the store tells of its work. Without a listener an activity is a null check, and an instrument a flag.</summary>
public static class StorageTelemetry
{
    /// <summary>The name of both the activity source and the meter.</summary>
    public const string Name = "RemoteClassroom.Storage";

    /// <summary>
    /// The activity around each COMMIT that stores anything, a group's or an edit's. It begins when everything is written and COMMIT has not been sent; it stops
    /// when the database has answered and nobody who waits has been told.
    /// </summary>
    public const string Commit = "commit";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>Begins <see cref="Commit"/>; null when nobody listens.</summary>
    internal static Activity? BeginCommit() => Source.StartActivity(Commit, ActivityKind.Client);
}

/// <summary>Figures of the node's one writer; meter <see cref="StorageTelemetry.Name"/>.</summary>
internal sealed class WriterMeters
{
    private readonly Histogram<int> _size;
    private readonly Histogram<double> _duration;
    private readonly Counter<long> _repeated;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _refused;
    private Func<int> _waiting = () => 0;

    public WriterMeters(IMeterFactory factory)
    {
        var meter = factory.Create(StorageTelemetry.Name);
        _size = meter.CreateHistogram("rc.writer.group.size", "{item}", "Items that were stored with one COMMIT.", advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000] });
        _duration = meter.CreateHistogram("rc.writer.group.duration", "s", "How long a group took, from its first look-up to the answer to its COMMIT, repetitions included.", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5] });
        _repeated = meter.CreateCounter<long>("rc.writer.groups_repeated", "{group}", "Groups tried again: raced, or the connection was lost.");
        _failed = meter.CreateCounter<long>("rc.writer.items_failed", "{item}", "Items that were not stored, or of which the database did not say so.");
        _refused = meter.CreateCounter<long>("rc.writer.items_refused", "{item}", "Items refused at once because too many were waiting.");

        // There from the start, so that a rate is known before the first of them.
        _repeated.Add(0);
        _refused.Add(0);
        Failed(0, unknown: false);
        Failed(0, unknown: true);
        meter.CreateObservableGauge("rc.writer.queue", () => _waiting(), "{item}", "Items that wait to be stored.");
        meter.CreateObservableGauge("rc.writer.queue_limit", () => Writing.GroupCommitWriter.QueueLimit, "{item}", "Items that may wait; more are refused.");
    }

    /// <summary>Says how many items wait; asked at each scrape.</summary>
    public void Watch(Func<int> waiting) => _waiting = waiting;

    /// <summary>A group was stored.</summary>
    public void Stored(int items, TimeSpan took)
    {
        _size.Record(items);
        _duration.Record(took.TotalSeconds);
    }

    /// <summary>A group is tried again.</summary>
    public void Repeated() => _repeated.Add(1);

    /// <summary>A group was given up.</summary>
    public void Failed(int items, bool unknown) => _failed.Add(items, new KeyValuePair<string, object?>("outcome", unknown ? "unknown" : "not_stored"));

    /// <summary>An item found no room.</summary>
    public void Refused() => _refused.Add(1);
}
