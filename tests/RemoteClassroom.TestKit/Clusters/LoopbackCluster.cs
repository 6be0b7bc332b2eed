using RemoteClassroom.TestKit.Databases;
using RemoteClassroom.TestKit.Processes;

namespace RemoteClassroom.TestKit.Clusters;

/// <summary>A PostgreSQL server, nodes of the real server as processes, and a plain proxy before them; all on loopback, all gone at the end.</summary>
public sealed class LoopbackCluster : IAsyncDisposable
{
    private readonly TempFolder _folder = new("rc-cluster-");

    private LoopbackCluster(PostgresServer database, string connectionString, int nodes, IReadOnlyDictionary<string, string> environment, CutNetworks? networks)
    {
        (Database, ConnectionString) = (database, connectionString);
        Nodes = [.. Enumerable.Range(0, nodes).Select(node => MakeNode(node, environment, networks))];
    }

    /// <summary>The database server.</summary>
    public PostgresServer Database { get; }

    /// <summary>The nodes' database.</summary>
    public string ConnectionString { get; }

    /// <summary>The nodes.</summary>
    public IReadOnlyList<ServerProcess> Nodes { get; }

    /// <summary>The proxy.</summary>
    public Balancer Balancer { get; private set; } = null!;

    /// <summary>Where people open it.</summary>
    public Uri Address => Balancer.Address;

    /// <summary>Starts it all, the nodes at once, and waits until every node is ready.</summary>
    /// <param name="nodes">How many nodes.</param>
    /// <param name="environment">More environment variables of every node.</param>
    /// <param name="port">The proxy's port; 0: a free one.</param>
    /// <param name="networks">Gives each node networks of its own that can be cut; null: all on loopback.</param>
    public static async Task<LoopbackCluster> StartAsync(int nodes, IReadOnlyDictionary<string, string>? environment = null, int port = 0, CutNetworks? networks = null)
    {
        var database = await PostgresServer.StartAsync(network: networks?.DatabaseNetwork);
        var cluster = new LoopbackCluster(database, await database.CreateDatabaseAsync(), nodes, environment ?? new Dictionary<string, string>(), networks);
        try
        {
            await Task.WhenAll(cluster.Nodes.Select(node => node.StartAsync(TimeSpan.FromSeconds(90))));
            cluster.Balancer = new Balancer([.. cluster.Nodes.Select(node => node.Address)], port);
            await cluster.AllReadyAsync(TimeSpan.FromSeconds(10));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the proxy sees every node ready.</summary>
    /// <param name="deadline">How long that may take.</param>
    public Task AllReadyAsync(TimeSpan deadline) => Eventually.True("every node is ready", () => Balancer.Ready == Nodes.Count, deadline);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (Balancer is not null)
        {
            await Balancer.DisposeAsync();
        }

        foreach (var node in Nodes)
        {
            await node.DisposeAsync();
        }

        await Database.DisposeAsync();
        _folder.Dispose();
    }

    private ServerProcess MakeNode(int node, IReadOnlyDictionary<string, string> environment, CutNetworks? networks)
    {
        var all = new Dictionary<string, string>(environment, StringComparer.Ordinal) { ["ConnectionStrings__Database"] = ConnectionString, ["Node__Name"] = $"node{node + 1}" };
        if (networks is null)
        {
            return new ServerProcess(_folder.Of($"node{node + 1}"), [], all);
        }

        all["ConnectionStrings__Database"] = ConnectionString.Replace("127.0.0.1", networks.DatabaseHost, StringComparison.Ordinal);
        all["Node__AdvertisedAddress"] = networks.PeerAddress(node);
        return new ServerProcess(_folder.Of($"node{node + 1}"), [], all, networks.ClientAddress(node)) { Through = networks.Through(node) };
    }
}
