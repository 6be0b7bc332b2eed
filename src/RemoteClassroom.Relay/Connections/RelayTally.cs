using System.Diagnostics.Metrics;
using RemoteClassroom.Contracts.Hub;

namespace RemoteClassroom.Relay.Connections;

/// <summary>What only ever grows: bytes of connections that are gone, and how connections were ended. Counted here, read by whoever scrapes.</summary>
internal sealed class RelayTally
{
    private readonly Counter<long>? _ended;
    private long _sentToGone;

    /// <summary>Counts for nobody.</summary>
    public RelayTally()
    {
    }

    /// <summary>Counts for a meter.</summary>
    public RelayTally(IMeterFactory factory)
    {
        _ended = factory.Create(RelayMeters.MeterName).CreateCounter<long>("rc.relay.ended", "{connection}", "Connections that the node ended, by the code they were told.");

        // There from the start, so that a rate is known before the first of them.
        foreach (var code in (string[])[ByeCodes.SlowConsumer, ByeCodes.Draining, ByeCodes.Revoked, ByeCodes.Protocol, ByeCodes.Overloaded])
        {
            _ended.Add(0, new KeyValuePair<string, object?>("code", code));
        }
    }

    /// <summary>Bytes sent to connections that are gone by now.</summary>
    public long SentToGone => Interlocked.Read(ref _sentToGone);

    /// <summary>A connection was told to go.</summary>
    public void Ended(string code) => _ended?.Add(1, new KeyValuePair<string, object?>("code", code));

    /// <summary>A connection went.</summary>
    public void Gone(long sent) => Interlocked.Add(ref _sentToGone, sent);
}
