using System.Diagnostics.Metrics;
using RemoteClassroom.Domain.Chasing;
using RemoteClassroom.Server.Telemetry;
using RemoteClassroom.Storage.Chasing;

namespace RemoteClassroom.Server.Chasing;

/// <summary>What became of deliveries; in the server's meter.</summary>
internal sealed class ChaseMeters(IMeterFactory factory)
{
    private readonly Counter<long> _delivered = factory.Create(ServerMeters.MeterName)
        .CreateCounter<long>("rc.reminders.delivered", "{delivery}", "Reminders that a channel took, failed to take, or did not take in the end, by channel and state.");

    /// <summary>A delivery was taken up.</summary>
    public void Delivered(string channel, DeliveryState state) =>
        _delivered.Add(1, new KeyValuePair<string, object?>("channel", channel), new KeyValuePair<string, object?>("state", DeliveryWords.Of(state)));
}
