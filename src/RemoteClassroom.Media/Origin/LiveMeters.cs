using System.Diagnostics.Metrics;

namespace RemoteClassroom.Media.Origin;

/// <summary>Figures of the live origin; meter <c>RemoteClassroom.Media</c>.</summary>
internal sealed class LiveMeters
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "RemoteClassroom.Media";

    private readonly Counter<long> _received;
    private readonly Counter<long> _sent;
    private readonly Counter<long> _refusedReaders;
    private readonly Counter<long> _refusedPublishers;

    public LiveMeters(IMeterFactory factory, LiveStore store)
    {
        var meter = factory.Create(MeterName);
        _received = meter.CreateCounter<long>("rc.live.received", "By", "Bytes taken from publishers.");
        _sent = meter.CreateCounter<long>("rc.live.sent", "By", "Bytes sent to players.");
        _refusedReaders = meter.CreateCounter<long>("rc.live.readers_refused", "{request}", "Segments refused by the egress cap.");
        _refusedPublishers = meter.CreateCounter<long>("rc.live.publishers_refused", "{request}", "Uploads without the right key.");

        // There from the start, so that a rate is known before the first of them.
        foreach (var counter in (Counter<long>[])[_received, _sent, _refusedReaders, _refusedPublishers])
        {
            counter.Add(0);
        }

        meter.CreateObservableGauge("rc.live.held", () => store.Bytes, "By", "Bytes held in memory, uploads under way included.");
    }

    public void Received(long bytes) => _received.Add(bytes);

    public void Sent(long bytes) => _sent.Add(bytes);

    public void RefusedReader() => _refusedReaders.Add(1);

    public void RefusedPublisher() => _refusedPublishers.Add(1);
}
