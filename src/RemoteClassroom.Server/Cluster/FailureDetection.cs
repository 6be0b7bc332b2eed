using Orleans.Configuration;

namespace RemoteClassroom.Server.Cluster;

/// <summary>
/// How fast a dead node is taken for dead, and how slowly a busy one. Every figure weighs the same two harms: halls of a dead node that wait, and a healthy node that
/// is put to death because it was busy for a moment – which cuts thousands of screens at once.
/// </summary>
internal static class FailureDetection
{
    /// <summary>
    /// A peer is asked every 2 s and has 2 s to answer (default: 5 s). A killed process refuses connections and is noticed at once; this is for a node that is frozen or
    /// cut off. One second was quicker by some seconds, but a collection of garbage on a loaded two-core node takes that long now and then.
    /// </summary>
    /// <remarks>
    /// It is the longest time as well as the first (by default a peer's own answers stretch it to four times as much, or shorten it by half). The longest counts beyond one question: nobody is suspected who
    /// said anything on his connections within <see cref="MissedProbes"/> times that, so by default a node whose cable was pulled had 24 s.
    /// </remarks>
    public static readonly TimeSpan Probe = TimeSpan.FromSeconds(2);

    /// <summary>Three misses in a row, so 6 to 8 s, before a peer is suspected; a single lost answer means nothing.</summary>
    public const int MissedProbes = 3;

    /// <summary>
    /// The last question does not go by way of another node, as it does by default: two nodes must agree anyway (<see cref="Votes"/>), each by what it sees itself. By way of another one it takes
    /// twice as long, and on machines that are all busy its answer is not believed.
    /// </summary>
    public const bool ByWayOfOthers = false;

    /// <summary>Two nodes must agree (of two nodes, the one that is left): a node with a broken network of its own cannot put the others to death alone.</summary>
    public const int Votes = 2;

    /// <summary>
    /// A vote counts this long (default: 2 minutes). It carries the voter's clock; a quarter of an hour keeps a vote good between nodes whose clocks are minutes apart.
    /// </summary>
    public static readonly TimeSpan VoteLife = TimeSpan.FromMinutes(15);

    /// <summary>Members are read anew every 5 s (default: 60 s) beside the notices between nodes: so long may a node that misses these believe in a dead peer.</summary>
    public static readonly TimeSpan TableRefresh = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Each node writes that it is alive every 3 s (default: 30 s), and …
    /// </summary>
    public static readonly TimeSpan AlivePublish = TimeSpan.FromSeconds(3);

    /// <summary>… rows without news for 3 × 3 s do not keep a starting node waiting: so a start after all nodes were killed takes seconds, not minutes.</summary>
    public const int MissedAlives = 3;

    /// <summary>Writes them into Orleans' options.</summary>
    public static void Apply(ClusterMembershipOptions options)
    {
        options.ProbeTimeout = Probe;
        options.MinProbeTimeout = Probe;
        options.MaxProbeTimeout = Probe;
        options.NumMissedProbesLimit = MissedProbes;
        options.EnableIndirectProbes = ByWayOfOthers;
        options.NumVotesForDeathDeclaration = Votes;
        options.DeathVoteExpirationTimeout = VoteLife;
        options.TableRefreshTimeout = TableRefresh;
        options.IAmAliveTablePublishTimeout = AlivePublish;
        options.NumMissedTableIAmAliveLimit = MissedAlives;
    }
}
