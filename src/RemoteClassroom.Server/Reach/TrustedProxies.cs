using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace RemoteClassroom.Server.Reach;

/// <summary>
/// Whose word is taken on how people came: a proxy that does TLS says so by <c>X-Forwarded-Proto</c>. From anybody else the headers are ignored, or every visitor could
/// call his plain connection a safe one. The host is never taken from a header: the proxy passes <c>Host</c> on.
/// </summary>
internal static class TrustedProxies
{
    /// <summary>Reads addresses and networks, separated by commas, e.g. <c>127.0.0.1,10.20.0.0/16,fd00::/8</c>.</summary>
    /// <returns>The networks; and what is none of both.</returns>
    public static (IReadOnlyList<IPNetwork> Networks, IReadOnlyList<string> Faults) Read(string text)
    {
        var (networks, faults) = (new List<IPNetwork>(), new List<string>());
        foreach (var part in text.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (IPAddress.TryParse(part, out var address))
            {
                networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            }
            else if (IPNetwork.TryParse(part, out var network))
            {
                networks.Add(network);
            }
            else
            {
                faults.Add(part);
            }
        }

        return (networks, faults);
    }

    /// <summary>Takes their word; does nothing where none is named. Must come before everything that asks for the scheme.</summary>
    public static void UseTrustedProxies(this WebApplication app, string? trusted)
    {
        if (trusted is null)
        {
            return;
        }

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,

            // Proxies may stand in a row: up to the first that is not one of ours.
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in Read(trusted).Networks)
        {
            options.KnownIPNetworks.Add(network);
        }

        app.UseForwardedHeaders(options);
    }
}
