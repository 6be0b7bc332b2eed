using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using RemoteClassroom.Server.Composition;

namespace RemoteClassroom.Server.Cluster;

/// <summary>Where other nodes reach this one's silo.</summary>
/// <param name="Advertised">The address that the others are told.</param>
/// <param name="Listening">The address to listen at: the advertised one if the machine has it, else all (behind a translated address).</param>
/// <param name="SiloPort">The silo's port.</param>
/// <param name="GatewayPort">The gateway's port; 0: none.</param>
internal sealed record NodeAddress(IPAddress Advertised, IPAddress Listening, int SiloPort, int GatewayPort)
{
    private const int LowestPort = 20_000;

    // Above lie the ports that the system gives to outgoing connections.
    private const int HighestPort = 32_767;
    private const int Attempts = 100;

    /// <summary>A free address on loopback, for a silo that stays alone.</summary>
    public static NodeAddress Alone() => new(IPAddress.Loopback, IPAddress.Loopback, FreePort(IPAddress.Loopback), 0);

    /// <summary>The address by the options; what they leave open is found.</summary>
    /// <exception cref="SocketException">The advertised name does not resolve.</exception>
    public static NodeAddress Of(NodeOptions node, ServerOptions server)
    {
        var advertised = node.AdvertisedAddress is { } given ? Resolve(given) : OnLoopbackAlone(server.Urls) ? IPAddress.Loopback : OwnAddresses().FirstOrDefault() ?? IPAddress.Loopback;
        var listening = IPAddress.IsLoopback(advertised) || OwnAddresses().Contains(advertised) ? advertised : IPAddress.Any;
        return new NodeAddress(advertised, listening, node.SiloPort == 0 ? FreePort(listening) : node.SiloPort, node.GatewayPort);
    }

    private static bool OnLoopbackAlone(string urls) => Array.TrueForAll(
        urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        url => BindingAddress.Parse(url).Host is var host && (host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip))));

    private static IPAddress Resolve(string host) =>
        IPAddress.TryParse(host, out var address) ? address : Dns.GetHostAddresses(host, AddressFamily.InterNetwork).FirstOrDefault() ?? throw new SocketException((int)SocketError.HostNotFound);

    private static IEnumerable<IPAddress> OwnAddresses() =>
        from card in NetworkInterface.GetAllNetworkInterfaces()
        where card.OperationalStatus == OperationalStatus.Up && card.NetworkInterfaceType != NetworkInterfaceType.Loopback
        from address in card.GetIPProperties().UnicastAddresses
        where address.Address.AddressFamily == AddressFamily.InterNetwork
        select address.Address;

    private static int FreePort(IPAddress address)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(address, Random.Shared.Next(LowestPort, HighestPort + 1)));
                return ((IPEndPoint)socket.LocalEndPoint!).Port;
            }
            catch (SocketException) when (attempt < Attempts)
            {
                // Taken: another one.
            }
        }
    }
}
