using System.Net;
using System.Net.Sockets;

namespace RemoteClassroom.Server.Chasing;

/// <summary>To which addresses the webhook connects. Asked of the resolved address, at every connection: a name that moves into the private network meanwhile gets nowhere.</summary>
internal static class WebhookAddress
{
    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"),
        IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("224.0.0.0/3"),
        IPNetwork.Parse("::/127"), IPNetwork.Parse("fc00::/7"), IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("ff00::/8"),
    ];

    /// <summary>Whether an address is this machine's, its network's or nobody's.</summary>
    public static bool IsPrivate(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return Array.Exists(Private, network => network.Contains(plain));
    }

    /// <summary>Whether the webhook may connect there.</summary>
    /// <param name="address">The resolved address.</param>
    /// <param name="loopback">Whether the webhook's address names this machine: then this machine alone.</param>
    /// <param name="allowPrivate">Whether private networks are allowed.</param>
    public static bool MayReach(IPAddress address, bool loopback, bool allowPrivate) =>
        loopback ? IPAddress.IsLoopback(address) : allowPrivate || !IsPrivate(address);

    /// <summary>Connects to a host's first address that is allowed.</summary>
    /// <exception cref="PrivateAddressException">The host has addresses, and none is allowed.</exception>
    public static async ValueTask<Stream> ConnectAsync(DnsEndPoint host, bool loopback, bool allowPrivate, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(host.Host, cancellationToken);
        var allowed = Array.FindAll(addresses, address => MayReach(address, loopback, allowPrivate));
        if (allowed.Length == 0 && addresses.Length > 0)
        {
            throw new PrivateAddressException();
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, host.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The webhook's name resolves to addresses of private networks alone, which were not allowed.</summary>
internal sealed class PrivateAddressException() : IOException("The webhook's host is in a private network; allow it with Chasing:Webhook:AllowPrivate.");
