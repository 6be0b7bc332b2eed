using RemoteClassroom.Domain.Attendance;

namespace RemoteClassroom.Grains.Attendance;

/// <summary>What the duty desk, the curve of arrivals and the command centre are read from.</summary>
internal sealed partial class AttendanceGrain
{
    public async Task<DeskAnswer?> DeskAsync(DeskRequest request)
    {
        if (await LoadAsync(fresh: true) is not ({ } loaded, { } state))
        {
            return null;
        }

        var board = loaded.Watch.Board;
        var unit = request.UnitId is { } asked ? board.UnitIndexOf(asked) : -1;
        if (request.UnitId is not null && unit < 0)
        {
            return null;
        }

        var now = _time.GetUtcNow();
        return DeskPages.Make(board, board.Cut(state.NewestSignIn, now), unit, state.Media is not null && state.CutSince is null, _rosters.Get(), request, now);
    }

    public async Task<ArrivalsAnswer?> ArrivalsAsync(Guid? unitId, Guid? roundId)
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

        var now = _time.GetUtcNow();
        var expected = board.Cut(round, now).Units[unit].Counts.Expected;
        if (round is null)
        {
            return new ArrivalsAnswer(board.Tree.Units[unit].UnitId, expected, null, null, ArrivalCurve.StepSeconds, []);
        }

        var after = loaded.Curve.UpTo;
        var (upTo, news) = await AsideAsync(() => _arrivals.ReadAsync(_sessionId, after, CancellationToken.None));
        loaded.Curve.Take(after, upTo, news);
        var (seconds, counts) = loaded.Curve.Of(unit, round.RoundId, round.OpenedAt, round.ClosedAt ?? now);
        return new ArrivalsAnswer(board.Tree.Units[unit].UnitId, expected, round.RoundId, round.OpenedAt, seconds, counts);
    }

    public async Task<UnitsAnswer?> UnitsAsync(Guid? unitId, Guid[] others)
    {
        if (await LoadAsync(fresh: true) is not ({ } loaded, { } state))
        {
            return null;
        }

        var board = loaded.Watch.Board;
        var unit = unitId is { } asked ? board.UnitIndexOf(asked) : board.Tree.Units.Count > 0 ? 0 : -1;
        if (unit < 0)
        {
            return null;
        }

        var cut = DefaultCut(loaded, state.NewestSignIn, CutFor);
        return new UnitsAnswer(
            loaded.CutAt, cut.RoundId, UnitFigures.Of(board, cut, unit),
            [.. others.Select(board.UnitIndexOf).Where(other => other >= 0).Select(other => UnitFigures.Of(board, cut, other))]);
    }

    private static void Take(AttendanceBoard board, BranchSeen branch, DateTimeOffset now)
    {
        if (branch.AgoMs != int.MaxValue)
        {
            board.See(branch.BranchId, now.AddMilliseconds(-Math.Max(0, branch.AgoMs)), branch.Picture);
        }

        if (board.BranchIndexOf(branch.BranchId) is >= 0 and var hall)
        {
            if (branch.ClockOffsetMs is { } offset)
            {
                board.Signs.TellClock(hall, offset);
            }

            if (branch.OperatorAgoMs is { } ago)
            {
                board.Signs.TellOperator(hall, now.AddMilliseconds(-Math.Max(0, ago)), branch.RosterVersion);
            }
        }
    }
}
