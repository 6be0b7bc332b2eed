using System.Diagnostics.Metrics;
using RemoteClassroom.Contracts.Errors;

namespace RemoteClassroom.Server.Telemetry;

/// <summary>What the doors count; meter <c>RemoteClassroom.Server</c>.</summary>
internal sealed class ServerMeters
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "RemoteClassroom.Server";

    private readonly Counter<long> _refused;

    public ServerMeters(IMeterFactory factory)
    {
        _refused = factory.Create(MeterName).CreateCounter<long>("rc.http.refusals", "{request}", "Requests that were refused, by the contract's code.");

        // Those that are the node's own fault are there from the start, so that a rate is known before the first of them.
        foreach (var code in (string[])[ErrorCodes.Overloaded, ErrorCodes.StorageUnavailable, ErrorCodes.OutcomeUnknown, ErrorCodes.Internal, ErrorCodes.RateLimited])
        {
            _refused.Add(0, new KeyValuePair<string, object?>("code", code));
        }
    }

    /// <summary>A request was refused. The code is one of a fixed list; neither address nor caller is kept.</summary>
    public void Refused(string code) => _refused.Add(1, new KeyValuePair<string, object?>("code", code));
}
