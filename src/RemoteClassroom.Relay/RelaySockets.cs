using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace RemoteClassroom.Relay;

/// <summary>Bounds what the kernel and the transport hold for those who read slowly, or are written to all at once.</summary>
public static class RelaySockets
{
    /// <summary>Bytes that the kernel may buffer towards one client. Its own choice grows to megabytes for a client that does not read.</summary>
    public const int SendBufferBytes = 64 * 1024;

    /// <summary>
    /// Makes Kestrel listen on sockets whose connections inherit <see cref="SendBufferBytes"/>, and work every connection off as an item of its own on the
    /// thread pool. Its few queues for all connections would let the pump run ahead of the sockets: a block of 4 KB for each of ten thousand connections.
    /// </summary>
    public static IWebHostBuilder UseRelaySockets(this IWebHostBuilder builder) => builder.UseSockets(sockets =>
    {
        sockets.IOQueueCount = 0;
        sockets.CreateBoundListenSocket = endpoint =>
        {
            var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
            socket.SendBufferSize = SendBufferBytes;
            return socket;
        };
    });
}
