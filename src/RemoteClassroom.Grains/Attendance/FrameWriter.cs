using System.Text.Json;
using RemoteClassroom.Contracts;
using RemoteClassroom.Contracts.Attendance;
using RemoteClassroom.Contracts.Hub;
using RemoteClassroom.Domain.Attendance;

namespace RemoteClassroom.Grains.Attendance;

/// <summary>A cut of the board in the contract's words, as JSON.</summary>
internal static class FrameWriter
{
    /// <summary>The frame of a unit: its counts and those one level down, units first, then the halls at the unit itself, then the people without any.</summary>
    public static byte[] Unit(AttendanceBoard board, BoardCut cut, int unit, AttendanceMark mark, DateTimeOffset at)
    {
        var own = board.Tree.Units[unit];
        var children = new List<ChildCounts>();
        foreach (var child in board.Children.UnitsOf(unit))
        {
            children.Add(new ChildCounts(RefOf(board, child), ToCounts(cut.Units[child].Counts)));
        }

        foreach (var child in board.Children.BranchesOf(unit))
        {
            children.Add(new ChildCounts(HallRef(board, cut, child), ToCounts(cut.Branches[child])));
        }

        if (own.Homeless > 0)
        {
            children.Add(new ChildCounts(new UnitRef(own.UnitId, own.Name, NodeKind.Homeless), ToCounts(cut.Homeless[unit])));
        }

        var sums = cut.Units[unit];
        return JsonSerializer.SerializeToUtf8Bytes(
            new AttendanceFrame(
                RefOf(board, unit), mark.Epoch, mark.Seq, at, ToCounts(sums.Counts), children, cut.RoundId, sums.Halls.Online, sums.Halls.All,
                sums.Halls.Playing, sums.Halls.Silent, sums.Halls.Slate, board.Refusals(unit, cut.RoundId)),
            ContractsJson.Options);
    }

    // When it was last heard of matters only for a hall that is out of reach; told for all, every heartbeat would be news.
    private static UnitRef HallRef(AttendanceBoard board, BoardCut cut, int hall)
    {
        var branch = board.Tree.Branches[hall];
        var online = ReachBitmap.IsSet(cut.Online, hall);
        return new UnitRef(branch.BranchId, branch.Name, NodeKind.Venue, online, PictureNames.Of(cut.Pictures[hall]), online ? null : board.LastSeen(hall), branch.Hall);
    }


    /// <summary>The figures of one hall.</summary>
    public static byte[] Branch(BoardCut cut, int branch) =>
        JsonSerializer.SerializeToUtf8Bytes(new HallAttendance(
            ToCounts(cut.Branches[branch]), cut.RoundId, ReachBitmap.IsSet(cut.Online, branch), PictureNames.Of(cut.Pictures[branch])), ContractsJson.Options);

    private static UnitRef RefOf(AttendanceBoard board, int unit) => new(board.Tree.Units[unit].UnitId, board.Tree.Units[unit].Name, NodeKind.Unit);

    private static Counts ToCounts(Tally tally) => new(tally.Expected, tally.Present, tally.Late, tally.Waiting, tally.Absent, tally.Unknown, tally.Excused);
}
