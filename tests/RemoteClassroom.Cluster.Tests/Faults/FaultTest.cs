using RemoteClassroom.TestKit.Clusters;

namespace RemoteClassroom.Cluster.Tests.Faults;

/// <summary>A test on the <see cref="FaultCluster"/>. Whatever the one before it left behind when it failed, it begins with three nodes that are whole, so that each test fails for itself alone.</summary>
public abstract class FaultTest(FaultCluster faults) : IAsyncLifetime
{
    /// <summary>The three nodes.</summary>
    protected LoopbackCluster Cluster => faults.Cluster;

    /// <summary>The lecture on them.</summary>
    protected FaultLecture Lecture => faults.Lecture;

    /// <inheritdoc cref="FaultCluster.Networks" />
    protected CutNetworks Networks => faults.Networks;

    /// <inheritdoc />
    public async ValueTask InitializeAsync() => await faults.MakeWholeAsync();

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }
}
