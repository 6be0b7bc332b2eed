using System.Net;
using Microsoft.Extensions.Options;

namespace RemoteClassroom.Server.Cluster;

/// <summary>
/// How this process takes part in a cluster; read from the section <c>Node</c> (<c>--Node:SiloPort 11111</c>, or <c>Node__SiloPort=11111</c> in the environment).
/// Nothing of it is needed for one node, nor for several on one machine. Unused without a PostgreSQL connection string.
/// </summary>
public sealed class NodeOptions
{
    /// <summary>What people call this node, in logs and on the board of nodes; by default the machine's name and the silo's port. At most 100 characters.</summary>
    public string? Name { get; set; }

    /// <summary>The TCP port at which other nodes reach this one; 0: a free one between 20,000 and 32,767. Fix it where a firewall stands between the nodes.</summary>
    public int SiloPort { get; set; }

    /// <summary>The TCP port for Orleans clients outside the cluster; 0: none, for the product has no such clients.</summary>
    public int GatewayPort { get; set; }

    /// <summary>
    /// The IP address, or a name that resolves to one, at which other nodes reach this one; by default loopback while the web server listens on loopback alone, else the
    /// machine's first address. Whoever reaches the silo's port is trusted: keep it inside the nodes' own network.
    /// </summary>
    public string? AdvertisedAddress { get; set; }

    /// <summary>Reads them from command line, environment and settings.</summary>
    public static NodeOptions From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return configuration.GetSection("Node").Get<NodeOptions>() ?? new NodeOptions();
    }
}

/// <summary>Refuses node options that cannot work, naming each and what to write instead.</summary>
internal sealed class NodeOptionsValidator : IValidateOptions<NodeOptions>
{
    private const int LongestName = 100;

    public ValidateOptionsResult Validate(string? name, NodeOptions options)
    {
        var faults = new List<string>();
        if (options.Name is { } node && (node.Length is 0 or > LongestName || node.Any(char.IsControl)))
        {
            faults.Add($"Node:Name: 1 to {LongestName} characters.");
        }

        foreach (var (key, port) in (ReadOnlySpan<(string, int)>)[("Node:SiloPort", options.SiloPort), ("Node:GatewayPort", options.GatewayPort)])
        {
            if (port is < 0 or > IPEndPoint.MaxPort)
            {
                faults.Add($"{key}: a TCP port, or 0.");
            }
        }

        if (options.SiloPort != 0 && options.SiloPort == options.GatewayPort)
        {
            faults.Add("Node:GatewayPort: another port than Node:SiloPort.");
        }

        if (options.AdvertisedAddress is { } address && Uri.CheckHostName(address) == UriHostNameType.Unknown)
        {
            faults.Add("Node:AdvertisedAddress: an IP address or a host name, without port or scheme.");
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
