using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.CheckIns;
using RemoteClassroom.Domain.Corrections;
using RemoteClassroom.Domain.Halls;
using RemoteClassroom.Domain.Log;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Grains.Attendance;

/// <summary>
/// Holds a session's board. Reentrant, because it awaits only while it (re)reads the store; everything else happens between two awaits on arrays that only grow,
/// so no turn sees a half-done change and counters and reach flow on while a recount is under way.
/// </summary>
[Reentrant]
internal sealed partial class AttendanceGrain : Grain, IAttendanceGrain
{
    private static readonly TimeSpan RecountEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CorrectEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ScheduledTreeFor = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan CutFor = TimeSpan.FromMilliseconds(100);

    private readonly ILedger _ledger;
    private readonly ICorrections _corrections;
    private readonly ISessionDirectory _directory;
    private readonly ISessionStates _states;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Guid _sessionId;
    private readonly HashSet<Guid> _recounted = [];
    private readonly IArrivals _arrivals;
    private readonly RosterWatch _rosters;
    private Loaded? _loaded;
    private Task<Loaded?>? _loading;
    private long _epoch;
    private bool _moved;
    private bool _corrected;
    private bool _isCorrected;
    private long _newestCorrection;

    public AttendanceGrain(
        IGrainContext context, ILedger ledger, IArrivals arrivals, ICorrections corrections, IRosterVersions rosters, ISessionDirectory directory, ISessionStates states, TimeProvider time,
        ILogger<AttendanceGrain> logger)
    {
        (_ledger, _arrivals, _corrections, _directory, _states, _time, _logger) = (ledger, arrivals, corrections, directory, states, time, logger);
        _sessionId = context.GrainId.GetGuidKey();
        _rosters = new RosterWatch(rosters, _sessionId, time);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(RecountAsync, new GrainTimerCreationOptions { DueTime = RecountEvery, Period = RecountEvery, Interleave = true });
        this.RegisterGrainTimer(CorrectAsync, new GrainTimerCreationOptions { DueTime = CorrectEvery, Period = CorrectEvery, Interleave = true });
        return Task.CompletedTask;
    }

    public async Task AdvanceAsync(BranchTotal[] totals)
    {
        if (await LoadAsync(fresh: false) is ({ } loaded, _))
        {
            foreach (var total in totals)
            {
                _moved |= loaded.Watch.Board.Advance(new BranchCount(total.RoundId, total.BranchId, total.Present, total.Late));
            }

            // Somebody who was excused may have come after all.
            _corrected |= _isCorrected;
        }
    }

    public async Task CorrectedAsync()
    {
        if (await LoadAsync(fresh: true) is ({ } loaded, { } state))
        {
            await ReadCorrectionsAsync(loaded, state);
        }
    }

    public async Task<long> ReachAsync(BranchSeen[] branches)
    {
        if (await LoadAsync(fresh: false) is not ({ } loaded, _))
        {
            return 0;
        }

        var now = _time.GetUtcNow();
        foreach (var branch in branches)
        {
            Take(loaded.Watch.Board, branch, now);
        }

        return loaded.Epoch;
    }

    public async Task RefuseAsync(BranchRefusal[] refusals)
    {
        if (await LoadAsync(fresh: false) is ({ } loaded, _))
        {
            foreach (var refusal in refusals)
            {
                loaded.Watch.Board.Refuse(new RefusalCount(refusal.RoundId, refusal.BranchId, refusal.Code, refusal.Count));
            }

            loaded.Watch.Touch();
        }
    }

    public async Task<AttendanceReadAnswer> ReadAsync(AttendanceReadRequest request)
    {
        if (await LoadAsync(fresh: false) is not ({ } loaded, { } state))
        {
            return new AttendanceReadAnswer(0, 0, []);
        }

        var cut = DefaultCut(loaded, state.NewestSignIn, CutFor);
        var known = request.KnownEpoch == loaded.Epoch ? request.KnownSeq : 0;
        var mark = new AttendanceMark(loaded.Epoch, loaded.Watch.Seq);
        var board = loaded.Watch.Board;
        var cuts = new List<AttendanceReadCut>();
        foreach (var unitId in request.Units)
        {
            if (board.UnitIndexOf(unitId) is >= 0 and var unit && loaded.Watch.UnitChangedSince(unit, known))
            {
                cuts.Add(new AttendanceReadCut(unitId, false, FrameWriter.Unit(board, cut, unit, mark, loaded.CutAt)));
            }
        }

        foreach (var branchId in request.Branches)
        {
            if (board.BranchIndexOf(branchId) is >= 0 and var branch && loaded.Watch.BranchChangedSince(branch, known))
            {
                cuts.Add(new AttendanceReadCut(branchId, true, FrameWriter.Branch(cut, branch)));
            }
        }

        return new AttendanceReadAnswer(mark.Epoch, mark.Seq, [.. cuts]);
    }

    public async Task<byte[]?> FrameAsync(Guid? unitId, Guid? roundId)
    {
        if (await LoadAsync(fresh: true) is not ({ } loaded, { } state))
        {
            return null;
        }

        var board = loaded.Watch.Board;
        var unit = unitId is { } asked ? board.UnitIndexOf(asked) : board.Tree.Units.Count > 0 ? 0 : -1;
        var round = roundId is { } wanted ? state.FindRound(wanted) : state.NewestSignIn;
        if (unit < 0 || (roundId is not null && round is null))
        {
            return null;
        }

        if (round?.RoundId == state.NewestSignIn?.RoundId)
        {
            var cut = DefaultCut(loaded, round, TimeSpan.Zero);
            return FrameWriter.Unit(board, cut, unit, new AttendanceMark(loaded.Epoch, loaded.Watch.Seq), loaded.CutAt);
        }

        var now = _time.GetUtcNow();
        return FrameWriter.Unit(board, board.Cut(round, now), unit, new AttendanceMark(loaded.Epoch, loaded.Watch.NextSeq()), now);
    }

    public async Task<HallsAnswer?> HallsAsync(HallsRequest request)
    {
        if (await LoadAsync(fresh: true) is not ({ } loaded, { } state))
        {
            return null;
        }

        var board = loaded.Watch.Board;
        var unit = request.UnitId is { } asked ? board.UnitIndexOf(asked) : 0;
        var round = request.RoundId is { } wanted ? state.FindRound(wanted) : state.NewestSignIn;
        return unit < 0 || (request.RoundId is not null && round is null)
            ? null
            : HallPages.Make(board, board.Cut(round, _time.GetUtcNow()), request.UnitId is null ? -1 : unit, request);
    }

    public async Task<byte[]?> FreezeReachAsync() =>
        await LoadAsync(fresh: false) is ({ } loaded, _) ? loaded.Watch.Board.Reach(_time.GetUtcNow()) : null;

    /// <summary>The cut of the default round, not older than <paramref name="maxAge"/> unless nothing but time could have changed it.</summary>
    private BoardCut DefaultCut(Loaded loaded, Round? round, TimeSpan maxAge)
    {
        var now = _time.GetUtcNow();
        if (loaded.Cut is null || loaded.Round != round || now - loaded.CutAt >= maxAge || now < loaded.CutAt)
        {
            (loaded.Cut, loaded.Round, loaded.CutAt) = (loaded.Watch.Cut(round, now), round, now);
        }

        return loaded.Cut;
    }

    /// <summary>The board that fits the session's state: made at first need, and anew when the doors open (the tree freezes then) or, before that, when the tree was read a while ago.</summary>
    private async Task<(Loaded? Loaded, SessionState? State)> LoadAsync(bool fresh)
    {
        var state = await _states.GetAsync(_sessionId, fresh, CancellationToken.None);
        if (state is null || state.Phase == Phase.None)
        {
            return (null, null);
        }

        var frozen = state.Phase != Phase.Scheduled;
        if (_loaded is { } loaded && (loaded.Frozen || (!frozen && _time.GetUtcNow() - loaded.ReadAt < ScheduledTreeFor)))
        {
            return (loaded, state);
        }

        var loading = _loading ??= ReadBoardAsync(frozen);
        try
        {
            return (await loading, state);
        }
        finally
        {
            if (ReferenceEquals(_loading, loading))
            {
                _loading = null;
            }
        }
    }

    private async Task<Loaded?> ReadBoardAsync(bool frozen)
    {
        var tree = await _directory.TreeAsync(_sessionId, CancellationToken.None);
        if (tree is null)
        {
            return null;
        }

        var board = new AttendanceBoard(tree);
        foreach (var count in await AsideAsync(() => _ledger.CountAsync(_sessionId, CancellationToken.None)))
        {
            board.Advance(count);
        }

        if (_loaded is { } old)
        {
            board.TakeReachOf(old.Watch.Board);
        }

        if (frozen && await _states.GetAsync(_sessionId, fresh: false, CancellationToken.None) is { } state)
        {
            var people = await AsideAsync(() => _corrections.PeopleAsync(_sessionId, null, CancellationToken.None));
            Note(people);
            board.Correct(people, state.Rounds);
        }

        // Greater than any epoch before, in this activation or another.
        _epoch = Math.Max(_epoch + 1, _time.GetUtcNow().ToUnixTimeMilliseconds());
        return _loaded = new Loaded(new BoardWatch(board), _epoch, frozen, _time.GetUtcNow());
    }

    private sealed class Loaded(BoardWatch watch, long epoch, bool frozen, DateTimeOffset readAt)
    {
        public BoardWatch Watch { get; } = watch;

        public long Epoch { get; } = epoch;

        public ArrivalCurve Curve { get; } = new(watch.Board);

        /// <summary>Whether the tree can change no more.</summary>
        public bool Frozen { get; } = frozen;

        public DateTimeOffset ReadAt { get; } = readAt;

        public BoardCut? Cut { get; set; }

        public Round? Round { get; set; }

        public DateTimeOffset CutAt { get; set; }
    }
}
