using RemoteClassroom.Domain.Attendance;
using RemoteClassroom.Domain.Sessions;

namespace RemoteClassroom.Grains.Attendance;

/// <summary>The board's default round over time: remembers with which sequence number each node's figures last changed, so that a reader gets only what is new to it.</summary>
internal sealed class BoardWatch(AttendanceBoard board)
{
    private readonly long[] _unitChanged = new long[board.Tree.Units.Count];
    private readonly long[] _branchChanged = new long[board.Tree.Branches.Count];
    private BoardCut? _cut;
    private bool _touched;

    public AttendanceBoard Board { get; } = board;

    /// <summary>Order within the board's life; grows with every cut that changed anything.</summary>
    public long Seq { get; private set; }

    public bool UnitChangedSince(int unit, long seq) => _unitChanged[unit] > seq;

    public bool BranchChangedSince(int branch, long seq) => _branchChanged[branch] > seq;

    /// <summary>A number for a cut that is not of the default round.</summary>
    public long NextSeq() => ++Seq;

    /// <summary>Refusals came in: with the next cut every unit is new to its readers.</summary>
    public void Touch() => _touched = true;

    /// <summary>Cuts the default round anew.</summary>
    public BoardCut Cut(Round? round, DateTimeOffset now)
    {
        var cut = Board.Cut(round, now);
        var before = _cut;
        _cut = cut;
        var seq = Seq + 1;
        var everything = before is null || before.RoundId != cut.RoundId;
        var changed = everything;
        for (var i = 0; i < _branchChanged.Length; i++)
        {
            // The frame of the unit it stands at shows the hall's counts, whether it is within reach, and its picture; so does the hall's own.
            if (everything || before!.Branches[i] != cut.Branches[i] || ReachBitmap.IsSet(before.Online, i) != ReachBitmap.IsSet(cut.Online, i) || before.Pictures[i] != cut.Pictures[i])
            {
                _branchChanged[i] = seq;
                _unitChanged[Board.Tree.Branches[i].UnitIndex] = seq;
                changed = true;
            }
        }

        for (var i = _unitChanged.Length - 1; i >= 0; i--)
        {
            if (everything || _touched || before!.Units[i] != cut.Units[i])
            {
                _unitChanged[i] = seq;
                changed = true;
                if (Board.Tree.Units[i].ParentIndex is >= 0 and var parent)
                {
                    _unitChanged[parent] = seq;
                }
            }
        }

        _touched = false;
        if (changed)
        {
            Seq = seq;
        }

        return cut;
    }
}
