using System.Collections.Concurrent;
using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;
using RemoteClassroom.Grains;
using RemoteClassroom.Server.Http;

namespace RemoteClassroom.Server.Attendance;

/// <summary>
/// This node's live figures by category and seat. Of each session that somebody watches it reads on from where it stood, at most twice a second, however many watch; who is not asked about for a while
/// is forgotten.
/// </summary>
internal sealed class BreakdownDesk(IBreakdownReading reading, ICorrections corrections, ISessionDirectory directory, ISessionStates states, IGrainFactory grains, TimeProvider time)
{
    private const int PageSize = 10_000;
    private const int MostSeats = 1_000;
    private const int MostSessions = 64;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan IdleFor = TimeSpan.FromMinutes(5);
    private readonly ConcurrentDictionary<Guid, Watched> _watched = new();

    /// <summary>A unit's figures.</summary>
    /// <param name="sessionId">The session.</param>
    /// <param name="unitId">The unit; null: the top of the session's tree.</param>
    /// <param name="roundId">The round; null: the newest sign-in.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="RefusedException">There is no such session, unit or round.</exception>
    public async Task<AttendanceBreakdown> ReadAsync(Guid sessionId, Guid? unitId, Guid? roundId, CancellationToken cancellationToken)
    {
        var state = await states.GetAsync(sessionId, fresh: true, cancellationToken) ?? throw Refused.NotFound("session");
        var round = roundId is { } wanted ? state.FindRound(wanted) ?? throw Refused.NotFound("round in this session") : state.NewestSignIn;
        Sweep();
        var watched = _watched.GetOrAdd(sessionId, _ => new Watched());
        await watched.Gate.WaitAsync(cancellationToken);
        try
        {
            await RefreshAsync(sessionId, watched, state, cancellationToken);
            var tree = watched.Tree!;
            var unit = unitId is { } asked ? tree.Units.ToList().FindIndex(unit => unit.UnitId == asked) : 0;
            return unit < 0 || tree.Units.Count == 0 ? throw Refused.NotFound("unit in this session") : AnswerOf(watched, tree, unit, round);
        }
        finally
        {
            watched.Gate.Release();
        }
    }

    private static AttendanceBreakdown AnswerOf(Watched watched, FrozenTree tree, int unit, Round? round)
    {
        var cut = watched.Figures!.Cut(round, unit, watched.Reach);
        var whole = cut.Categories.Aggregate(default(Tally), (sum, category) => sum + category.Counts);
        return new AttendanceBreakdown(
            new UnitRef(tree.Units[unit].UnitId, tree.Units[unit].Name, NodeKind.Unit), cut.Seq, watched.At, CountsOf(whole), [.. cut.Categories.Select(category => new CategoryCounts(category.Category, CountsOf(category.Counts)))],
            [.. cut.Seats.Take(MostSeats).Select(seat => new HallSeats(tree.Branches[seat.Hall].BranchId, tree.Branches[seat.Hall].Name, seat.People, seat.Visitors))],
            cut.Seats.Sum(seat => seat.People), cut.Seats.Sum(seat => seat.Visitors), round?.RoundId);
    }

    private static Counts CountsOf(Tally tally) => new(tally.Expected, tally.Present, tally.Late, tally.Waiting, tally.Absent, tally.Unknown, tally.Excused);

    private async Task RefreshAsync(Guid sessionId, Watched watched, SessionState state, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (watched.Figures is not null && watched.Frozen && now - watched.At < Every && now >= watched.At)
        {
            return;
        }

        if (watched.Figures is null || !watched.Frozen)
        {
            // Before the doors open the tree and the rosters are not fixed: looked at anew each time, and nobody has come.
            watched.Tree = await directory.TreeAsync(sessionId, cancellationToken) ?? throw Refused.NotFound("session");
            watched.Figures = new Breakdown(watched.Tree, await reading.ExpectedAsync(sessionId, cancellationToken));
            watched.Frozen = state.Phase != Phase.Scheduled;
        }

        for (IReadOnlyList<CategoryLine> page; (page = await reading.LinesAsync(sessionId, watched.Figures.Seq, PageSize, cancellationToken)).Count > 0;)
        {
            watched.Figures.Take(page);
        }

        if (await corrections.NewestAsync(sessionId, cancellationToken) > 0)
        {
            watched.Figures.Correct(await reading.CorrectedAsync(sessionId, cancellationToken), state.Rounds);
        }

        if (state.Rounds.FindAll(round => !watched.Figures.Knows(round)) is { IsEmpty: false } unknown)
        {
            var people = await reading.PeopleAsync(sessionId, cancellationToken);
            unknown.ForEach(round => watched.Figures.Draw(round, people));
        }

        watched.Reach = await grains.AttendanceOf(sessionId).FreezeReachAsync() ?? [];
        watched.At = Micros.Truncate(now);
    }

    private void Sweep()
    {
        var old = time.GetUtcNow() - IdleFor;
        foreach (var (session, watched) in _watched)
        {
            if (watched.At != default && (watched.At < old || _watched.Count > MostSessions))
            {
                _watched.TryRemove(session, out _);
            }
        }
    }

    private sealed class Watched
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public FrozenTree? Tree { get; set; }

        public Breakdown? Figures { get; set; }

        public bool Frozen { get; set; }

        public byte[] Reach { get; set; } = [];

        public DateTimeOffset At { get; set; }
    }
}
