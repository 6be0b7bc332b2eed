using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace RemoteClassroom.Relay;

/// <summary>Bounds what the kernel holds for a reader that stands still.</summary>
public static class RelaySockets
{
    /// <summary>Bytes that the kernel may buffer towards one client. Its own choice grows to megabytes for a client that does not read.</summary>
    public const int SendBufferBytes = 64 * 1024;

    /// <summary>Makes Kestrel listen on sockets whose connections inherit <see cref="SendBufferBytes"/>.</summary>
    public static IWebHostBuilder UseRelaySockets(this IWebHostBuilder builder) => builder.UseSockets(sockets => sockets.CreateBoundListenSocket = endpoint =>
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        socket.SendBufferSize = SendBufferBytes;
        return socket;
    });
}
