using RemoteClassroom.Domain.Attendance;

namespace RemoteClassroom.Grains.Attendance;

/// <summary>Pages of halls, made from one cut of the board.</summary>
internal static class HallPages
{
    /// <summary>One page.</summary>
    /// <param name="board">The board.</param>
    /// <param name="cut">Its figures at one moment.</param>
    /// <param name="unit">The unit's place in the tree; -1 for all.</param>
    /// <param name="request">What is wanted.</param>
    public static HallsAnswer Make(AttendanceBoard board, BoardCut cut, int unit, HallsRequest request)
    {
        var halls = Enumerable.Range(0, board.Tree.Branches.Count).Where(hall => unit < 0 || board.IsBelow(board.Tree.Branches[hall].UnitIndex, unit));
        halls = request.Order == HallOrder.OnlyMissing
            ? halls.Where(hall => hall >= request.Skip && Missing(cut.Branches[hall]) > 0)
            : halls.OrderBy(hall => HallRank.Of(ReachBitmap.IsSet(cut.Online, hall), cut.Pictures[hall], cut.Branches[hall]))
                .ThenBy(hall => HallRank.Rate(cut.Branches[hall]))
                .ThenByDescending(hall => Missing(cut.Branches[hall]))
                .ThenBy(hall => hall);
        var page = halls.Skip(request.Order == HallOrder.OnlyMissing ? 0 : request.Skip).Take(request.Take + 1).ToList();
        return new HallsAnswer(cut.RoundId, [.. page.Take(request.Take).Select(hall => Of(board, cut, hall))], page.Count > request.Take);
    }

    private static int Missing(Tally tally) => tally.Waiting + tally.Absent + tally.Unknown;

    /// <summary>One hall.</summary>
    public static HallFigures Of(AttendanceBoard board, BoardCut cut, int hall)
    {
        var (branch, tally) = (board.Tree.Branches[hall], cut.Branches[hall]);
        return new HallFigures(
            branch.BranchId, branch.Name, branch.Hall, PathOf(board, branch.UnitIndex), tally.Expected, tally.Present, tally.Late, tally.Waiting, tally.Absent, tally.Unknown,
            ReachBitmap.IsSet(cut.Online, hall), cut.Pictures[hall], board.LastSeen(hall), hall, tally.Excused);
    }

    private static string PathOf(AttendanceBoard board, int unit)
    {
        var names = new Stack<string>();
        for (; unit >= 0; unit = board.Tree.Units[unit].ParentIndex)
        {
            names.Push(board.Tree.Units[unit].Name);
        }

        return string.Join(" / ", names);
    }
}
