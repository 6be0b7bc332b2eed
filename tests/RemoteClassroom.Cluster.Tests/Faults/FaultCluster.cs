using RemoteClassroom.TestKit;
using RemoteClassroom.TestKit.Clusters;

namespace RemoteClassroom.Cluster.Tests.Faults;

/// <summary>
/// Three nodes and a lecture on them, for all fault tests that leave the cluster whole again; started once. Each node has networks of its own where that is permitted; where it is
/// not, all stand on loopback, and only the tests that cut networks fail.
/// </summary>
public sealed class FaultCluster : IAsyncLifetime
{
    private CutNetworks? _networks;
    private Exception? _notPermitted;

    public LoopbackCluster Cluster { get; private set; } = null!;

    /// <summary>The nodes' networks; fails, saying why, where they could not be made.</summary>
    public CutNetworks Networks => _networks ?? throw new InvalidOperationException("Network namespaces cannot be made here.", _notPermitted);

    public FaultLecture Lecture { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        try
        {
            _networks = await CutNetworks.MakeAsync(3);
        }
        catch (InvalidOperationException notPermitted)
        {
            _notPermitted = notPermitted;
        }

        Cluster = await LoopbackCluster.StartAsync(3, networks: _networks);
        Lecture = await FaultLecture.BeginAsync(Cluster);
    }

    /// <summary>Joins every network, wakes and starts what does not run, and waits until all nodes are ready.</summary>
    public async Task MakeWholeAsync()
    {
        if (!Cluster.Database.IsUp)
        {
            await Cluster.Database.StartServerAsync();
        }

        for (var node = 0; node < Cluster.Nodes.Count; node++)
        {
            if (_networks is not null)
            {
                await _networks.CutFromPeersAsync(node, cut: false);
                await _networks.CutFromDatabaseAsync(node, cut: false);
            }

            if (!Cluster.Nodes[node].HasEnded)
            {
                await Cluster.Nodes[node].ThawAsync();
            }
        }

        await Eventually.True(
            "all nodes are ready, those that ended by themselves started again",
            async () =>
            {
                await Task.WhenAll(Cluster.Nodes.Where(node => node.HasEnded).Select(node => node.StartAsync()));
                return Cluster.Balancer.Ready == Cluster.Nodes.Count;
            },
            TimeSpan.FromSeconds(90));
    }

    public async ValueTask DisposeAsync()
    {
        if (Lecture is not null)
        {
            await Lecture.DisposeAsync();
        }

        if (Cluster is not null)
        {
            await Cluster.DisposeAsync();
        }

        if (_networks is not null)
        {
            await _networks.DisposeAsync();
        }
    }
}

/// <summary>The tests on one <see cref="FaultCluster"/>, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class FaultCollection : ICollectionFixture<FaultCluster>
{
    public const string Name = "faults of nodes";
}
