using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Runtime.Services;
using Orleans.Services;
using RemoteClassroom.Storage;

namespace RemoteClassroom.Server.Cluster;

/// <summary>What a node sees, for another node that asks.</summary>
public interface INodeEye : IGrainService
{
    /// <summary>Whether this node's database answers. That it answers at all says that the node is there.</summary>
    [Alias("SeesDatabase"), ResponseTimeout("00:00:03")]
    Task<bool> SeesDatabaseAsync();
}

/// <summary>Answers for this node.</summary>
[Reentrant]
internal sealed class NodeEye(GrainId id, Silo silo, ILoggerFactory logs, IDatabaseHealth health) : GrainService(id, silo, logs), INodeEye
{
    public Task<bool> SeesDatabaseAsync() => Task.FromResult(health.Answers);
}

/// <summary>Asks the other nodes.</summary>
internal sealed class NodeEyes(IServiceProvider services, ISiloStatusOracle members, ILocalSiloDetails self) : GrainServiceClient<INodeEye>(services)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>The other nodes that are held for alive.</summary>
    public IReadOnlyList<SiloAddress> Members => [.. members.GetApproximateSiloStatuses(onlyActive: true).Keys.Where(node => !node.Equals(self.SiloAddress))];

    /// <summary>Whether any other node says that it reaches the database. Nodes that do not answer say nothing.</summary>
    public async Task<bool> AnySeesDatabaseAsync()
    {
        var answers = await Task.WhenAll(Members.Select(node => AskAsync(node, Patience)));
        return Array.Exists(answers, sees => sees == true);
    }

    /// <summary>The other nodes that answer within a time, whatever they say.</summary>
    public async Task<IReadOnlyList<SiloAddress>> WhoAnswersAsync(TimeSpan patience)
    {
        var asked = Members;
        var answers = await Task.WhenAll(asked.Select(node => AskAsync(node, patience)));
        return [.. asked.Where((_, at) => answers[at] is not null)];
    }

    private async Task<bool?> AskAsync(SiloAddress node, TimeSpan patience)
    {
        try
        {
            return await GetGrainService(node).SeesDatabaseAsync().WaitAsync(patience);
        }
        catch (Exception error) when (error is TimeoutException or OrleansException or InvalidOperationException or OperationCanceledException)
        {
            // Not there, or this silo itself is going.
            return null;
        }
    }
}
