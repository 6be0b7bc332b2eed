using System.Net;
using System.Net.Sockets;

namespace RemoteClassroom.Server.Composition;

/// <summary>Looks before anything is started whether the addresses can be listened at, so that a taken port is one clear line and no half-started server.</summary>
internal static class Addresses
{
    /// <summary>Finds the first address that somebody else holds.</summary>
    /// <param name="urls">As given with <c>--urls</c>.</param>
    /// <returns>What is in the way and what to do; null if nothing is.</returns>
    public static string? FindTaken(string urls)
    {
        ArgumentNullException.ThrowIfNull(urls);
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var address = BindingAddress.Parse(url);
            if (address.Port > 0 && !address.IsUnixPipe && !CanListen(AddressOf(address.Host), address.Port))
            {
                return $"Another program listens at {url} already. Stop it, or choose another address with --urls.";
            }
        }

        return null;
    }

    private static IPAddress AddressOf(string host) =>
        host == "localhost" ? IPAddress.Loopback : IPAddress.TryParse(host.Trim('[', ']'), out var address) ? address : IPAddress.Any;

    private static bool CanListen(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(address, port));
            return true;
        }
        catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
        catch (SocketException)
        {
            // Not allowed, or no such address here: the server itself says it best.
            return true;
        }
    }
}
