using System.Buffers;
using System.Text;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Relay.Frames;

namespace RemoteClassroom.Relay.Totals;

/// <summary>Makes <c>totals</c> messages.</summary>
internal static class TotalsJson
{
    /// <param name="name">The stream.</param>
    /// <param name="key">Which figures.</param>
    /// <param name="epoch">Which life of the counter.</param>
    /// <param name="seq">Order within it.</param>
    /// <param name="data">The figures' JSON.</param>
    public static HubBytes Message(StreamName name, string key, long epoch, long seq, ReadOnlyMemory<byte> data) =>
        HubBytes.Write("totals", (name, key, epoch, seq, data), static (buffer, totals) =>
        {
            Encoding.UTF8.GetBytes(
                (ReadOnlySpan<char>)$"{{\"stream\":\"{totals.name.Format()}\",\"key\":\"{totals.key}\",\"epoch\":{totals.epoch},\"seq\":{totals.seq},\"data\":", buffer);
            buffer.Write(totals.data.Span);
            buffer.Write("}"u8);
        }, data.Length + 256);
}
