using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Grains.Tests.Support;

/// <summary>A small made-up tree: a province, two counties, three townships with a hall each (seven people each), and two people whom no hall takes in.</summary>
internal sealed class Province(ISessionLog log) : ISessionDirectory
{
    public const int PeopleAHall = 7;

    private readonly Dictionary<Guid, SessionFacts> _sessions = [];
    private Guid? _noTree;

    public static FrozenTree Tree { get; } = new(
        [
            new FrozenUnit(Id(1, 0), "Province", "p", -1, 0),
            new FrozenUnit(Id(1, 1), "West county", "p/w", 0, 2),
            new FrozenUnit(Id(1, 2), "East county", "p/e", 0, 0),
            new FrozenUnit(Id(1, 3), "First township", "p/w/1", 1, 0),
            new FrozenUnit(Id(1, 4), "Second township", "p/w/2", 1, 0),
            new FrozenUnit(Id(1, 5), "Third township", "p/e/3", 2, 0),
        ],
        [.. Enumerable.Range(0, 3).Select(i => new FrozenBranch(i, Hall(i), $"Hall {i}", i + 1, i + 3, PeopleAHall))]);

    public static Guid Hall(int number) => Id(2, number);

    public static Guid Unit(int number) => Id(1, number);

    public static RosterLine Person(int hall, int number) =>
        new(Id(3, (hall * 100) + number), Unit(hall + 3), $"GS{hall}{number:D3}", $"学员{hall}之{number}", $"{hall}{number:D3}");

    /// <summary>A session with its first event.</summary>
    public async Task<Guid> ScheduleAsync(DateTimeOffset startsAt, bool oneDevicePerRound = false)
    {
        var sessionId = Guid.NewGuid();
        lock (_sessions)
        {
            _sessions[sessionId] = new SessionFacts(sessionId, [.. Enumerable.Repeat((byte)7, 32)], "key", Unit(0), "p", ["p"]);
        }

        await log.AppendAsync(new LogAppend(sessionId, default, Micros.Truncate(startsAt), [new SessionScheduled("A lecture", Micros.Truncate(startsAt), oneDevicePerRound)], null), CancellationToken.None);
        return sessionId;
    }

    public Task<SessionFacts?> FindAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        lock (_sessions)
        {
            return Task.FromResult(_sessions.GetValueOrDefault(sessionId));
        }
    }

    public async Task<FrozenTree?> TreeAsync(Guid sessionId, CancellationToken cancellationToken) =>
        _noTree == sessionId ? throw new StorageException("the tree cannot be read", outcomeUnknown: false) : await FindAsync(sessionId, cancellationToken) is null ? null : Tree;

    /// <summary>While <paramref name="act"/> runs, the session's tree cannot be read.</summary>
    public async Task ForgetTreeAsync(Guid sessionId, Func<Task> act)
    {
        _noTree = sessionId;
        await act();
        _noTree = null;
    }

    public Task<FrozenBranch?> BranchAsync(Guid sessionId, Guid branchId, CancellationToken cancellationToken) =>
        Task.FromResult(Tree.Branches.FirstOrDefault(branch => branch.BranchId == branchId));

    public Task<IReadOnlyList<RosterLine>> RosterAsync(Guid sessionId, Guid branchId, CancellationToken cancellationToken)
    {
        var hall = Tree.Branches.FirstOrDefault(branch => branch.BranchId == branchId)?.Index ?? throw new InvalidOperationException("no such hall");
        return Task.FromResult<IReadOnlyList<RosterLine>>([.. Enumerable.Range(0, PeopleAHall).Select(number => Person(hall, number))]);
    }

    public Task<IReadOnlyList<HallSession>> UnderWayAsync(long hall, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<HallSession>>([]);

    public Task<Guid?> SessionOfQuestionAsync(Guid questionId, CancellationToken cancellationToken) => Task.FromResult<Guid?>(null);

    public async Task<IReadOnlyList<DueRound>> DueRoundsAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        Guid[] sessions;
        lock (_sessions)
        {
            sessions = [.. _sessions.Keys];
        }

        var due = new List<DueRound>();
        foreach (var sessionId in sessions)
        {
            var state = (await log.ReadAsync(sessionId, 0, 10_000, cancellationToken)).Aggregate(SessionState.Empty, (state, entry) => state.Apply(entry.Event, entry.At));
            if (state.OpenRound is { ClosesAt: { } closesAt } round && closesAt <= now)
            {
                due.Add(new DueRound(sessionId, round.RoundId));
            }
        }

        return due;
    }

    private static Guid Id(int kind, int number) => new(kind, (short)number, 0, [0, 0, 0, 0, 0, 0, 0, 1]);
}
