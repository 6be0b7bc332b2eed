using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;
using RemoteClassroom.Grains;

namespace RemoteClassroom.Server.Composition;

/// <summary>The silo inside the server.</summary>
internal static class SiloSetup
{
    private const int LowestPort = 20_000;

    // Above lie the ports that the system gives to outgoing connections.
    private const int HighestPort = 32_767;

    /// <summary>Adds the silo. Alone it needs no membership but its own; with PostgreSQL the membership's provider is named here.</summary>
    public static void AddSilo(this WebApplicationBuilder builder)
    {
        builder.Host.UseOrleans(silo =>
        {
            var (siloPort, gatewayPort) = FreePorts();
            silo.UseLocalhostClustering(siloPort, gatewayPort, serviceId: "remoteclassroom", clusterId: "embedded");
            silo.Configure<SiloMessagingOptions>(options =>
            {
                options.ResponseTimeout = TimeSpan.FromSeconds(20);
                options.SystemResponseTimeout = TimeSpan.FromSeconds(20);
            });
            silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromMinutes(15));
        });
        builder.Services.AddClassroomGrains();
    }

    private static (int Silo, int Gateway) FreePorts()
    {
        using var silo = Listen();
        using var gateway = Listen();
        return (PortOf(silo), PortOf(gateway));
    }

    private static Socket Listen()
    {
        for (var attempt = 1; ; attempt++)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, Random.Shared.Next(LowestPort, HighestPort + 1)));
                return socket;
            }
            catch (SocketException) when (attempt < 100)
            {
                socket.Dispose();
            }
        }
    }

    private static int PortOf(Socket socket) => ((IPEndPoint)socket.LocalEndPoint!).Port;
}
