using System.Text.Json;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Relay.Frames;

namespace RemoteClassroom.Relay.Totals;

/// <summary>Makes <c>totals</c> messages.</summary>
internal static class TotalsJson
{
    public static HubBytes Message<T>(StreamName name, string key, long epoch, long seq, T data) =>
        HubBytes.Of("totals", new Contracts.Hub.Totals(name.Format(), key, epoch, seq, JsonSerializer.SerializeToElement(data, ContractsJson.Options)));
}
