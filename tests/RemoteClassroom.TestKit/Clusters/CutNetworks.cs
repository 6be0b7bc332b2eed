using System.Diagnostics;

namespace RemoteClassroom.TestKit.Clusters;

/// <summary>
/// Three networks for each node, as a namespace of its own: to its peers, to its clients, and to the database. Each can be cut as if its cable were pulled, on one side
/// alone: nothing is refused, everything is swallowed. Needs <c>ip</c> (iproute2) and the right to make namespaces, as root in a container has it.
/// </summary>
public sealed class CutNetworks : IAsyncDisposable
{
    private static readonly string[] Kinds = ["p", "c", "d"];
    private readonly int _nodes;
    private readonly string _id = $"{System.Environment.ProcessId % 10_000}";
    private readonly string _prefix = $"10.{64 + (System.Environment.ProcessId % 128)}";

    private CutNetworks(int nodes) => _nodes = nodes;

    /// <summary>Where the database listens, and who may come in.</summary>
    public string DatabaseNetwork => $"{DatabaseHost}/24";

    /// <summary>Where the nodes find the database.</summary>
    public string DatabaseHost => $"{_prefix}.3.1";

    /// <summary>Makes them.</summary>
    /// <exception cref="InvalidOperationException">It is not permitted here, or <c>ip</c> is missing.</exception>
    public static async Task<CutNetworks> MakeAsync(int nodes)
    {
        var networks = new CutNetworks(nodes);
        try
        {
            await networks.MakeAllAsync();
            return networks;
        }
        catch
        {
            await networks.DisposeAsync();
            throw;
        }
    }

    /// <summary>Where the other nodes reach a node.</summary>
    public string PeerAddress(int node) => $"{_prefix}.1.{11 + node}";

    /// <summary>Where clients reach a node.</summary>
    public string ClientAddress(int node) => $"{_prefix}.2.{11 + node}";

    /// <summary>What stands before a program that is to run on a node.</summary>
    public string[] Through(int node) => ["ip", "netns", "exec", Space(node)];

    /// <summary>Cuts a node from the other nodes, or joins it again.</summary>
    public Task CutFromPeersAsync(int node, bool cut) => RunAsync($"link set {Cable("p", node)} {(cut ? "down" : "up")}");

    /// <summary>Cuts a node from the database, or joins it again.</summary>
    public Task CutFromDatabaseAsync(int node, bool cut) => RunAsync($"link set {Cable("d", node)} {(cut ? "down" : "up")}");

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        for (var node = 0; node < _nodes; node++)
        {
            await TryAsync($"netns del {Space(node)}");
        }

        foreach (var kind in Kinds)
        {
            await TryAsync($"link del {Bridge(kind)}");
        }
    }

    private string Space(int node) => $"rc{_id}n{node}";

    private string Bridge(string kind) => $"rc{_id}{kind}";

    private string Cable(string kind, int node) => $"rc{_id}{kind}{node}";

    private async Task MakeAllAsync()
    {
        for (var i = 0; i < Kinds.Length; i++)
        {
            await RunAsync($"link add {Bridge(Kinds[i])} type bridge forward_delay 0");
            await RunAsync($"addr add {_prefix}.{i + 1}.1/24 dev {Bridge(Kinds[i])}");
            await RunAsync($"link set {Bridge(Kinds[i])} up");
        }

        for (var node = 0; node < _nodes; node++)
        {
            await RunAsync($"netns add {Space(node)}");
            await RunAsync($"-n {Space(node)} link set lo up");
            for (var i = 0; i < Kinds.Length; i++)
            {
                await RunAsync($"link add {Cable(Kinds[i], node)} type veth peer name {Kinds[i]}0 netns {Space(node)}");
                await RunAsync($"link set {Cable(Kinds[i], node)} master {Bridge(Kinds[i])} up");
                await RunAsync($"-n {Space(node)} addr add {_prefix}.{i + 1}.{11 + node}/24 dev {Kinds[i]}0");
                await RunAsync($"-n {Space(node)} link set {Kinds[i]}0 up");
            }
        }
    }

    private static async Task RunAsync(string arguments)
    {
        if (await TryAsync(arguments) is { } fault)
        {
            throw new InvalidOperationException($"'ip {arguments}' failed: {fault} Cutting networks needs iproute2 and the right to make network namespaces (root).");
        }
    }

    private static async Task<string?> TryAsync(string arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true, UseShellExecute = false })!;
            var said = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? null : said.Trim();
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return missing.Message;
        }
    }
}
