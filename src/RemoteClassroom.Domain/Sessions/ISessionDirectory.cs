namespace RemoteClassroom.Domain.Sessions;

/// <summary>What of a session never changes in its log.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Secret">32 random bytes: the branches' keys are derived from it.</param>
/// <param name="StreamKey">The publisher's key.</param>
/// <param name="OwnerUnitId">The unit that holds it.</param>
/// <param name="OwnerPath">That unit's path.</param>
/// <param name="Invited">Paths of the invited units.</param>
public sealed record SessionFacts(Guid SessionId, byte[] Secret, string StreamKey, Guid OwnerUnitId, string OwnerPath, IReadOnlyList<string> Invited);

/// <summary>A branch of a session.</summary>
/// <param name="Index">Its place among the session's branches, from 0: the bit in a reach bitmap.</param>
/// <param name="BranchId">The venue.</param>
/// <param name="Name">Its name on the day.</param>
/// <param name="Hall">Its short number.</param>
/// <param name="UnitIndex">The unit it stands at, in <see cref="FrozenTree.Units"/>.</param>
/// <param name="Expected">How many people are expected there.</param>
public sealed record FrozenBranch(int Index, Guid BranchId, string Name, long Hall, int UnitIndex, int Expected);

/// <summary>A unit of the frozen tree.</summary>
/// <param name="UnitId">The unit.</param>
/// <param name="Name">Its name on the day.</param>
/// <param name="Path">Its path on the day.</param>
/// <param name="ParentIndex">The unit above; -1 for a root. Always less than the unit's own index.</param>
/// <param name="Homeless">People of this unit whom no venue takes in.</param>
public sealed record FrozenUnit(Guid UnitId, string Name, string Path, int ParentIndex, int Homeless);

/// <summary>The tree as it stood when the doors opened (before that: as it stands), with every unit from the root down to the invited ones and all below them.</summary>
/// <param name="Units">Parents before children.</param>
/// <param name="Branches">By index.</param>
public sealed record FrozenTree(IReadOnlyList<FrozenUnit> Units, IReadOnlyList<FrozenBranch> Branches);

/// <summary>A person expected at a branch.</summary>
/// <param name="TraineeId">Who.</param>
/// <param name="UnitId">The person's unit.</param>
/// <param name="RosterNo">The roster number.</param>
/// <param name="Name">The name.</param>
/// <param name="LastDigits">The last four digits of the phone number; empty if none is known.</param>
public sealed record RosterLine(Guid TraineeId, Guid UnitId, string RosterNo, string Name, string LastDigits);

/// <summary>A person of a session's roster with where he counts.</summary>
/// <param name="Line">The person.</param>
/// <param name="HomeId">The hall of his roster line; his unit if no hall takes him in.</param>
public sealed record RosterPlace(RosterLine Line, Guid HomeId);

/// <summary>A session under way that a hall takes part in.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Secret">The session's secret.</param>
/// <param name="BranchId">The venue.</param>
/// <param name="Name">The venue's name.</param>
public sealed record HallSession(Guid SessionId, byte[] Secret, Guid BranchId, string Name);

/// <summary>A round that is due to close.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="RoundId">The round.</param>
public sealed record DueRound(Guid SessionId, Guid RoundId);

/// <summary>A person, and the hall where he is expected.</summary>
/// <param name="TraineeId">Who.</param>
/// <param name="BranchId">The hall.</param>
public readonly record struct HallPerson(Guid TraineeId, Guid BranchId);

/// <summary>Reads about sessions that the live heart needs; implementations may cache what never changes.</summary>
public interface ISessionDirectory
{
    /// <summary>The session's facts; null if there is none.</summary>
    Task<SessionFacts?> FindAsync(Guid sessionId, CancellationToken cancellationToken);

    /// <summary>Forgets a session's facts, which are remembered for a second: who asks from now on hears what is so now.</summary>
    void Forget(Guid sessionId);

    /// <summary>The frozen tree; before the doors open, the tree as it stands. Null if there is no such session.</summary>
    Task<FrozenTree?> TreeAsync(Guid sessionId, CancellationToken cancellationToken);

    /// <summary>The branch in the frozen tree (before the doors open: as it stands); null if the venue takes no part.</summary>
    Task<FrozenBranch?> BranchAsync(Guid sessionId, Guid branchId, CancellationToken cancellationToken);

    /// <summary>Who is expected at a branch (frozen when the doors opened).</summary>
    Task<IReadOnlyList<RosterLine>> RosterAsync(Guid sessionId, Guid branchId, CancellationToken cancellationToken);

    /// <summary>Everybody of the session's frozen roster who is expected in a hall, in no order; empty before the doors open. One read, as large as the session.</summary>
    Task<IReadOnlyList<HallPerson>> HallPeopleAsync(Guid sessionId, CancellationToken cancellationToken);

    /// <summary>The person of the session's frozen roster with one of these roster numbers, whatever his hall; null if nobody has one, or the doors have not opened. One look-up by the number's index.</summary>
    Task<RosterPlace?> VisitorAsync(Guid sessionId, IReadOnlyList<string> rosterNumbers, CancellationToken cancellationToken);

    /// <summary>The person of the session's roster; null if he is not on it. Before the doors open, of the rosters as they stand.</summary>
    Task<RosterPlace?> PersonAsync(Guid sessionId, Guid traineeId, CancellationToken cancellationToken);

    /// <summary>The sessions under way (doors open, not ended) of a hall, by its short number.</summary>
    Task<IReadOnlyList<HallSession>> UnderWayAsync(long hall, CancellationToken cancellationToken);

    /// <summary>The session that a question belongs to; null if there is no such question.</summary>
    Task<Guid?> SessionOfQuestionAsync(Guid questionId, CancellationToken cancellationToken);

    /// <summary>Open rounds whose closing time has come.</summary>
    Task<IReadOnlyList<DueRound>> DueRoundsAsync(DateTimeOffset now, CancellationToken cancellationToken);
}
